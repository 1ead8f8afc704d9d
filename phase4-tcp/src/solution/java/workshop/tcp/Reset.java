package workshop.tcp;

/** The answer to a segment for which there is no connection (RFC 9293 section 3.10.7.1). */
public final class Reset {
  private Reset() {}

  // --- Exercise 4.7: A reset for a closed port (RFC 9293 section 3.10.7.1)

  /**
   * The reset that answers such a segment.
   *
   * @return null if the segment is a reset itself: two machines that answer resets would never stop
   */
  public static TcpSegment answerTo(TcpSegment segment) {
    if (segment.has(TcpFlags.RST)) {
      return null;
    }
    // The peer believes a reset only if the numbers fit. With an ACK, the peer has told which
    // number it expects from us: the reset has that number ...
    if (segment.has(TcpFlags.ACK)) {
      return reset(segment, TcpFlags.RST, segment.ack(), new SequenceNumber(0));
    }
    // ... and without an ACK, the reset acknowledges all numbers of the segment, also the SYN's.
    return reset(segment, TcpFlags.RST | TcpFlags.ACK, new SequenceNumber(0), segment.end());
  }

  /** A segment back to the sender of this one. It contains only flags and numbers. */
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

  // --- End of exercise 4.7
}

// Hints for 4.7:
// - The RFC asks in this order: Does the segment have an RST? Does it have an ACK? The third case
//   is a segment with neither.
// - The peer must believe the reset. With an ACK, the peer has told which number it expects from
//   us. Use it as the reset's sequence number. The reset acknowledges nothing.
// - Without an ACK, the peer can check only the acknowledgment number. Acknowledge all numbers of
//   the segment: see `end()`. The sequence number is 0, and both flags are set: RST and ACK.
// - The answer goes back to the sender: the ports change places.
