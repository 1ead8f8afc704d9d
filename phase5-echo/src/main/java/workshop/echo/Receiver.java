package workshop.echo;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The receiving half of a connection: the RFC's RCV.NXT, RCV.WND and RCV.UP (RFC 9293 section
 * 3.3.1). It knows what to acknowledge, and has the bytes that wait for the application.
 */
public interface Receiver {

  /**
   * The options of our SYN. They tell the peer what we can receive (MUST-14: the MSS). If our SYN
   * answers the peer's, it has only options that the peer's SYN allows.
   */
  ByteBuffer synOptions();

  /**
   * The peer's SYN has come.
   *
   * @param irs the peer's initial sequence number
   * @param options the options of the SYN, from index 0 to the limit; there may be none
   */
  void start(SequenceNumber irs, ByteBuffer options);

  /** RCV.NXT: everything before this number has arrived. */
  SequenceNumber next();

  /** RCV.WND: for how many bytes from {@link #next} on we have promised room. */
  int window();

  /** RCV.UP. */
  UrgentPointer urgent();

  /**
   * Takes text that lies within the window. A receiver may refuse text that is not next in order.
   *
   * @param seq the number of its first byte
   * @param text from index 0 to the limit. Copy it, and do not change its position and limit.
   */
  void text(SequenceNumber seq, ByteBuffer text);

  /** The peer's FIN has this number. A receiver may refuse it, like text. */
  void fin(SequenceNumber seq);

  /** After new text, a FIN that came too early may be next now. */
  default void reachFin() {}

  /** Whether the peer's FIN has arrived, and all text before it. */
  boolean finReached();

  /** We owe the peer an acknowledgment, at the end of the batch or later. */
  void oweAck();

  /**
   * Whether an acknowledgment has to go at the end of this batch, even without text: we owe one, or
   * there is enough new room to tell the peer.
   */
  boolean isAckDue();

  /**
   * We now send a segment with an acknowledgment and without SYN. Promises the new room to the
   * peer, if there is enough of it. After that, we owe no acknowledgment.
   */
  void acknowledge();

  /**
   * The window field of a segment.
   *
   * @param syn whether the segment has a SYN: its window is never scaled (RFC 7323 section 2.2)
   * @return from 0 to 65535
   */
  int windowField(boolean syn);

  /** The receiver's options for each segment without SYN. */
  default ByteBuffer options() {
    return TcpOptions.NONE;
  }

  /**
   * Passes each block of text that came after a hole to {@code block}, in the order of the numbers.
   * A receiver that refuses such text has none.
   *
   * @param block gets the number of the first byte, and the number after the last one
   */
  default void eachBlock(BiConsumer<SequenceNumber, SequenceNumber> block) {}

  /** The text that the application has not consumed: a view, valid until the next call. */
  ByteBuffer received();

  /** Removes the oldest bytes of {@link #received}. */
  void consume(int count);
}
