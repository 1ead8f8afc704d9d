package workshop.echo;

import java.nio.ByteBuffer;
import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * The simplest sender that is right on a wire that loses nothing: what is sent arrives, so nothing
 * is ever sent again. It keeps to the peer's window and to the peer's segment size.
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
   * The sender's side of silly window avoidance ({@link SillyWindow}). Its last case sends a small
   * segment after some time in any case, or a peer with a small window would wait for ever: without
   * timers, as soon as nothing else is on its way.
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
   * <p>Which window counts, {@link SendWindow#take} knows; call it first, while SND.UNA is still
   * the old one.
   */
  @Override
  @UntilDone
  public void acknowledged(TcpSegment segment) {
    window.take(segment, unacknowledged);
    if (segment.ack().isAfter(unacknowledged)) {
      int count = segment.ack().minus(unacknowledged);
      if (!synAcknowledged) {
        synAcknowledged = true;
        count--;
      }
      // The rest is data, and at last our FIN, which is not in the queue.
      queue.remove(Math.min(count, queue.size()));
      unacknowledged = segment.ack();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Whether text goes out, {@link #isWorthSending} knows, Nagle's algorithm included. A FIN does
   * not wait for that, and takes along what waits. PSH is set where the last byte of the queue goes
   * out, and nowhere else. (The segments of this phase have no options: {@link
   * Output#optionsLength} is 0.)
   */
  @Override
  @UntilDone
  public void transmit(Output output) {
    while (!finSent) {
      int inFlight = next.minus(unacknowledged);
      int unsent = queue.size() - inFlight;
      int usable = window.size() - inFlight;
      int count = Math.min(Math.min(unsent, usable), segmentSize);
      boolean last = count == unsent;
      // A FIN takes up a number, and so needs room in the window, like a byte.
      boolean fin = closed && last && count < usable;
      if (!fin && !isWorthSending(count, unsent, inFlight)) {
        return;
      }
      int flags = (last && count > 0 ? TcpFlags.PSH : 0) | (fin ? TcpFlags.FIN : 0);
      output.send(next, flags, queue.peek(inFlight, count));
      next = next.plus(fin ? count + 1 : count);
      finSent = fin;
    }
  }

  // --- End of exercise 5.5
}

// Hints for 5.5:
// - Acknowledged: all from SND.UNA to SEG.ACK has arrived, and need not be kept. The queue holds
//   bytes, and two of the numbers are none: the first ACK takes in our SYN, the last our FIN.
// - In the queue come first the bytes that are on their way, `next.minus(unacknowledged)` of
//   them, and then those that were never sent.
// - How many may go into the next segment? No more than are unsent, no more than the window has
//   room for after what is on its way, and no more than fit into a segment: the least of the
//   three.
// - A FIN goes out once, with or after the last byte, when `closed` is set and one more number
//   fits into the window. A segment without FIN goes only where it is `isWorthSending`; else it is
//   time to return. PSH marks the last byte that there is to send.
