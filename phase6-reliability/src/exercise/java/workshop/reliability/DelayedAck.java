package workshop.reliability;

import workshop.tap.FrameReceiver;

/**
 * When an acknowledgment may wait (RFC 9293 section 3.8.6.3, RFC 5681 section 4.2): an answer of
 * the application may take it along soon, and one ACK does for two segments. The peer must not wait
 * for long, though: its window opens by our ACKs, and its clock measures them.
 */
final class DelayedAck {
  /** In nanoseconds. MUST-40: less than 500 ms. Real stacks wait for 40 ms (Linux) to 200 ms. */
  static final long DELAY = 40_000_000;

  /** As long as no larger segment has come, one of this many bytes counts as full-sized. */
  private static final int SMALLEST_FULL_SIZE = 536;

  private int fullSize = SMALLEST_FULL_SIZE;

  /** Bytes received in order that no ACK has told of. */
  private int waiting;

  /** Something has happened that the peer has to hear of at once. */
  private boolean urgent;

  private long deadline = FrameReceiver.NEVER;

  /** When the ACK that waits must go, on the loop's clock; or {@link FrameReceiver#NEVER}. */
  long deadline() {
    return deadline;
  }

  // --- Exercise 6.8: When an acknowledgment may wait (RFC 5681 section 4.2)

  /**
   * Text has arrived.
   *
   * @param length of the segment's text, in bytes
   * @param moved by how much RCV.NXT has moved with it, in bytes
   * @param holes whether there was a hole before this text came, or there is one now
   */
  void received(int length, int moved, boolean holes) {
    throw new workshop.NotDone("6.8", "docs/phase6-reliability.md");
  }

  /** An acknowledgment goes out, alone or with data: nothing waits any more. */
  void sent() {
    throw new workshop.NotDone("6.8", "docs/phase6-reliability.md");
  }

  /**
   * An acknowledgment is due. Whether it may wait: it is for text in order, for less than two
   * full-sized segments, and the first of it came less than {@link #DELAY} ago, counted from the
   * first time that this was asked.
   *
   * @param now the time, in nanoseconds on the loop's clock
   */
  boolean mayWait(long now) {
    throw new workshop.NotDone("6.8", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.8
}
