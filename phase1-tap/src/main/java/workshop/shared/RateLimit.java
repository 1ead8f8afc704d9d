package workshop.shared;

/** Allows a few at once, and then a fixed number per second. */
public final class RateLimit {
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock;
  private final int atOnce;
  private final long pause;

  /** When all are available again. Each one that is taken delays this by one pause. */
  private long full;

  /**
   * A limit from which nothing has been taken yet.
   *
   * @param atOnce how many can be taken without a pause
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
