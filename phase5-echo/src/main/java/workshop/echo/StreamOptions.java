package workshop.echo;

/** An application's choices for its connection. Other stacks call them socket options. */
public final class StreamOptions {
  private static final long MINUTE = 60_000_000_000L;

  /**
   * Five minutes (RFC 9293 section 3.9.1.1). The RFC wants at least three minutes for a SYN
   * (MUST-23), and 100 seconds for other segments (SHLD-11).
   */
  public static final long DEFAULT_USER_TIMEOUT = 5 * MINUTE;

  private boolean nagle = true;
  private boolean keepAlive;
  private long userTimeout = DEFAULT_USER_TIMEOUT;

  /** Whether Nagle's algorithm is on. */
  public boolean nagle() {
    return nagle;
  }

  /**
   * Whether a little data waits until the data before it is acknowledged (Nagle's algorithm, RFC
   * 9293 section 3.7.4). It is on by default.
   */
  public void setNagle(boolean on) {
    nagle = on;
  }

  /** Whether keep-alive is on. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /**
   * Whether we ask a peer that is silent for a long time if it is still there (keep-alive, RFC 9293
   * section 3.8.4). It is off by default, and phase 5 has no timers for it.
   */
  public void setKeepAlive(boolean on) {
    keepAlive = on;
  }

  /** After how many nanoseconds without progress we give the connection up. */
  public long userTimeout() {
    return userTimeout;
  }

  /**
   * After how many nanoseconds without progress we give the connection up (RFC 9293 section 3.8.3,
   * MUST-21). Phase 5 has no timers, and never gives up.
   *
   * @param nanos more than 0
   */
  public void setUserTimeout(long nanos) {
    userTimeout = nanos;
  }
}
