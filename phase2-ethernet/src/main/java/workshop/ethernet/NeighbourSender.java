package workshop.ethernet;

import java.io.IOException;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** The way to a machine on our link: on Ethernet, {@link Arp}. */
public interface NeighbourSender {
  /**
   * Sends a packet to a neighbour, at once or as soon as the way to it is known.
   *
   * @param packet what the frame carries; copied where it has to wait
   * @param neighbour a machine on this link
   */
  void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException;

  /** What is sent to this neighbour does not seem to arrive: find the way to it again. */
  void doubt(Ipv4Address neighbour);
}
