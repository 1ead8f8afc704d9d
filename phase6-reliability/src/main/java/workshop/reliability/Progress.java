package workshop.reliability;

import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/** How long the peer has been silent: when to report that, and when to give up (RFC 9293 3.8.3). */
final class Progress {
  /** How long an answer may take, in nanoseconds: what RTO is at first (RFC 6298 section 2.1). */
  private static final long ANSWER = 1_000_000_000;

  private final LoopClock clock;
  private final StreamOptions options;

  /** Since when nothing that was sent has arrived. */
  private long since;

  /** How often the same has been sent again since then. */
  private int unanswered;

  /** Until then, the first of these may still be answered. */
  private long mayBeAnsweredUntil;

  Progress(LoopClock clock, StreamOptions options) {
    this.clock = clock;
    this.options = options;
  }

  /** Something has arrived, or there is something new to wait for. */
  void made() {
    since = clock.now();
    unanswered = 0;
  }

  /** The same segment is sent again. */
  void sentAgain() {
    if (unanswered == 0) {
      mayBeAnsweredUntil = clock.now() + ANSWER;
    }
    unanswered++;
  }

  /** How often the same has been sent again without an answer. */
  int unanswered() {
    return unanswered;
  }

  /**
   * When to give up, on the loop's clock. RTO and the time between two probes grow to a minute, and
   * the user time-out may be shorter. A peer can only answer if it is asked. So we ask it at least
   * once more, and give it the time for one answer (RFC 9293 section 3.8.6.1, MUST-37).
   */
  long deadline() {
    if (unanswered == 0) {
      return FrameReceiver.NEVER;
    }
    long over = since + Math.min(options.userTimeout(), FrameReceiver.NEVER / 2);
    return Math.max(over, mayBeAnsweredUntil);
  }

  /** Whether it is time to give up. */
  boolean isOver() {
    return clock.now() >= deadline();
  }
}
