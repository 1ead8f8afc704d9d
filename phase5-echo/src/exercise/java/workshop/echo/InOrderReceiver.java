package workshop.echo;

import java.nio.ByteBuffer;
import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The simplest receiver that is right: it takes the text that comes next, and refuses all other
 * text. If text comes too early, the peer has to send it again. On a wire that loses nothing and
 * keeps the order, no text comes too early.
 */
final class InOrderReceiver implements Receiver {
  /** The largest window that fits into the header. */
  static final int CAPACITY = 65535;

  private final ByteQueue queue = new ByteQueue(CAPACITY);
  private final UrgentPointer urgent = new UrgentPointer();
  private final int maximumSegmentSize;
  private SequenceNumber next = new SequenceNumber(0);
  private SequenceNumber rightEdge = new SequenceNumber(CAPACITY);
  private boolean finReached;
  private boolean ackOwed;

  /**
   * A receiver for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that we have asked for, in bytes
   */
  InOrderReceiver(int maximumSegmentSize) {
    this.maximumSegmentSize = maximumSegmentSize;
  }

  @Override
  public ByteBuffer synOptions() {
    return TcpOptions.withMaximumSegmentSize(maximumSegmentSize);
  }

  @Override
  public void start(SequenceNumber irs, ByteBuffer options) {
    next = irs.plus(1); // the SYN takes up the first number
    rightEdge = next.plus(CAPACITY);
  }

  @Override
  public SequenceNumber next() {
    return next;
  }

  @Override
  public int window() {
    return rightEdge.minus(next);
  }

  @Override
  public int windowField(boolean syn) {
    return window();
  }

  @Override
  public UrgentPointer urgent() {
    return urgent;
  }

  @Override
  public void oweAck() {
    ackOwed = true;
  }

  @Override
  public boolean isAckDue() {
    return ackOwed || isWindowUpdateDue();
  }

  @Override
  public void acknowledge() {
    ackOwed = false;
    extendWindow();
  }

  @Override
  public boolean finReached() {
    return finReached;
  }

  @Override
  public ByteBuffer received() {
    return queue.peek(0, queue.size());
  }

  @Override
  public void consume(int count) {
    queue.remove(count);
  }

  // --- Exercise 5.3: Receive what comes next (RFC 9293 section 3.8.6.2.2)

  @Override
  public void text(SequenceNumber seq, ByteBuffer text) {
    throw new workshop.NotDone("5.3", "docs/phase5-echo.md");
  }

  @Override
  public void fin(SequenceNumber seq) {
    throw new workshop.NotDone("5.3", "docs/phase5-echo.md");
  }

  /**
   * Moves the right edge of the window forward by all of the new room ({@link #growth}), if the new
   * room is large enough. Enough is a full segment, or half of {@link #CAPACITY} if that is less.
   */
  @UntilDone
  void extendWindow() {
    workshop.NotDone.soFar("5.3", "docs/phase5-echo.md");
  }

  /**
   * Whether there is enough new room ({@link #growth}) to tell the peer at once. Enough is two full
   * segments, or half of {@link #CAPACITY} if that is less.
   */
  @UntilDone("false")
  boolean isWindowUpdateDue() {
    return workshop.NotDone.soFar("5.3", "docs/phase5-echo.md", false);
  }

  /** The room that the peer does not know of yet, in bytes. After its FIN, the peer needs none. */
  private int growth() {
    throw new workshop.NotDone("5.3", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.3
}
