package workshop.testkit;

/**
 * A clock that moves only when a test moves it. The stack gets the time from it, and never asks the
 * machine. So a test can wait for a minute without delay, and sees the same times in every run.
 */
public final class VirtualClock {
  private long now;

  /**
   * A clock that shows this time.
   *
   * @param now in nanoseconds, 0 or more
   */
  public VirtualClock(long now) {
    this.now = now;
  }

  /** The time, in nanoseconds. */
  public long now() {
    return now;
  }

  /**
   * Moves the clock forward.
   *
   * @param nanos 0 or more: no clock of a stack goes back
   */
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("a clock does not go back: " + nanos + " ns");
    }
    now = Math.addExact(now, nanos);
  }

  /** Moves the clock to this time, unless it has passed already. */
  public void waitUntil(long time) {
    now = Math.max(now, time);
  }
}
