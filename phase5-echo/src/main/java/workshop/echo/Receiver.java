package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The receiving half of a connection: the RFC's RCV.NXT and RCV.WND (RFC 9293 section 3.3.1), and
 * the bytes between the network and the application.
 */
public interface Receiver {

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

  /**
   * Takes text that lies within the window; what does not follow on what is there may be refused.
   *
   * @param seq the number of its first byte
   * @param text from index 0 to the limit; copied, and left as it was, position and limit too
   */
  void text(SequenceNumber seq, ByteBuffer text);

  /** Takes note that the peer's FIN has this number; it may be refused like text. */
  void fin(SequenceNumber seq);

  /** Text has been taken: a FIN that came too early may be next now. */
  default void reachFin() {}

  /** Whether all that the peer will ever send has been received, its FIN included. */
  boolean finReached();

  /**
   * Promises the peer as much room as there is, where that is worth telling.
   *
   * @param syn whether the segment has a SYN: its window is never scaled (RFC 7323 section 2.2)
   * @return the window to be put into a segment, from 0 to 65535
   */
  int advertise(boolean syn);

  /** What the receiver wants to tell the peer in the options of each segment but the SYN. */
  default ByteBuffer options() {
    return TcpOptions.NONE;
  }

  /** Whether an acknowledgment that is due may wait. Without timers, nobody would send it later. */
  default boolean mayDelayAck(long now) {
    return false;
  }

  /** Whether the window has grown by so much that the peer should be told without delay. */
  boolean isWindowUpdateDue();

  /** What the application has not consumed: a view, valid until the next call. */
  ByteBuffer received();

  /** Gives up the oldest bytes of {@link #received}. */
  void consume(int count);
}
