package workshop.shared;

/** Allows some at once, and then so many a second. */
public final class RateLimit {
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock;
  private final int atOnce;
  private final long pause;

  /** When all are available again: each that is taken puts it off by one pause. */
  private long full;

  /**
   * A limit that nothing has been taken from.
   *
   * @param atOnce how many may be taken without a pause
   * @param perSecond how many become available again in a second
   */
  public RateLimit(LoopClock clock, int atOnce, int perSecond) {
    this.clock = clock;
    this.atOnce = atOnce;
    pause = SECOND / perSecond;
  }

  /** Takes one; false if there is none left now. */
  public boolean take() {
    long next = Math.max(full, clock.now()) + pause;
    if (next - clock.now() > atOnce * pause) {
      return false;
    }
    full = next;
    return true;
  }
}
