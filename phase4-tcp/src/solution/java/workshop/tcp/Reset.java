package workshop.tcp;

/** The answer to a segment for which there is no connection (RFC 9293 section 3.10.7.1). */
public final class Reset {
  private Reset() {}

  // --- Exercise 4.7: A reset for a closed port (RFC 9293 section 3.10.7.1)

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

  /** A segment back to where this one came from, with nothing in it but flags and numbers. */
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
// - The RFC has three cases, and asks in this order: has the segment an RST? Has it an ACK? What
//   remains has neither.
// - The reset has to be believed. With an ACK the peer has told which number it expects from us:
//   that is the reset's own. It acknowledges nothing.
// - Without an ACK the peer can only check what we acknowledge: all that its segment takes up,
//   which `end()` knows. Then our own number is 0, and both flags are set: RST and ACK.
// - The answer goes to where the segment came from: the ports change places.
