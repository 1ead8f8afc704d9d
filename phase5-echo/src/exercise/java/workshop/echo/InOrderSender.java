package workshop.echo;

import java.nio.ByteBuffer;
import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * The simplest sender that is right on a wire that loses nothing: all segments arrive, so it never
 * sends anything again. It sends no more than the peer's window and segment size allow.
 */
final class InOrderSender implements Sender {
  static final int CAPACITY = 65535;

  private final ByteQueue queue = new ByteQueue(CAPACITY);
  private final SendWindow window = new SendWindow();
  private final StreamOptions options;
  private int segmentSize;
  private SequenceNumber unacknowledged = new SequenceNumber(0);
  private SequenceNumber next = unacknowledged;
  private boolean synAcknowledged;
  private boolean closed;
  private boolean finSent;

  /**
   * A sender for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that our link carries, in bytes
   */
  InOrderSender(int maximumSegmentSize, StreamOptions options) {
    this.segmentSize = maximumSegmentSize;
    this.options = options;
  }

  @Override
  public void start(SequenceNumber iss) {
    unacknowledged = iss;
    next = iss.plus(1); // the SYN takes up the first number
  }

  @Override
  public void peerOptions(ByteBuffer options) {
    int peers = Math.max(SMALLEST_SEGMENT, TcpOptions.maximumSegmentSize(options));
    segmentSize = Math.min(segmentSize, peers); // MUST-16
  }

  @Override
  public SequenceNumber unacknowledged() {
    return unacknowledged;
  }

  @Override
  public SequenceNumber next() {
    return next;
  }

  @Override
  public SequenceNumber acceptable() {
    return next;
  }

  @Override
  public int segmentSize() {
    return segmentSize;
  }

  @Override
  public int largestWindow() {
    return window.largest();
  }

  @Override
  public int write(ByteBuffer data) {
    return closed ? 0 : queue.add(data);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean finSent() {
    return finSent;
  }

  @Override
  public boolean finAcknowledged() {
    return finSent && unacknowledged.equals(next);
  }

  /**
   * The sender's side of silly window avoidance ({@link SillyWindow}). The RFC sends a small
   * segment after some time in any case, because otherwise a peer with a small window would wait
   * for ever. Here are no timers, so the small segment goes as soon as nothing else is on its way.
   */
  private boolean isWorthSending(int count, int unsent, int inFlight) {
    boolean mayBeSmall = inFlight == 0 || !options.nagle();
    return inFlight == 0 && count > 0
        || SillyWindow.isWorthSending(count, unsent, segmentSize, mayBeSmall, window.largest());
  }

  // --- Exercise 5.5: Send what the peer has room for (RFC 9293 sections 3.4 and 3.8.6)

  /**
   * {@inheritDoc}
   *
   * <p>{@link SendWindow#take} decides whether to believe the segment's window. Call it first,
   * before SND.UNA changes.
   */
  @Override
  @UntilDone
  public void acknowledged(TcpSegment segment) {
    workshop.NotDone.soFar("5.5", "docs/phase5-echo.md");
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@link #isWorthSending} decides whether text goes out; Nagle's algorithm is in there. A FIN
   * does not wait for that, and goes with the last bytes in one segment. Set PSH only in the
   * segment that has the last byte of the queue. (The segments of this phase have no options:
   * {@link Output#optionsLength} is 0.)
   */
  @Override
  @UntilDone
  public void transmit(Output output) {
    workshop.NotDone.soFar("5.5", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.5
}
