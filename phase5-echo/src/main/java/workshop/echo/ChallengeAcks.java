package workshop.echo;

import workshop.shared.LoopClock;

/**
 * Keeps two machines that disagree about a connection from acknowledging each other's
 * acknowledgments for ever (RFC 5961 section 7). Each connection counts for itself: a count that
 * all share tells an attacker what goes on in other connections (CVE-2016-5696).
 */
final class ChallengeAcks {
  static final int MOST_PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock;
  private long since = -SECOND;
  private int sent;

  ChallengeAcks(LoopClock clock) {
    this.clock = clock;
  }

  /** Whether one more may be sent now. */
  boolean isAllowed() {
    return sent < MOST_PER_SECOND || clock.now() - since >= SECOND;
  }

  /** One is sent. */
  void count() {
    if (clock.now() - since >= SECOND) {
      since = clock.now();
      sent = 0;
    }
    sent++;
  }
}
