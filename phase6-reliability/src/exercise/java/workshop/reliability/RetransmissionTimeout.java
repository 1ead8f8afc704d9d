package workshop.reliability;

import workshop.UntilDone;

/**
 * RTO, how long to wait for an acknowledgment before a segment is sent again (RFC 6298). Too short,
 * and what is merely late goes twice; too long, and a loss costs much time. So it follows the
 * round-trip times that are measured: their mean, plus four times what they vary.
 *
 * <p>All times are in nanoseconds.
 */
final class RetransmissionTimeout {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1000 * MILLISECOND;

  /** As long as nothing has been measured (RFC 6298 section 2.1). */
  static final long INITIAL = SECOND;

  /**
   * RFC 6298 section 2.4 asks for one second. Linux has 200 ms, on top of SRTT: clocks are finer
   * today than when the second was chosen, and acknowledgments are delayed by less than that.
   */
  static final long MINIMUM = 200 * MILLISECOND;

  /** RFC 6298 section 2.5: not less than this. */
  static final long MAXIMUM = 60 * SECOND;

  /** G: the loop's {@code poll} waits in whole milliseconds. */
  static final long GRANULARITY = MILLISECOND;

  /** SRTT; 0 as long as nothing has been measured. */
  private long smoothedRtt;

  /** RTTVAR. */
  private long variation;

  private long nanos = INITIAL;

  /** How long to wait. */
  long nanos() {
    return nanos;
  }

  /** SRTT: the mean of the round-trip times, the recent ones above all; 0 if there is none yet. */
  long smoothedRtt() {
    return smoothedRtt;
  }

  /** RTTVAR: by how much they vary. */
  long variation() {
    return variation;
  }

  /** Waits for so long from now on, until something is measured. */
  void startFrom(long newNanos) {
    nanos = newNanos;
  }

  // --- Exercise 6.2: How long to wait (RFC 6298 section 2)

  /**
   * A segment has been acknowledged after this time. Sets SRTT, RTTVAR and RTO by sections 2.2 and
   * 2.3, with alpha = 1/8, beta = 1/4, K = 4 and G = {@link #GRANULARITY}, and keeps RTO between
   * {@link #MINIMUM} and {@link #MAXIMUM}.
   *
   * @param rtt the round-trip time R, in nanoseconds
   */
  @UntilDone
  void measured(long rtt) {
    workshop.NotDone.soFar("6.2", "docs/phase6-reliability.md");
  }

  /**
   * The time is over, and nothing has come: the next time waits twice as long (section 5.5), but
   * not longer than {@link #MAXIMUM}. SRTT and RTTVAR stay.
   */
  @UntilDone
  void backOff() {
    workshop.NotDone.soFar("6.2", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.2
}
