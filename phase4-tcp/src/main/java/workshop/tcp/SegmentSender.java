package workshop.tcp;

import workshop.shared.Ipv4Address;

/** Where segments go out. */
@FunctionalInterface
public interface SegmentSender {
  /**
   * Sends a segment.
   *
   * @param destination the machine that it is for
   */
  void send(Ipv4Address destination, TcpSegment segment);
}
