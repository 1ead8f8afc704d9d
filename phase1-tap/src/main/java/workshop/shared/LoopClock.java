package workshop.shared;

/**
 * The time for the whole stack. It is set once for each batch of frames, at its start, and stays
 * the same until the next batch. The stack never reads another clock, so a test can choose the
 * time.
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
   * @param now in nanoseconds since the loop started; never less than at the last call
   */
  public void set(long now) {
    this.now = now;
  }
}
