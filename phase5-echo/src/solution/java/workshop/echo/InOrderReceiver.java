package workshop.echo;

import java.nio.ByteBuffer;
import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The simplest receiver that is right: it takes what comes next, and nothing else. What comes too
 * early is refused, and has to be sent again; on a wire that loses nothing, nothing does.
 */
final class InOrderReceiver implements Receiver {
  /** As much as the header's window can tell. */
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
   * Moves the right edge of the window on by all of {@link #growth}, if that is worth telling: one
   * full segment, or half of {@link #CAPACITY}, whichever is less.
   */
  @UntilDone
  void extendWindow() {
    // Silly window syndrome: a window that grows byte by byte makes the peer send byte by byte
    // (RFC 9293 section 3.8.6.2.2, MUST-39). And one that shrinks breaks a promise.
    if (growth() >= Math.min(CAPACITY / 2, maximumSegmentSize)) {
      rightEdge = rightEdge.plus(growth());
    }
  }

  /**
   * Whether the window has grown by so much that the peer should be told without delay: two full
   * segments, or half of {@link #CAPACITY}, whichever is less.
   */
  @UntilDone("false")
  boolean isWindowUpdateDue() {
    return growth() >= Math.min(CAPACITY / 2, 2 * maximumSegmentSize);
  }

  /** How much more there is room for than the peer knows. After the FIN it needs no more. */
  private int growth() {
    return finReached ? 0 : queue.free() - window();
  }

  // --- End of exercise 5.3
}

// Hints for 5.3:
// - Text is next if its number is RCV.NXT. Then `queue.add` copies it and tells how many bytes it
//   was; RCV.NXT moves by as much. All other text is left alone, and so is what comes after the
//   FIN.
// - The FIN takes up a number, as if it were a byte. So RCV.NXT moves by one, and the
//   acknowledgment of it is told apart from that of the text before it.
// - The window is what lies between RCV.NXT and the right edge: when text comes, it shrinks by
//   itself, and the edge stays. The edge moves on only where the application has consumed
//   something: by growth, the free room in the queue that lies beyond the window.
// - Tell of growth only where it is worth a segment: `Math.min(CAPACITY / 2, maximumSegmentSize)`
//   or more. After the FIN there is nothing to make room for. An update of its own is due at
//   twice the segment size.
