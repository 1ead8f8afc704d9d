package workshop.tcp;

/** The answer to a segment for which there is no connection (RFC 9293 section 3.10.7.1). */
public final class Reset {
  private Reset() {}

  /**
   * The reset that such a segment is answered with.
   *
   * @return null if it must not be answered: it is a reset itself, and two such machines would
   *     never stop
   */
  public static TcpSegment answerTo(TcpSegment segment) {
    if (segment.has(TcpFlags.RST)) {
      return null;
    }
    // The peer believes a reset whose numbers fit what it has sent, and no other: with an
    // acknowledgment, ours starts where the peer expects us to ...
    if (segment.has(TcpFlags.ACK)) {
      return reset(segment, TcpFlags.RST, segment.ack(), new SequenceNumber(0));
    }
    // ... and without one, it acknowledges all that the segment takes up, the SYN too.
    return reset(segment, TcpFlags.RST | TcpFlags.ACK, new SequenceNumber(0), segment.end());
  }

  private static TcpSegment reset(
      TcpSegment segment, int flags, SequenceNumber seq, SequenceNumber ack) {
    return new TcpSegment(
        segment.destinationPort(),
        segment.sourcePort(),
        seq,
        ack,
        flags,
        0,
        0,
        TcpOptions.NONE,
        TcpSegment.EMPTY);
  }
}
