package workshop.reliability;

import workshop.UntilDone;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * The retransmission timer (RFC 6298 section 5). There is one for all that is on its way. It
 * expires when nothing has been acknowledged for a whole RTO.
 */
final class RetransmissionTimer {
  /** Section 5.7. */
  private static final long AFTER_LOST_SYN = 3_000_000_000L;

  private final LoopClock clock;
  private final RetransmissionTimeout timeout;

  /** When it expires, on the loop's clock; NEVER while it does not run. */
  private long deadline = FrameReceiver.NEVER;

  RetransmissionTimer(LoopClock clock, RetransmissionTimeout timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /** When it expires, on the loop's clock; {@link FrameReceiver#NEVER} while it does not run. */
  long deadline() {
    return deadline;
  }

  // --- Exercise 6.3: The retransmission timer (RFC 6298 section 5)

  /** Rule 5.1: a segment with text or a FIN is sent, for the first time or again. */
  @UntilDone
  void sent() {
    if (deadline == FrameReceiver.NEVER) {
      deadline = clock.now() + timeout.nanos();
    }
  }

  /**
   * Rules 5.2 and 5.3: something has been acknowledged that was not before.
   *
   * @param outstanding whether there is more that is not acknowledged
   */
  @UntilDone
  void acknowledged(boolean outstanding) {
    deadline = outstanding ? clock.now() + timeout.nanos() : FrameReceiver.NEVER;
  }

  /** Rules 5.5 and 5.6: it has expired. (Rule 5.4, what is sent again, is exercise 6.4.) */
  @UntilDone
  void expired() {
    timeout.backOff();
    deadline = clock.now() + timeout.nanos();
  }

  /** Rule 5.7: the handshake is done, and the timer has expired for its SYN. */
  @UntilDone
  void synWasLost() {
    timeout.startFrom(AFTER_LOST_SYN);
  }

  // --- End of exercise 6.3
}

// Hints for 6.3:
// - It does not run as long as its deadline is NEVER. To start it means to set the deadline: RTO,
//   `timeout.nanos()`, after now, `clock.now()`.
// - Rule 5.1 starts it only if it is not running: a segment that is sent later must not move the
//   deadline of the segments before it.
// - Rule 5.3 starts it again with each acknowledgment of something new, running or not. If nothing
//   is left to wait for, rule 5.2 turns it off.
// - When it has expired, double RTO first (`timeout.backOff()`), and then start the timer with it.
//   `timeout.startFrom` is rule 5.7.
