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
    queue.loseAll();
    atOnce = false;
  }

  /**
   * Acknowledgments show that the oldest segment is missing, and that others get through. It is
   * sent again at once: it does not have to wait until the congestion window has room.
   */
  @UntilDone
  void firstIsMissing() {
    queue.loseFirst();
    atOnce = true;
  }

  /** Something new is acknowledged: the segment that had to go at once has arrived. */
  @UntilDone
  void acknowledged() {
    atOnce = false;
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
    RetransmissionQueue.Stretch lost = queue.firstLost();
    if (lost == null || lost.end().isAfter(edge)) {
      return null;
    }
    boolean room = queue.inFlight() + lost.length <= congestionWindow;
    return room || atOnce ? lost : null;
  }

  /** This stretch has been sent again. Only one is sent at once. */
  @UntilDone
  void sentAgain(RetransmissionQueue.Stretch stretch) {
    queue.sentAgain(stretch);
    atOnce = false;
  }

  // --- End of exercise 6.4
}

// Hints for 6.4:
// - The queue does the work: `loseAll`, `loseFirst`, `firstLost` and `sentAgain`. A lost segment
//   is not on its way any more, and `inFlight()` no longer counts it.
// - `next` asks three questions, in this order. Is anything lost? Does it end within the peer's
//   window? And is there room for it in the congestion window, or must it be sent at once?
// - Room: what is on its way, with this stretch, is not more than the congestion window.
// - `atOnce` is for one segment only. It ends when that segment has been sent, when something new
//   has been acknowledged, and when the timer has expired, because then the network may be full.
