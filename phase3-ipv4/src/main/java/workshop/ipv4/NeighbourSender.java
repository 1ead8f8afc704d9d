package workshop.ipv4;

import java.io.IOException;
import workshop.ethernet.Ipv4Address;

/** The way to a machine on our link: on Ethernet, {@link workshop.ethernet.Arp}. */
@FunctionalInterface
public interface NeighbourSender {
  /**
   * Sends what has been written into the Ethernet layer's payload to a neighbour.
   *
   * @param neighbour a machine on this link
   * @param now the time, in nanoseconds on the loop's clock
   */
  void send(Ipv4Address neighbour, int etherType, long now) throws IOException;

  /** What is sent to this neighbour does not seem to arrive: find the way to it again. */
  default void doubt(Ipv4Address neighbour) {}
}
