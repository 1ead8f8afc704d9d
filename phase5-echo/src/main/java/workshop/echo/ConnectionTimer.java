package workshop.echo;

import workshop.tap.FrameReceiver;

/**
 * The timer of one connection: when has it to do something, and what? On a wire that loses nothing,
 * it has nothing to do.
 */
public interface ConnectionTimer {
  /**
   * No timer. A connection in TIME-WAIT then stays until a new connection needs its place. (The RFC
   * wants it to stay for four minutes.)
   */
  ConnectionTimer NONE = new ConnectionTimer() {};

  /** What a timer can make its connection do. */
  interface Actions {
    /** Sends the SYN again, or the SYN,ACK. */
    void sendSyn();

    /** Calls the application; then sends what is due. */
    void work();

    /** Tells the layer below that our packets may not arrive at the peer. */
    void doubtTheWay();

    /** Tells the application that the peer does not answer. */
    void tellUnanswered();

    /** Ends the connection, because TIME-WAIT is over. */
    void finish();

    /** Ends the connection, because the peer does not answer any more. */
    void lose(String reason);
  }

  /** Our SYN goes out, for the first time or again. */
  default void synSent() {}

  /** The connection has entered TIME-WAIT, or the peer's FIN has come again there. */
  default void timeWaitStarts() {}

  /**
   * When the timer wants to be called, on the loop's clock; or {@link FrameReceiver#NEVER}. The
   * connection asks after each turn.
   */
  default long deadline(State state) {
    return FrameReceiver.NEVER;
  }

  /**
   * The deadline is over: does what is due. This must end the connection, or make it work or send
   * its SYN, because after that it asks for the next deadline.
   */
  default void expired(State state, Actions connection) {}
}
