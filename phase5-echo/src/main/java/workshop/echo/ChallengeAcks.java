package workshop.echo;

/**
 * Keeps two machines that disagree about a connection from acknowledging each other's
 * acknowledgments for ever (RFC 5961 section 7). Each connection counts for itself: a count that
 * all share tells an attacker what goes on in other connections (CVE-2016-5696).
 */
final class ChallengeAcks {
  static final int MOST_PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000;

  private long since = -SECOND;
  private int sent;

  /** Whether one more may be sent now; then it counts as sent. */
  boolean allow(long now) {
    if (now - since >= SECOND) {
      since = now;
      sent = 0;
    }
    if (sent == MOST_PER_SECOND) {
      return false;
    }
    sent++;
    return true;
  }
}
