package workshop.shared;

/**
 * The time, as the whole stack sees it. It is set once for each batch of frames, at its start, and
 * stays the same until the next one. Nobody in the stack asks the machine what time it is: so a
 * test can set it as it likes.
 */
public final class LoopClock {
  private long now;

  /** The time of this batch, in nanoseconds since the loop started. */
  public long now() {
    return now;
  }

  /**
   * A new batch begins.
   *
   * @param now in nanoseconds since the loop started; never less than before
   */
  public void set(long now) {
    this.now = now;
  }
}
