package workshop.tcp;

import workshop.ethernet.Ipv4Address;

/** Takes all segments. */
@FunctionalInterface
public interface SegmentHandler {
  /**
   * A segment has arrived.
   *
   * @param source the machine that sent it
   * @param segment valid until this method returns
   * @param now the time, in nanoseconds on the loop's clock
   */
  void receive(Ipv4Address source, TcpSegment segment, long now);
}
