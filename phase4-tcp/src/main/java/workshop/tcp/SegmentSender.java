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

  /** What is sent to this machine does not seem to arrive: the way to it may be another one now. */
  default void doubt(Ipv4Address destination) {}
}
