package workshop.reliability;

import workshop.UntilDone;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * When an acknowledgment may wait (RFC 9293 section 3.8.6.3, RFC 5681 section 4.2): the application
 * may answer soon, and its answer carries the ACK; and one ACK is enough for two segments. But the
 * peer must not wait for long: our ACKs open its window, and it measures round trips by them.
 */
final class DelayedAck {
  /** In nanoseconds. MUST-40: less than 500 ms. Real stacks wait for 40 ms (Linux) to 200 ms. */
  static final long DELAY = 40_000_000;

  /** As long as no larger segment has come, one of this many bytes counts as full-sized. */
  private static final int SMALLEST_FULL_SIZE = 536;

  private final LoopClock clock;
  private int fullSize = SMALLEST_FULL_SIZE;

  /** Something has arrived that we must acknowledge. */
  private boolean owed;

  /** Bytes received in order that no ACK has covered yet. */
  private int waiting;

  /** Something has happened that the peer has to know at once. */
  private boolean urgent;

  private long deadline = FrameReceiver.NEVER;

  DelayedAck(LoopClock clock) {
    this.clock = clock;
  }

  /** When we must send the ACK that waits, on the loop's clock; or {@link FrameReceiver#NEVER}. */
  long deadline() {
    return deadline;
  }

  /** Something has arrived that we must acknowledge, text or not. */
  void owe() {
    owed = true;
  }

  /** Whether we must acknowledge anything, at once or later. */
  boolean isOwed() {
    return owed;
  }

  /** Whether we have to send an acknowledgment now. */
  boolean isDue() {
    return owed && !mayWait();
  }

  /** An acknowledgment goes out, alone or with data: nothing waits any more. */
  void sent() {
    owed = false;
    waiting = 0;
    urgent = false;
    deadline = FrameReceiver.NEVER;
  }

  // --- Exercise 6.9: When an acknowledgment may wait (RFC 5681 section 4.2)

  /**
   * Text has arrived. The first that waits sets the deadline, {@link #DELAY} from now.
   *
   * @param length of the segment's text, in bytes
   * @param moved by how much RCV.NXT has moved with it, in bytes
   * @param holes whether there was a hole before this text came, or there is one now
   */
  @UntilDone
  void received(int length, int moved, boolean holes) {
    workshop.NotDone.soFar("6.9", "docs/phase6-reliability.md");
  }

  /**
   * We have to send an acknowledgment. Returns whether it may wait: it is for text in order, for
   * less than two full-sized segments, and the deadline is not over.
   */
  @UntilDone("false")
  boolean mayWait() {
    return workshop.NotDone.soFar("6.9", "docs/phase6-reliability.md", false);
  }

  // --- End of exercise 6.9
}
