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
    if (!seq.equals(next) || finReached) {
      return;
    }
    // There is room: the window never promises more, and the text lies within the window.
    next = next.plus(queue.add(text.slice(0, text.limit())));
  }

  @Override
  public void fin(SequenceNumber seq) {
    if (seq.equals(next) && !finReached) {
      finReached = true;
      next = next.plus(1); // so that it can be acknowledged
    }
  }

  /**
   * Moves the right edge of the window forward by all of the new room ({@link #growth}), if the new
   * room is large enough. Enough is a full segment, or half of {@link #CAPACITY} if that is less.
   */
  @UntilDone
  void extendWindow() {
    // Silly window syndrome: if the window grows byte by byte, the peer sends byte by byte
    // (RFC 9293 section 3.8.6.2.2, MUST-39). And if the edge moves back, we break a promise.
    if (growth() >= Math.min(CAPACITY / 2, maximumSegmentSize)) {
      rightEdge = rightEdge.plus(growth());
    }
  }

  /**
   * Whether there is enough new room ({@link #growth}) to tell the peer at once. Enough is two full
   * segments, or half of {@link #CAPACITY} if that is less.
   */
  @UntilDone("false")
  boolean isWindowUpdateDue() {
    return growth() >= Math.min(CAPACITY / 2, 2 * maximumSegmentSize);
  }

  /** The room that the peer does not know of yet, in bytes. After its FIN, the peer needs none. */
  private int growth() {
    return finReached ? 0 : queue.free() - window();
  }

  // --- End of exercise 5.3
}

// Hints for 5.3:
// - Text is next if its number is RCV.NXT. Then `queue.add` copies it and returns the number of
//   bytes; move RCV.NXT by as many. Ignore all other text, and all text after the FIN.
// - The FIN takes up one number, like a byte, so move RCV.NXT by one. Then an acknowledgment of the
//   FIN has another number than an acknowledgment of the text before it.
// - The window goes from RCV.NXT to the right edge. When text comes, RCV.NXT moves and the edge
//   stays, so the window shrinks. When the application consumes text, the queue has more free room
//   than the window promises. The difference is the new room.
// - Move the edge only if the new room is `Math.min(CAPACITY / 2, maximumSegmentSize)` or more.
//   After the FIN, do not move it. `isWindowUpdateDue` compares with twice the segment size.
