package workshop.testkit;

/**
 * A clock that stands still unless a test moves it. The stack is told the time, and never looks at
 * the machine's: so a test can wait for a minute in no time, and sees the same times whenever it
 * runs.
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
   * So much later.
   *
   * @param nanos 0 or more: no clock of a stack goes back
   */
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("a clock does not go back: " + nanos + " ns");
    }
    now = Math.addExact(now, nanos);
  }

  /** Waits until then; not at all where that has passed. */
  public void waitUntil(long time) {
    now = Math.max(now, time);
  }
}
