package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;

/**
 * A connection as an application sees it: bytes in, bytes out, in order. It knows nothing of
 * segments. To be used only in the application's own methods; {@link #wake} from elsewhere, too,
 * but only on the stack's thread.
 */
public interface TcpStream {
  /** Who is at the other end. */
  ConnectionId id();

  /**
   * The bytes that have been received and not been consumed, oldest first.
   *
   * @return a view, valid until the next call of any method here
   */
  ByteBuffer received();

  /**
   * Gives up the oldest bytes of {@link #received}: the peer may send as many again.
   *
   * @param count from 0 to as many as there are
   */
  void consume(int count);

  /** Whether the peer has closed its side, and all that it has sent is consumed. */
  boolean atEnd();

  /**
   * Takes as much as there is room for, to be sent as soon as the peer is ready for it.
   *
   * @param data what lies from position to limit; the position is moved after what was taken
   * @return how many bytes were taken; 0 once this side is closed
   */
  int write(ByteBuffer data);

  /**
   * SND.UNA: it moves on with each byte that the peer acknowledges, so it tells whether the peer
   * takes what was written.
   */
  SequenceNumber unacknowledged();

  /** Whether the peer has acknowledged that we have closed, and with it all that was written. */
  boolean closeAcknowledged();

  /** Closes our side as soon as all that was written is sent; the peer may go on sending. */
  void close();

  /** Ends the connection at once, both ways: the peer sees a reset, and data may be lost. */
  void abort();

  /** Calls {@link Application#progress} at the end of this batch. */
  void wake();

  /**
   * Calls {@link Application#progress} at this time, once, unless another time is set before. It
   * may be called earlier for other reasons, and the time then still counts.
   *
   * @param time in nanoseconds on the loop's clock; {@link workshop.tap.FrameReceiver#NEVER}: not
   *     at all
   */
  void wakeAt(long time);

  /** What the application may choose; changed options count from the next turn on. */
  StreamOptions options();
}
