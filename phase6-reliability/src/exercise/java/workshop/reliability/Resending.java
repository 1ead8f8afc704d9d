package workshop.reliability;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;

/**
 * What is sent again, and when. What is lost lies in the queue, marked as such. It goes again
 * oldest first, as soon as the network has room for it; but what the others tell to be missing goes
 * at once.
 */
final class Resending {
  private final RetransmissionQueue queue;

  /** The oldest stretch that is lost goes next, whatever the congestion window says. */
  private boolean atOnce;

  Resending(RetransmissionQueue queue) {
    this.queue = queue;
  }

  // --- Exercise 6.4: What is sent again (RFC 6298 section 5.4, RFC 5681 section 3.2)

  /**
   * The retransmission timer has gone off: nothing has come back for as long as RTO. So all that is
   * on its way is taken for lost. It goes again as the congestion window allows it.
   */
  @UntilDone
  void timerExpired() {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  /**
   * Acknowledgments tell that the oldest segment is missing, and that others get through. It goes
   * again at once: it does not have to wait until the congestion window has room for it.
   */
  @UntilDone
  void firstIsMissing() {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  /** Something new is acknowledged: the segment that had to go at once has arrived. */
  @UntilDone
  void acknowledged() {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  /**
   * The stretch that has to go again now: the oldest that is lost.
   *
   * @param edge SND.UNA + SND.WND: nothing beyond it goes, not even again (RFC 9293, SHLD-16)
   * @param congestionWindow how much may be on its way, in bytes, this stretch included
   * @return null if nothing is lost, or it has to wait
   */
  @UntilDone("null")
  RetransmissionQueue.Stretch next(SequenceNumber edge, int congestionWindow) {
    return workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md", null);
  }

  /** This stretch has gone again. Only one goes at once. */
  @UntilDone
  void sentAgain(RetransmissionQueue.Stretch stretch) {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.4
}
