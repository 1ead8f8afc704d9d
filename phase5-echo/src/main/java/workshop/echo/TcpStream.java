package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;

/**
 * A connection as an application sees it: bytes in, bytes out, in order, without segments. Use it
 * only in the application's own methods. You may call {@link #wake} from other places, too, but
 * only on the stack's thread.
 */
public interface TcpStream {
  /** The addresses and ports of both sides. */
  ConnectionId id();

  /**
   * The received bytes that are not consumed yet, oldest first.
   *
   * @return a view, valid until the next call of any method here
   */
  ByteBuffer received();

  /**
   * Removes the oldest bytes of {@link #received}: then the peer may send as many again.
   *
   * @param count from 0 to as many as there are
   */
  void consume(int count);

  /** Whether the peer has closed its side, and you have consumed all its bytes. */
  boolean atEnd();

  /**
   * Takes as many bytes as there is room for, and sends them when the peer has room.
   *
   * @param data from position to limit; moves the position after the bytes that it takes
   * @return how many bytes it has taken; 0 if this side is closed
   */
  int write(ByteBuffer data);

  /**
   * SND.UNA: it moves with each byte that the peer acknowledges, so it shows whether the peer
   * receives your bytes.
   */
  SequenceNumber unacknowledged();

  /** Whether the peer has acknowledged our FIN, and so all bytes before it. */
  boolean closeAcknowledged();

  /** Closes our side after all written bytes are sent. The peer may still send. */
  void close();

  /** Ends the connection at once, in both directions, with a reset: data may be lost. */
  void abort();

  /** Calls {@link Application#progress} at the end of this batch. */
  void wake();

  /**
   * Calls {@link Application#progress} once at this time, unless you set another time before. If
   * other reasons call it earlier, the time still counts.
   *
   * @param time in nanoseconds on the loop's clock; {@link workshop.tap.FrameReceiver#NEVER}: not
   *     at all
   */
  void wakeAt(long time);

  /** The application's choices. A change counts from the next turn on. */
  StreamOptions options();
}
