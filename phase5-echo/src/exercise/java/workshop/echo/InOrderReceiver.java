package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;

/**
 * The simplest receiver that is right: it takes what comes next, and nothing else. What comes too
 * early is refused, and has to be sent again; on a wire that loses nothing, nothing does.
 */
final class InOrderReceiver implements Receiver {
  /** As much as the header's window can tell. */
  static final int CAPACITY = 65535;

  private final ByteQueue queue = new ByteQueue(CAPACITY);
  private final int maximumSegmentSize;
  private SequenceNumber next = new SequenceNumber(0);
  private SequenceNumber rightEdge = next;
  private boolean finReached;

  /**
   * A receiver for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that we have asked for, in bytes
   */
  InOrderReceiver(int maximumSegmentSize) {
    this.maximumSegmentSize = maximumSegmentSize;
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

  // --- Exercise 5.2: Receive what comes next (RFC 9293 section 3.8.6.2.2)

  @Override
  public void text(SequenceNumber seq, ByteBuffer text) {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  @Override
  public void fin(SequenceNumber seq) {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  /**
   * {@inheritDoc}
   *
   * <p>It is worth telling when there is more room, by one full segment or by half of {@link
   * #CAPACITY}, whichever is less. After the FIN no more room is promised.
   */
  @Override
  public int advertise(boolean syn) {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here, by two full segments or by half of {@link #CAPACITY}, whichever is less.
   */
  @Override
  public boolean isWindowUpdateDue() {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  /** How much more there is room for than the peer knows. */
  private int growth() {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.2
}
