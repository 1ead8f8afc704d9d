package workshop.tcp;

import workshop.shared.Ipv4Address;

/** Sends segments. */
@FunctionalInterface
public interface SegmentSender {
  /**
   * Sends a segment.
   *
   * @param destination the machine that gets it
   */
  void send(Ipv4Address destination, TcpSegment segment);

  /**
   * Sends a segment that may be larger than a segment on the wire.
   *
   * @param segmentText how many bytes of text fit into a segment on the wire
   */
  default void send(Ipv4Address destination, TcpSegment segment, int segmentText) {
    send(destination, segment);
  }

  /** How many bytes of text may leave in one piece: see {@link Offload#textAtOnce}. */
  default int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return Offload.NOTHING.textAtOnce(available, segmentText, smallEnd);
  }

  /** Reports that packets to this machine do not seem to arrive: its next hop may have changed. */
  default void doubt(Ipv4Address destination) {}
}
