package workshop.echo;

import java.nio.ByteBuffer;
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
  private int maximumSegmentSize;
  private boolean nagle = true;

  private SequenceNumber unacknowledged = new SequenceNumber(0);
  private SequenceNumber next = unacknowledged;
  private int window;
  private int largestWindow;

  /** SND.WL1 and SND.WL2: the segment that told us the window. */
  private SequenceNumber windowSeq = unacknowledged;

  private SequenceNumber windowAck = unacknowledged;

  private boolean synAcknowledged;
  private boolean closed;
  private boolean finSent;

  /**
   * A sender for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that our link carries, in bytes
   */
  InOrderSender(int maximumSegmentSize) {
    this.maximumSegmentSize = maximumSegmentSize;
  }

  @Override
  public void start(SequenceNumber iss) {
    unacknowledged = iss;
    next = iss.plus(1); // the SYN takes up the first number
  }

  @Override
  public void peerOptions(ByteBuffer options) {
    int peers = Math.max(SMALLEST_SEGMENT, TcpOptions.maximumSegmentSize(options));
    maximumSegmentSize = Math.min(maximumSegmentSize, peers); // MUST-16
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
  public int largestWindow() {
    return largestWindow;
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
  public boolean finAcknowledged() {
    return finSent && unacknowledged.equals(next);
  }

  @Override
  public void setNagle(boolean on) {
    nagle = on;
  }

  /**
   * Whether a segment tells how much room the peer has now. One that was overtaken must not bring
   * an old window back: RFC 9293 section 3.10.7.4, fifth, tells by SND.WL1 and SND.WL2. One that
   * acknowledges more than all before it was sent after all of them, whatever its own number: then
   * its window counts in any case.
   */
  private boolean isNewsOfWindow(TcpSegment segment) {
    boolean newer =
        segment.ack().isAfter(unacknowledged)
            || windowSeq.isBefore(segment.seq())
            || (windowSeq.equals(segment.seq()) && windowAck.isAtMost(segment.ack()));
    return segment.ack().isAtLeast(unacknowledged) && newer;
  }

  private void takeWindow(TcpSegment segment) {
    window = segment.window();
    largestWindow = Math.max(largestWindow, window);
    windowSeq = segment.seq();
    windowAck = segment.ack();
  }

  /**
   * Small segments waste the network: the sender's side of silly window avoidance, with Nagle's
   * algorithm in it (RFC 9293 section 3.8.6.2.1). Its last case sends a small segment after some
   * time all the same, lest a peer with a small window waits for ever: without timers, as soon as
   * nothing else is on its way.
   */
  private boolean worthSending(int count, boolean last, boolean nothingInFlight) {
    if (count <= 0) {
      return false;
    }
    return count == maximumSegmentSize
        || nothingInFlight
        || !nagle && (last || count >= largestWindow / 2);
  }

  // --- Exercise 5.6: Send what the peer has room for (RFC 9293 sections 3.4 and 3.8.6)

  /**
   * {@inheritDoc}
   *
   * <p>Which window counts, {@link #isNewsOfWindow} and {@link #takeWindow} know; ask them first,
   * while SND.UNA is still the old one.
   */
  @Override
  public void acknowledged(TcpSegment segment, long now) {
    if (isNewsOfWindow(segment)) {
      takeWindow(segment);
    }
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
   * <p>Whether text goes out, {@link #worthSending} knows, Nagle's algorithm included. A FIN does
   * not wait for that, and takes along what waits. PSH is set where the last byte of the queue goes
   * out, and nowhere else.
   */
  @Override
  public void transmit(Output output, long now) {
    while (!finSent) {
      int inFlight = next.minus(unacknowledged);
      int unsent = queue.size() - inFlight;
      int usable = window - inFlight;
      int count = Math.min(Math.min(unsent, usable), maximumSegmentSize);
      boolean last = count == unsent;
      // A FIN takes up a number, and so needs room in the window, like a byte.
      boolean fin = closed && last && count < usable;
      if (!fin && !worthSending(count, last, inFlight == 0)) {
        return;
      }
      int flags = (last && count > 0 ? TcpFlags.PSH : 0) | (fin ? TcpFlags.FIN : 0);
      output.send(next, flags, queue.peek(inFlight, count));
      next = next.plus(fin ? count + 1 : count);
      finSent = fin;
    }
  }

  // --- End of exercise 5.6
}

// Hints for 5.6:
// - Acknowledged: all from SND.UNA to SEG.ACK has arrived, and need not be kept. The queue holds
//   bytes, and two of the numbers are none: the first ACK takes in our SYN, the last our FIN.
// - In the queue come first the bytes that are on their way, `next.minus(unacknowledged)` of
//   them, and then those that were never sent.
// - How many may go into the next segment? No more than are unsent, no more than the window has
//   room for after what is on its way, and no more than fit into a segment: the least of the
//   three.
// - A FIN goes out once, with or after the last byte, when `closed` is set and one more number
//   fits into the window. A segment without FIN goes only where it is `worthSending`; else it is
//   time to return. PSH marks the last byte that there is to send.
