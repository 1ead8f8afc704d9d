package workshop.echo;

import workshop.tap.FrameReceiver;

/**
 * What one connection has to do because time passes, and when. On a wire that loses nothing,
 * nothing has to be done.
 */
public interface ConnectionTimer {
  /**
   * No timer. A connection in TIME-WAIT then stays until somebody else needs its place; the RFC
   * wants it to stay for four minutes, at least.
   */
  ConnectionTimer NONE = new ConnectionTimer() {};

  /** What a timer can have its connection do. */
  interface Actions {
    /** Sends the SYN again, or the SYN,ACK. */
    void sendSyn();

    /** Lets both halves do what is due. */
    void work();

    /** Tells the layer below that nothing seems to arrive at the peer. */
    void doubtTheWay();

    /** Tells the application that the peer does not answer. */
    void tellUnanswered();

    /** Ends the connection as agreed: TIME-WAIT is over. */
    void finish();

    /** Ends the connection, because the peer says nothing any more. */
    void lose(String reason);
  }

  /** Our SYN goes out, for the first time or once more. */
  default void synSent() {}

  /** The connection has entered TIME-WAIT, or has heard the peer's FIN once more there. */
  default void timeWaitStarts() {}

  /**
   * When it wants to be called, on the loop's clock; or {@link FrameReceiver#NEVER}. It is asked
   * each time that the connection has worked.
   */
  default long deadline(State state) {
    return FrameReceiver.NEVER;
  }

  /**
   * The deadline is over: does what is due. If that is not the end, the connection must work, or
   * send its SYN: then the timer is asked when it wants to be called next.
   */
  default void expired(State state, Actions connection) {}
}
