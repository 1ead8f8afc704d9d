package workshop.reliability;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;

/**
 * cwnd, how much may be on its way before the network drops it (RFC 5681). Nobody tells how much
 * that is: so it grows until something is lost, and then starts again from less.
 *
 * <p>All sizes are in bytes.
 */
final class CongestionWindow {
  /** How many segments the first flight has at most, and how many bytes (RFC 6928 section 2). */
  private static final int INITIAL_SEGMENTS = 10;

  private static final int INITIAL_BYTES = 14_600;

  /** RFC 5681 section 3.1: "should be set arbitrarily high". */
  static final int NO_THRESHOLD = Integer.MAX_VALUE;

  /** No peer's window is larger (RFC 7323 section 2.3). */
  private static final int MOST = 1 << 30;

  private final boolean on;
  private int segmentSize;
  private int size;
  private int threshold = NO_THRESHOLD;

  /** What has been acknowledged since the window has grown last, in congestion avoidance. */
  private int acknowledged;

  /** SND.NXT at the last time-out; null if all that was sent before it has arrived. */
  private SequenceNumber timedOutUntil;

  /**
   * A window for a new connection.
   *
   * @param on whether there is a limit; if not, only the peer's window is one
   */
  CongestionWindow(boolean on) {
    this.on = on;
  }

  /**
   * The handshake is done.
   *
   * @param segmentSize SMSS: the largest text of a segment
   * @param synsLost how many: it starts with a single segment where a SYN was lost (RFC 5681
   *     section 3.1), but one alone may be chance (RFC 6928 section 2)
   */
  void start(int segmentSize, int synsLost) {
    this.segmentSize = segmentSize;
    size = synsLost > 1 ? segmentSize : initial(segmentSize);
  }

  /** cwnd. */
  int size() {
    return on ? size : MOST;
  }

  /** ssthresh: from where on the window grows slowly. */
  int threshold() {
    return threshold;
  }

  /** SMSS. */
  int segmentSize() {
    return segmentSize;
  }

  /** Segments have to be smaller from now on: the same number of them may be on their way. */
  void segmentsShrink(int newSize) {
    size = Math.max(1, size / segmentSize) * newSize;
    segmentSize = newSize;
  }

  /** Nothing was sent for longer than RTO: the window is out of date (RFC 5681 section 4.1). */
  void restart() {
    size = Math.min(size, initial(segmentSize));
  }

  /** Makes the window so large, or as large as it may become: an int would overflow some day. */
  void set(int newSize) {
    size = Math.min(MOST, newSize);
  }

  /**
   * The retransmission timer has gone off.
   *
   * @param flightSize how much was on its way
   * @param next SND.NXT
   */
  void timedOut(int flightSize, SequenceNumber next) {
    timedOut(flightSize, timedOutUntil != null);
    timedOutUntil = next;
  }

  /** All before this number has arrived. */
  void arrived(SequenceNumber ack) {
    if (timedOutUntil != null && ack.isAtLeast(timedOutUntil)) {
      timedOutUntil = null;
    }
  }

  // --- Exercise 6.5: Slow start and congestion avoidance (RFC 5681 section 3.1)

  /** IW: the size of the first flight, by RFC 6928 section 2. */
  @UntilDone("MOST")
  static int initial(int segmentSize) {
    return workshop.NotDone.soFar("6.5", "docs/phase6-reliability.md", MOST);
  }

  /**
   * So many bytes have been acknowledged that were not before. Below the threshold, the window
   * grows by as many, but not more than a segment for each ACK. From the threshold on, it grows by
   * one segment each time that a whole window has been acknowledged; what was acknowledged beyond
   * that counts for the next time.
   */
  @UntilDone
  void acknowledged(int bytes) {
    workshop.NotDone.soFar("6.5", "docs/phase6-reliability.md");
  }

  /**
   * Something was lost: the threshold becomes half of what was on its way, but not less than two
   * segments (equation 4). The count of bytes for the next segment of growth begins again.
   *
   * @param flightSize how much was on its way
   */
  @UntilDone
  void lowerThreshold(int flightSize) {
    workshop.NotDone.soFar("6.5", "docs/phase6-reliability.md");
  }

  /**
   * The time-out is over: the network seems to be full, and one segment is all that it gets.
   *
   * @param again whether some of what was on its way at the last time-out is missing still: then it
   *     is the same trouble, and the threshold stays
   */
  @UntilDone
  void timedOut(int flightSize, boolean again) {
    workshop.NotDone.soFar("6.5", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.5
}
