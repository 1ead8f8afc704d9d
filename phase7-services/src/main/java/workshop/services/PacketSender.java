package workshop.services;

import java.io.IOException;
import workshop.ipv4.HeaderFields;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** Where packets go out that fit into one frame: {@link workshop.ipv4.Ipv4Layer}. */
@FunctionalInterface
interface PacketSender {
  /**
   * Puts a header before the payload, and sends both.
   *
   * @param frame with the payload
   * @param fields what the header says besides addresses and protocol
   */
  void send(OutgoingFrame frame, int protocol, Ipv4Address destination, HeaderFields fields)
      throws IOException;
}
