package workshop.reliability;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;

/**
 * Fast retransmit and fast recovery, in the form called NewReno (RFC 6582; RFC 5681 section 3.2).
 * For each segment that arrives after a hole, the receiver repeats which byte it waits for. Three
 * such duplicates mean: one segment is missing, and others get through. So the sender sends it
 * again at once, and halves the window. It does not wait for a time-out, and does not start from
 * one segment.
 */
final class FastRecovery {
  private static final int DUPLICATES_THAT_TELL = 3;

  private final CongestionWindow window;
  private int duplicates;
  private boolean recovering;

  /** How much was on its way when the first duplicate came: limited transmit does not count. */
  private int flightSize;

  /** SND.NXT when something was last found to be lost. */
  private SequenceNumber recover = new SequenceNumber(0);

  FastRecovery(CongestionWindow window) {
    this.window = window;
  }

  /**
   * The connection starts.
   *
   * @param iss our initial sequence number
   */
  void start(SequenceNumber iss) {
    recover = iss;
  }

  /** Whether a recovery from a loss is going on. */
  boolean isRecovering() {
    return recovering;
  }

  /**
   * How much the sender may send beyond the window: the first two duplicates say that two segments
   * have left the network, so two new ones may enter it (RFC 3042, limited transmit).
   */
  int limitedTransmit() {
    return recovering ? 0 : Math.min(duplicates, 2) * window.segmentSize();
  }

  /**
   * The retransmission timer has expired: the recovery has failed.
   *
   * @param next SND.NXT
   */
  void timedOut(SequenceNumber next) {
    recovering = false;
    duplicates = 0;
    recover = next;
  }

  /**
   * Everything before this number has arrived without a loss. Sequence numbers go round: after 2
   * GB, a number that was kept would seem to be ahead.
   */
  void keepUp(SequenceNumber una) {
    if (!recovering && una.isAfter(recover)) {
      recover = una.plus(-1);
    }
  }

  /** No loss: the window grows, and nothing more. */
  private boolean growOnly(int bytes) {
    window.acknowledged(bytes);
    return false;
  }

  // --- Exercise 6.6: Fast retransmit and fast recovery (RFC 6582 section 3.2)

  /**
   * A duplicate acknowledgment has come. The third means a loss, if SND.UNA is after {@link
   * #recover}. Otherwise it belongs to a loss that was found before.
   *
   * @param una SND.UNA, which it repeats
   * @param next SND.NXT
   * @param inFlight how much is on its way
   * @return whether the first segment goes again now
   */
  @UntilDone("false")
  boolean duplicate(SequenceNumber una, SequenceNumber next, int inFlight) {
    return workshop.NotDone.soFar("6.6", "docs/phase6-reliability.md", false);
  }

  /**
   * New data has been acknowledged. The window is never less than a segment.
   *
   * @param ack SND.UNA from now on
   * @param bytes how many were acknowledged
   * @param inFlight how much is still on its way
   * @return whether the first segment goes again now: one more segment of the same flight is
   *     missing
   */
  @UntilDone("growOnly(bytes)")
  boolean acknowledged(SequenceNumber ack, int bytes, int inFlight) {
    return workshop.NotDone.soFar("6.6", "docs/phase6-reliability.md", growOnly(bytes));
  }

  // --- End of exercise 6.6
}
