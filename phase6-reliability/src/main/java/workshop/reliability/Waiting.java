package workshop.reliability;

import workshop.tap.FrameReceiver;

/** What the sending half waits for. It is one of these, and each has a deadline. */
sealed interface Waiting {
  /** On the loop's clock. */
  long deadline();

  /** For nothing: all that was written has arrived. */
  record Idle() implements Waiting {
    @Override
    public long deadline() {
      return FrameReceiver.NEVER;
    }
  }

  /** For an acknowledgment of the bytes on their way; if it does not come, they count as lost. */
  record ForAck(RetransmissionTimer timer) implements Waiting {
    @Override
    public long deadline() {
      return timer.deadline();
    }
  }

  /**
   * For the peer to open its window; if it does not, we send a probe (RFC 9293 section 3.8.6.1).
   *
   * @param probes how many probes were sent since its window was closed
   */
  record ForWindow(long deadline, int probes) implements Waiting {}

  /**
   * For more to send, or more room; if neither comes, we send the little text that there is
   * (section 3.8.6.2.1).
   */
  record ForMore(long deadline) implements Waiting {}
}
