package workshop.reliability;

import workshop.tcp.SequenceNumber;

/**
 * RCV.WND: how much room the peer has been promised (RFC 9293 section 3.8.6.2.2). A promise is
 * kept: the right edge of the window never moves back. And it moves on in large steps only:
 * otherwise the peer would send small segments, the silly window syndrome.
 *
 * <pre>
 *          RCV.NXT              right edge
 *   -------|====================|----------------
 *   taken  | promised: RCV.WND  | growth: room that the peer does not know of
 * </pre>
 */
final class ReceiveWindow {
  /** The largest window that fits into the header without scaling. */
  static final int LARGEST_FIELD = 65535;

  private final int capacity;
  private final int maximumSegmentSize;
  private SequenceNumber rightEdge;

  /** By how many bits the window in our segments is shifted. */
  private int shift;

  /**
   * A window for a new connection.
   *
   * @param capacity the largest that it may be, in bytes
   * @param maximumSegmentSize the largest text of a segment that we have asked for, in bytes
   */
  ReceiveWindow(int capacity, int maximumSegmentSize) {
    this.capacity = capacity;
    this.maximumSegmentSize = maximumSegmentSize;
    start(new SequenceNumber(0), 0);
  }

  /**
   * The peer's SYN has come. In a SYN no window is scaled: it can promise no more than {@link
   * #LARGEST_FIELD}, and ours has promised that before.
   *
   * @param next RCV.NXT
   * @param shift from 0 to 14 (RFC 7323 section 2.3)
   */
  void start(SequenceNumber next, int shift) {
    this.shift = shift;
    rightEdge = next.plus(Math.min(capacity, LARGEST_FIELD));
  }

  /** RCV.WND, in bytes. */
  int size(SequenceNumber next) {
    return rightEdge.minus(next);
  }

  /**
   * Call this before each segment. It promises the peer more room if there is more by one full
   * segment or by half of the capacity, the smaller of the two.
   *
   * <p>A window that is scaled has fewer possible values. The value in the segment is the smaller
   * of promise and room, rounded up: so it may go back by less than a unit. Our own edge moves on
   * with this value, and never back: we still accept bytes that were in the window once (RFC 7323
   * section 2.4).
   *
   * @param next RCV.NXT
   * @param free the bytes that there is room for from RCV.NXT on; {@link ReliableReceiver} has a
   *     reserve for the rounding
   */
  void extend(SequenceNumber next, int free) {
    int growth = growth(next, free);
    if (growth >= Math.min(capacity / 2, maximumSegmentSize)) {
      rightEdge = rightEdge.plus(growth);
    }
    SequenceNumber told = next.plus(field(next, free) << shift);
    rightEdge = told.isAfter(rightEdge) ? told : rightEdge;
  }

  /**
   * What goes into the window field of a segment without SYN, after {@link #extend}.
   *
   * @return from 0 to {@link #LARGEST_FIELD}, in units of the scale
   */
  int field(SequenceNumber next, int free) {
    return Math.min(size(next), free) + (1 << shift) - 1 >> shift;
  }

  /**
   * Whether the peer should be told of new room without delay: by two full segments or by half of
   * the capacity, the smaller of the two.
   */
  boolean isUpdateDue(SequenceNumber next, int free) {
    return growth(next, free) >= Math.min(capacity / 2, 2 * maximumSegmentSize);
  }

  /** How much more room there is than the peer knows, as far as the field can express it. */
  private int growth(SequenceNumber next, int free) {
    return Math.min(free, LARGEST_FIELD << shift) - size(next);
  }
}
