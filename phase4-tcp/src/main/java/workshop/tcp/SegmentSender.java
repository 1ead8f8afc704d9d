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

  /**
   * Sends a segment that may be larger than one on the wire.
   *
   * @param segmentText how much text fits into one on the wire, in bytes
   */
  default void send(Ipv4Address destination, TcpSegment segment, int segmentText) {
    send(destination, segment);
  }

  /** How much text leaves in one piece, as from {@link Offload#textAtOnce}. */
  default int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return Offload.NOTHING.textAtOnce(available, segmentText, smallEnd);
  }

  /** What is sent to this machine does not seem to arrive: the way to it may be another one now. */
  default void doubt(Ipv4Address destination) {}
}
