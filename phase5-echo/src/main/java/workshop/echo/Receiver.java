package workshop.echo;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The receiving half of a connection: the RFC's RCV.NXT, RCV.WND and RCV.UP (RFC 9293 section
 * 3.3.1), what is to be acknowledged, and the bytes between the network and the application.
 */
public interface Receiver {

  /**
   * The options of our SYN: what we tell the peer about what we can receive (MUST-14: the MSS). In
   * an answer, those that the peer's SYN allows.
   */
  ByteBuffer synOptions();

  /**
   * The peer's SYN has come.
   *
   * @param irs the peer's initial sequence number
   * @param options the options of the SYN, from index 0 to the limit; there may be none
   */
  void start(SequenceNumber irs, ByteBuffer options);

  /** RCV.NXT: all before this has been received. */
  SequenceNumber next();

  /** RCV.WND: how many bytes from {@link #next} on the peer has been promised room for. */
  int window();

  /** RCV.UP. */
  UrgentPointer urgent();

  /**
   * Takes text that lies within the window; what does not follow on what is there may be refused.
   *
   * @param seq the number of its first byte
   * @param text from index 0 to the limit; copied, and left as it was, position and limit too
   */
  void text(SequenceNumber seq, ByteBuffer text);

  /** Takes note that the peer's FIN has this number; it may be refused like text. */
  void fin(SequenceNumber seq);

  /** Text has been taken: a FIN that came before its turn may be next now. */
  default void reachFin() {}

  /** Whether all that the peer will ever send has been received, its FIN included. */
  boolean finReached();

  /** Something has come that has to be acknowledged, at the end of the batch or later. */
  void oweAck();

  /**
   * Whether an acknowledgment has to go at the end of this batch, even if there is nothing else to
   * send: because one is owed, or because there is so much new room that the peer has to know.
   */
  boolean isAckDue();

  /**
   * A segment with an acknowledgment and without SYN is about to go: promises the peer as much room
   * as there is, if that is worth telling. Nothing is owed any more.
   */
  void acknowledge();

  /**
   * What goes into the window field of a segment.
   *
   * @param syn whether the segment has a SYN: its window is never scaled (RFC 7323 section 2.2)
   * @return from 0 to 65535
   */
  int windowField(boolean syn);

  /** What the receiver wants to tell the peer in the options of each segment but the SYN. */
  default ByteBuffer options() {
    return TcpOptions.NONE;
  }

  /**
   * Tells what has come after a hole, block by block, in the order of the numbers. A receiver that
   * refuses what is not next in order has none.
   *
   * @param block takes the number of the first byte, and the number after the last one
   */
  default void eachBlock(BiConsumer<SequenceNumber, SequenceNumber> block) {}

  /** What the application has not consumed: a view, valid until the next call. */
  ByteBuffer received();

  /** Gives up the oldest bytes of {@link #received}. */
  void consume(int count);
}
