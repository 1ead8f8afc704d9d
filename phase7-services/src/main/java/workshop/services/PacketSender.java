package workshop.services;

import java.io.IOException;
import workshop.ipv4.HeaderFields;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** Sends packets that fit into one frame: {@link workshop.ipv4.Ipv4Layer}. */
@FunctionalInterface
interface PacketSender {
  /**
   * Puts a header before the payload, and sends both.
   *
   * @param frame with the payload
   * @param fields the other fields of the header, without addresses and protocol
   */
  void send(OutgoingFrame frame, int protocol, Ipv4Address destination, HeaderFields fields)
      throws IOException;
}
