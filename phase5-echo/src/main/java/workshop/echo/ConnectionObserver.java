package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.TcpObserver;

/** Is told what happens up to phase 5. */
public interface ConnectionObserver extends TcpObserver {
  ConnectionObserver NOBODY = new ConnectionObserver() {};

  /** A connection goes from one state to another; a new one comes from LISTEN or CLOSED. */
  default void stateChanged(ConnectionId id, State from, State to) {}

  /**
   * Text has arrived, next in order.
   *
   * @param text from position to limit; valid only during this call
   */
  default void textReceived(ConnectionId id, ByteBuffer text) {}

  /**
   * A connection is gone before its time.
   *
   * @param reason in a few words, for people
   */
  default void aborted(ConnectionId id, String reason) {}

  /** An application has failed: a programming error. Its connection is aborted. */
  default void applicationFailed(ConnectionId id, RuntimeException error) {}
}
