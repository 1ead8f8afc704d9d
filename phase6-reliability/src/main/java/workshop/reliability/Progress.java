package workshop.reliability;

import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/** How long the peer has not answered: when to worry, and when to give up (RFC 9293 3.8.3). */
final class Progress {
  private final LoopClock clock;
  private final StreamOptions options;

  /** Since when nothing that was sent has arrived. */
  private long since;

  /** How often the same has been sent again since then. */
  private int unanswered;

  Progress(LoopClock clock, StreamOptions options) {
    this.clock = clock;
    this.options = options;
  }

  /** Something has arrived, or there is something new to wait for. */
  void made() {
    since = clock.now();
    unanswered = 0;
  }

  /** The same goes again. */
  void sentAgain() {
    unanswered++;
  }

  /** How often the same has been sent again without an answer. */
  int unanswered() {
    return unanswered;
  }

  /** When to give up, on the loop's clock. */
  long deadline() {
    return since + Math.min(options.userTimeout(), FrameReceiver.NEVER / 2);
  }

  /** Whether it is time to give up. */
  boolean isOver() {
    return clock.now() >= deadline();
  }
}
