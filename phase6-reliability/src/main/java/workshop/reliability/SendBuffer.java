package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.echo.ByteQueue;
import workshop.echo.Memory;
import workshop.echo.Sender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;

/**
 * The text that the application has written and the peer has not acknowledged, with its numbers:
 *
 * <pre>
 *     SND.UNA                 SND.NXT
 *   -----|=======================|- - - - - - - - - - - -|
 *        |  sent                 |  unsent               |  (and at last a FIN)
 * </pre>
 */
final class SendBuffer {
  static final int CAPACITY = 1 << 17;

  private final ByteQueue text;
  private SequenceNumber unacknowledged = new SequenceNumber(0);
  private SequenceNumber next = unacknowledged;
  private boolean synAcknowledged;
  private boolean closed;
  private boolean finSent;
  private long bytesAcknowledged;

  /** Nothing is written yet. */
  SendBuffer(Memory memory) {
    text = new ByteQueue(CAPACITY, memory);
  }

  /** Our SYN takes up the first number. */
  void start(SequenceNumber iss) {
    unacknowledged = iss;
    next = iss.plus(1);
  }

  /** SND.UNA. */
  SequenceNumber unacknowledged() {
    return unacknowledged;
  }

  /** SND.NXT. */
  SequenceNumber next() {
    return next;
  }

  /** How many numbers are sent and not acknowledged. */
  int sent() {
    return next.minus(unacknowledged);
  }

  boolean isSynAcknowledged() {
    return synAcknowledged;
  }

  /** How many bytes have never been sent. */
  int unsent() {
    return finSent || !synAcknowledged ? 0 : text.size() - sent();
  }

  /** Whether a FIN has to go after all that is unsent. */
  boolean isFinWaiting() {
    return closed && !finSent;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isFinSent() {
    return finSent;
  }

  boolean isFinAcknowledged() {
    return finSent && unacknowledged.equals(next);
  }

  /** Takes as much data as there is room for, and moves the position after it. */
  int write(ByteBuffer data) {
    return closed ? 0 : text.add(data);
  }

  /** There will be no more data. */
  void close() {
    closed = true;
  }

  /**
   * All before this number has arrived.
   *
   * @param ack after SND.UNA, and not after SND.NXT
   * @return how many numbers of text and FIN that was, without our SYN
   */
  int acknowledged(SequenceNumber ack) {
    int count = ack.minus(unacknowledged);
    if (!synAcknowledged) {
      synAcknowledged = true;
      count--;
    }
    int bytes = Math.min(count, text.size()); // the rest is our FIN, which is not in there
    text.remove(bytes);
    bytesAcknowledged += bytes;
    unacknowledged = ack;
    return count;
  }

  /** How many bytes of text have arrived in all. */
  long bytesAcknowledged() {
    return bytesAcknowledged;
  }

  /**
   * Sends what was never sent.
   *
   * @param count how many bytes
   * @param fin whether a FIN goes with them
   */
  void sendNew(int count, boolean fin, Sender.Output output) {
    int length = fin ? count + 1 : count;
    finSent = fin;
    next = next.plus(length);
    send(next.plus(-length), length, output);
  }

  /** Sends these numbers; a FIN counts as the last of all. */
  void send(SequenceNumber from, int length, Sender.Output output) {
    boolean fin = finSent && from.plus(length).equals(next);
    int count = fin ? length - 1 : length;
    int offset = from.minus(unacknowledged);
    boolean last = offset + count == text.size() && count > 0;
    int flags = (last ? TcpFlags.PSH : 0) | (fin ? TcpFlags.FIN : 0);
    output.send(from, flags, text.peek(offset, count));
  }
}
