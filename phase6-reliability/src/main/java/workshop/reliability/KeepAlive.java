package workshop.reliability;

import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * Asks a peer that has been silent for a long time whether it is still there (RFC 9293 section
 * 3.8.4): a machine that loses its power sends no FIN.
 */
final class KeepAlive {
  private static final long SECOND = 1_000_000_000;

  /** Two hours (MUST-28). */
  private static final long DEFAULT_IDLE = 7200 * SECOND;

  private static final long BETWEEN_PROBES = 75 * SECOND;

  /** One without an answer proves nothing: the network may have lost it (MUST-29). */
  private static final int MOST_PROBES = 9;

  private final LoopClock clock;
  private final long idle;
  private boolean on;
  private long lastHeard;
  private long lastAsked;
  private int unanswered;

  /**
   * For a new connection. It is off at first (MUST-25).
   *
   * @param idle after how long a silent peer is asked, in nanoseconds; 0: two hours
   */
  KeepAlive(LoopClock clock, long idle) {
    this.clock = clock;
    this.idle = idle == 0 ? DEFAULT_IDLE : idle;
  }

  /** On or off, as the application wants it (MUST-24). */
  void turn(boolean on) {
    if (this.on != on) {
      this.on = on;
      unanswered = 0;
    }
  }

  /** The peer is there. */
  void heard() {
    lastHeard = clock.now();
    unanswered = 0;
  }

  /** When to ask, or to give up; on the loop's clock. */
  long deadline() {
    if (!on) {
      return FrameReceiver.NEVER;
    }
    return unanswered == 0 ? lastHeard + idle : lastAsked + BETWEEN_PROBES;
  }

  /** Whether to ask now. */
  boolean isDue() {
    return clock.now() >= deadline() && unanswered < MOST_PROBES;
  }

  /** The peer is asked. */
  void asked() {
    unanswered++;
    lastAsked = clock.now();
  }

  /** Whether the peer has been asked often enough. */
  boolean isDead() {
    return unanswered == MOST_PROBES && clock.now() >= deadline();
  }
}
