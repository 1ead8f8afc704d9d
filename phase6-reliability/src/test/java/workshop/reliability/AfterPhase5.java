package workshop.reliability;

import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;

/**
 * The given code of this phase needs the exercises of earlier ones. Its tests belong to 6.1,
 * because that comes after all of those.
 */
final class AfterPhase5 {
  private AfterPhase5() {}

  /** Fails as long as 6.1 is not done. */
  static void isDone() {
    new RetransmissionQueue(new LoopClock()).sent(new SequenceNumber(0), 1);
  }
}
