package workshop.reliability;

import workshop.shared.LoopClock;

/** How long our SYN waits for an answer, and what the answer says about the round trip. */
final class SynTimer {
  private final LoopClock clock;
  private final RetransmissionTimeout timeout;
  private final RetransmissionTimer timer;
  private final Progress progress;
  private int sent;
  private int lost;
  private long sentAt;

  SynTimer(
      LoopClock clock,
      RetransmissionTimeout timeout,
      RetransmissionTimer timer,
      Progress progress) {
    this.clock = clock;
    this.timeout = timeout;
    this.timer = timer;
    this.progress = progress;
  }

  /** Our SYN is sent: for the first time, because nobody has answered, or as an answer itself. */
  void sent() {
    sent++;
    if (sent == 1) {
      progress.made();
      sentAt = clock.now();
    } else if (clock.now() >= deadline()) {
      timeout.backOff();
      progress.sentAgain();
      lost++;
      sentAt = clock.now();
    } // otherwise it answers the peer's SYN, which has come once more
  }

  /** When it is sent again, on the loop's clock. */
  long deadline() {
    return sentAt + timeout.nanos();
  }

  /** How many SYNs are thought to be lost. */
  int lost() {
    return lost;
  }

  /** The SYN is acknowledged. If it was sent more than once, we do not know which one that was. */
  void answered() {
    if (sent == 1) {
      timeout.measured(clock.now() - sentAt);
    } else if (lost > 0) {
      timer.synWasLost();
    }
  }
}
