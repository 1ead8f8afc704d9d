package workshop.shared;

/**
 * The time, as the whole stack sees it. It stands still while a batch of frames is worked on: the
 * loop sets it once, at the start of the batch, and nobody in the stack asks the machine. So a test
 * can turn it as it likes.
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
