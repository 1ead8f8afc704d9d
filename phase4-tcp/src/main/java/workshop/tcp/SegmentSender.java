package workshop.tcp;

import workshop.ethernet.Ipv4Address;

/** Where segments go out. */
@FunctionalInterface
public interface SegmentSender {
  /**
   * Sends a segment.
   *
   * @param destination the machine that it is for
   * @param now the time, in nanoseconds on the loop's clock
   */
  void send(Ipv4Address destination, TcpSegment segment, long now);
}
