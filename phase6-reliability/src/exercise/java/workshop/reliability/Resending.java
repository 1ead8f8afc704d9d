package workshop.reliability;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;

/**
 * Decides what is sent again, and when. The queue marks which stretches are lost. They are sent
 * again, the oldest first, as soon as the network has room. But if acknowledgments show that a
 * segment is missing, it is sent at once.
 */
final class Resending {
  private final RetransmissionQueue queue;

  /** The oldest lost stretch is sent next, even if the congestion window has no room. */
  private boolean atOnce;

  Resending(RetransmissionQueue queue) {
    this.queue = queue;
  }

  // --- Exercise 6.4: What is sent again (RFC 6298 section 5.4, RFC 5681 section 3.2)

  /**
   * The retransmission timer has expired: nothing has come back for a whole RTO. So all that is on
   * its way counts as lost. It is sent again as the congestion window allows it.
   */
  @UntilDone
  void timerExpired() {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  /**
   * Acknowledgments show that the oldest segment is missing, and that others get through. It is
   * sent again at once: it does not have to wait until the congestion window has room.
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
   * The stretch to send again now: the oldest lost one.
   *
   * @param edge SND.UNA + SND.WND: nothing beyond it is sent, or sent again (RFC 9293, SHLD-16)
   * @param congestionWindow how much may be on its way, in bytes, this stretch included
   * @return null if nothing is lost, or it has to wait
   */
  @UntilDone("null")
  RetransmissionQueue.Stretch next(SequenceNumber edge, int congestionWindow) {
    return workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md", null);
  }

  /** This stretch has been sent again. Only one is sent at once. */
  @UntilDone
  void sentAgain(RetransmissionQueue.Stretch stretch) {
    workshop.NotDone.soFar("6.4", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.4
}
