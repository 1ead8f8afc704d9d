package workshop.echo;

import workshop.tap.FrameReceiver;

/** What a connection is for. Its methods must not wait for anything: one thread serves them all. */
public interface Application {
  /**
   * The application may be able to read or write now, or the peer may have closed. Also called once
   * when the connection is established.
   */
  void progress(TcpStream stream);

  /**
   * Since when nobody needs this connection. If there is no room for a new connection, the stack
   * ends the one that nobody has needed for the longest time.
   *
   * @return in nanoseconds on the loop's clock; {@link FrameReceiver#NEVER}: it is needed
   */
  default long idleSince() {
    return FrameReceiver.NEVER;
  }

  /** Both sides have closed, and the connection is gone: this is the last call. */
  default void closed(TcpStream stream) {}

  /**
   * The connection has ended before both sides have closed: this is the last call.
   *
   * @param reason in a few words, for people
   */
  default void aborted(TcpStream stream, String reason) {}

  /** The peer does not answer now, but may answer later (RFC 9293 section 3.8.3, SHLD-9). */
  default void unanswered(TcpStream stream) {}

  /** The peer has marked its data as urgent (RFC 9293 section 3.8.5, MUST-32). */
  default void urgent(TcpStream stream) {}
}
