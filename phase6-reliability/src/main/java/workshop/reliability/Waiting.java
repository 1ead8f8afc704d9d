package workshop.reliability;

import workshop.tap.FrameReceiver;

/** What the sending half waits for. It is one of these, and at its deadline something is done. */
sealed interface Waiting {
  /** On the loop's clock. */
  long deadline();

  /** All that was written has arrived: for nothing. */
  record Idle() implements Waiting {
    @Override
    public long deadline() {
      return FrameReceiver.NEVER;
    }
  }

  /** For an acknowledgment of what is on its way; else it is lost. */
  record ForAck(RetransmissionTimer timer) implements Waiting {
    @Override
    public long deadline() {
      return timer.deadline();
    }
  }

  /**
   * For the peer to open its window; else it is asked with a probe (RFC 9293 section 3.8.6.1).
   *
   * @param probes how often it has been asked since its window was closed
   */
  record ForWindow(long deadline, int probes) implements Waiting {}

  /** For more to send, or more room: else the little that there is goes (section 3.8.6.2.1). */
  record ForMore(long deadline) implements Waiting {}
}
