package workshop.reliability;

import workshop.tap.FrameReceiver;

/**
 * Asks a peer that has been silent for long whether it is still there (RFC 9293 section 3.8.4): a
 * machine that lost its power says no farewell.
 */
final class KeepAlive {
  private static final long SECOND = 1_000_000_000;

  /** Two hours (MUST-28). */
  private static final long DEFAULT_IDLE = 7200 * SECOND;

  private static final long BETWEEN_PROBES = 75 * SECOND;

  /** One without an answer proves nothing: the network may have lost it (MUST-29). */
  private static final int MOST_PROBES = 9;

  private final long idle;
  private boolean on;
  private long lastHeard;
  private long lastAsked;
  private int unanswered;

  /**
   * For a new connection.
   *
   * @param idle after how long a silent peer is asked, in nanoseconds; 0: never, unless the
   *     application says so
   */
  KeepAlive(long idle) {
    this.idle = idle == 0 ? DEFAULT_IDLE : idle;
    on = idle != 0;
  }

  /** On or off, as the application wants it (MUST-24). */
  void turn(boolean on) {
    this.on = on;
    unanswered = 0;
  }

  /** The peer is there. */
  void heard(long now) {
    lastHeard = now;
    unanswered = 0;
  }

  /** When to ask, or to give up; on the loop's clock. */
  long deadline() {
    if (!on) {
      return FrameReceiver.NEVER;
    }
    return unanswered == 0 ? lastHeard + idle : lastAsked + BETWEEN_PROBES;
  }

  /** Whether to ask now; then it counts as asked. */
  boolean asks(long now) {
    if (now < deadline() || unanswered == MOST_PROBES) {
      return false;
    }
    unanswered++;
    lastAsked = now;
    return true;
  }

  /** Whether the peer has been asked often enough. */
  boolean isDead(long now) {
    return unanswered == MOST_PROBES && now >= deadline();
  }
}
