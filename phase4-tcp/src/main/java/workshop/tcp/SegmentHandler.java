package workshop.tcp;

import workshop.shared.Ipv4Address;

/** Gets all segments that arrive. */
@FunctionalInterface
public interface SegmentHandler {
  /**
   * A segment has arrived.
   *
   * @param source the machine that sent it
   * @param segment valid until this method returns
   */
  void receive(Ipv4Address source, TcpSegment segment);
}
