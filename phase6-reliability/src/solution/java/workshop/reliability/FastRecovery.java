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
    duplicates++;
    if (recovering) {
      window.set(window.size() + window.segmentSize()); // another one has left the network
      return false;
    }
    if (duplicates == 1) {
      flightSize = inFlight;
    }
    // Step 2: late duplicates of the same loss would halve the window once more.
    if (duplicates != DUPLICATES_THAT_TELL || una.isAtMost(recover)) {
      return false;
    }
    recovering = true;
    recover = next;
    window.lowerThreshold(flightSize);
    window.set(window.threshold() + DUPLICATES_THAT_TELL * window.segmentSize());
    return true;
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
    duplicates = 0;
    if (!recovering) {
      return growOnly(bytes);
    }
    int segment = window.segmentSize();
    if (ack.isAtLeast(recover)) {
      // A full acknowledgment. Only one segment more than what is on its way: no burst.
      window.set(Math.min(window.threshold(), Math.max(inFlight, segment) + segment));
      recovering = false;
      return false;
    }
    // A partial acknowledgment: the bytes that have arrived make room, and one more segment may go.
    int deflated = window.size() - bytes + (bytes >= segment ? segment : 0);
    window.set(Math.max(segment, deflated));
    return true;
  }

  // --- End of exercise 6.6
}

// Hints for 6.6:
// - Count the duplicates since the last new acknowledgment. The third starts the recovery, if
//   SND.UNA lies after `recover`; each one during the recovery makes the window one segment larger.
// - Start of the recovery: `recover` is SND.NXT, the threshold goes down (`lowerThreshold`, with
//   what was on its way at the first duplicate), and the window is the threshold plus three
//   segments, one for each duplicate.
// - An acknowledgment of all up to `recover` is a full one, and ends the recovery: the window is
//   min(ssthresh, max(FlightSize, SMSS) + SMSS).
// - Any other one is partial: the window shrinks by what was acknowledged, and if that was a
//   segment or more, it grows by one segment. Then the first segment is sent again.
