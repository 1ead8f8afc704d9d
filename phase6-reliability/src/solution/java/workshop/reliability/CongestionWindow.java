package workshop.reliability;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;

/**
 * cwnd: how much may be on its way before the network drops it (RFC 5681). Nobody tells the sender
 * how much that is. So cwnd grows until something is lost, and then starts again from less.
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

  /** The bytes acknowledged since the window last grew, in congestion avoidance. */
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
   * @param synsLost how many SYNs were lost: after a loss the window starts with one segment (RFC
   *     5681 section 3.1), but a single loss may be chance (RFC 6928 section 2)
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

  /**
   * Sets the size of the window, up to a limit: without one, the int would overflow at some time.
   */
  void set(int newSize) {
    size = Math.min(MOST, newSize);
  }

  /**
   * The retransmission timer has expired.
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
    return Math.min(INITIAL_SEGMENTS * segmentSize, Math.max(2 * segmentSize, INITIAL_BYTES));
  }

  /**
   * This many more bytes have been acknowledged. Below the threshold, the window grows by the same
   * number, but by at most one segment for each ACK. From the threshold on, it grows by one segment
   * each time that a whole window has been acknowledged. The bytes beyond that window count for the
   * next time.
   */
  @UntilDone
  void acknowledged(int bytes) {
    if (size < threshold) {
      set(size + Math.min(bytes, segmentSize)); // equation (2)
      return;
    }
    acknowledged += bytes;
    if (acknowledged >= size) {
      acknowledged -= size;
      set(size + segmentSize);
    }
  }

  /**
   * Something was lost: the threshold becomes half of what was on its way, but not less than two
   * segments (equation 4). The count of bytes for the next segment of growth begins again.
   *
   * @param flightSize how much was on its way
   */
  @UntilDone
  void lowerThreshold(int flightSize) {
    threshold = Math.max(flightSize / 2, 2 * segmentSize);
    acknowledged = 0;
  }

  /**
   * The timer has expired: the network seems to be full, so the window becomes one segment.
   *
   * @param again whether something is still missing that was on its way at the last time-out: then
   *     it is still the same loss, and the threshold stays
   */
  @UntilDone
  void timedOut(int flightSize, boolean again) {
    if (!again) {
      lowerThreshold(flightSize);
    }
    set(segmentSize);
  }

  // --- End of exercise 6.5
}

// Hints for 6.5:
// - RFC 6928: IW = min(10 * MSS, max(2 * MSS, 14600)).
// - Slow start is below the threshold only. An ACK for two segments makes the window grow by one:
//   the smaller of the acknowledged bytes and the segment size.
// - Congestion avoidance: count the bytes in `acknowledged`. When the count has reached the
//   window's size, subtract that size from it, and let the window grow by one segment.
// - Equation (4): ssthresh = max(FlightSize / 2, 2 * SMSS). It looks at what was on its
//   way, not at the window: an application that sends little has not tried how much the network
//   can take.
