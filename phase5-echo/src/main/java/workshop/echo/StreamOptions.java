package workshop.echo;

/** What an application may choose for its connection: elsewhere these are called socket options. */
public final class StreamOptions {
  private static final long MINUTE = 60_000_000_000L;

  /**
   * Five minutes (RFC 9293 section 3.9.1.1): more than the three that a SYN needs at least
   * (MUST-23) and the 100 seconds of other segments (SHLD-11).
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
   * Whether a little data waits for an acknowledgment of what went before it (Nagle's algorithm,
   * RFC 9293 section 3.7.4). It does, unless told otherwise.
   */
  public void setNagle(boolean on) {
    nagle = on;
  }

  /** Whether a silent peer is asked if it is still there. */
  public boolean keepAlive() {
    return keepAlive;
  }

  /**
   * Whether a peer that is silent for long is asked if it is still there (RFC 9293 section 3.8.4).
   * It is not, unless told otherwise; and phase 5 has no timers for it.
   */
  public void setKeepAlive(boolean on) {
    keepAlive = on;
  }

  /** After how long without any progress the connection is given up, in nanoseconds. */
  public long userTimeout() {
    return userTimeout;
  }

  /**
   * After how long without any progress the connection is given up (RFC 9293 section 3.8.3,
   * MUST-21). Phase 5, without timers, never gives up.
   *
   * @param nanos more than 0
   */
  public void setUserTimeout(long nanos) {
    userTimeout = nanos;
  }
}
