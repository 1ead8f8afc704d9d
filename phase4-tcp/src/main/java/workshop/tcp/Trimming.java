package workshop.tcp;

/**
 * Cuts off the bytes of a segment outside the window (RFC 9293 section 3.10.7.4, first): we may
 * have some of the bytes already, or may have no room for them.
 */
public final class Trimming {
  private Trimming() {}

  /**
   * The part of the segment whose sequence numbers lie within the window, as a segment of its own.
   * SYN is the first number of the segment, and FIN is the last. At least one number of the segment
   * must lie within the window.
   *
   * @param from the first number of the window
   * @param to the number after the window
   */
  public static TcpSegment trim(TcpSegment segment, SequenceNumber from, SequenceNumber to) {
    int before = Math.max(0, from.minus(segment.seq()));
    int beyond = Math.max(0, segment.end().minus(to));
    if (before == 0 && beyond == 0) {
      return segment;
    }
    int flags = segment.flags();
    int first = before;
    if (segment.has(TcpFlags.SYN) && before > 0) {
      flags &= ~TcpFlags.SYN;
      first--;
    }
    if (segment.has(TcpFlags.FIN) && beyond > 0) {
      flags &= ~TcpFlags.FIN;
      beyond--;
    }
    int length = segment.payload().limit();
    first = Math.min(first, length);
    int last = Math.max(first, length - beyond);
    return new TcpSegment(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.seq().plus(before),
        segment.ack(),
        flags,
        segment.window(),
        Math.max(0, segment.urgentPointer() - before),
        segment.options(),
        segment.payload().slice(first, last - first));
  }
}
