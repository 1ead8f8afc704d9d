package workshop.reliability;

/**
 * What the people who use TCP may choose.
 *
 * @param userTimeout after how long without any progress a connection is given up, in nanoseconds
 * @param keepAlive after how long a silent peer is asked whether it is still there, in nanoseconds;
 *     0: never
 */
public record Settings(long userTimeout, long keepAlive) {
  private static final long MINUTE = 60_000_000_000L;

  /**
   * Five minutes (RFC 9293 section 3.9.1.1), more than the three that a SYN needs at least
   * (MUST-23) and the 100 seconds of other segments (SHLD-11); and no keep-alive (MUST-25).
   */
  public static final Settings DEFAULTS = new Settings(5 * MINUTE, 0);
}
