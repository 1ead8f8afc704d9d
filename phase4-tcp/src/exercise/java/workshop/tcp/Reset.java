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
    throw new workshop.NotDone("4.7", "docs/phase4-tcp.md");
  }

  /** A segment back to the sender of this one. It contains only flags and numbers. */
  private static TcpSegment reset(
      TcpSegment segment, int flags, SequenceNumber seq, SequenceNumber ack) {
    throw new workshop.NotDone("4.7", "docs/phase4-tcp.md");
  }

  // --- End of exercise 4.7
}
