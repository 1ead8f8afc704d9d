package workshop.ethernet;

import java.io.IOException;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** Sends packets to the machines on our link. On Ethernet, this is {@link Arp}. */
public interface NeighbourSender {
  /**
   * Sends a packet to a neighbour, at once or as soon as the neighbour's address is known.
   *
   * @param packet the content of the frame; a packet that has to wait is copied
   * @param neighbour a machine on this link
   */
  void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException;

  /** Packets to this neighbour do not seem to arrive: ask for its address again. */
  void doubt(Ipv4Address neighbour);
}
