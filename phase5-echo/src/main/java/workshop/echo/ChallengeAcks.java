package workshop.echo;

import workshop.shared.LoopClock;

/**
 * Limits challenge ACKs (RFC 5961 section 7). Without a limit, two machines that disagree about a
 * connection would answer each other's ACKs for ever. Each connection has a count of its own: with
 * one count for all, an attacker could learn about other connections (CVE-2016-5696).
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
