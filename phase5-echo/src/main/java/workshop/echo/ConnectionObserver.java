package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.TcpObserver;

/** Learns what happens in the stack up to phase 5. */
public interface ConnectionObserver extends TcpObserver {
  ConnectionObserver NOBODY = new ConnectionObserver() {};

  /** A connection changes its state; a new connection comes from LISTEN or CLOSED. */
  default void stateChanged(ConnectionId id, State from, State to) {}

  /**
   * Text has arrived, and it is next in order.
   *
   * @param text from position to limit; valid only during this call
   */
  default void textReceived(ConnectionId id, ByteBuffer text) {}

  /**
   * A connection has ended before both sides have closed.
   *
   * @param reason in a few words, for people
   */
  default void aborted(ConnectionId id, String reason) {}

  /** An application has failed because of a programming error. Its connection is aborted. */
  default void applicationFailed(ConnectionId id, RuntimeException error) {}
}
