package workshop.echo;

import workshop.tap.FrameReceiver;

/** What a connection is for. Its methods must not wait for anything: one thread serves them all. */
public interface Application {
  /**
   * Something may be possible now that was not before: to read, to write, or to see that the peer
   * has closed. Also called once when the connection is established.
   */
  void progress(TcpStream stream);

  /**
   * Since when nobody would miss this connection. If there is no room for a new one, the connection
   * that nobody has missed for longest is ended.
   *
   * @return in nanoseconds on the loop's clock; {@link FrameReceiver#NEVER}: it is needed
   */
  default long idleSince() {
    return FrameReceiver.NEVER;
  }

  /** Both sides have closed, and the connection is gone: this is the last call. */
  default void closed(TcpStream stream) {}

  /**
   * The connection is gone before its time: this is the last call.
   *
   * @param reason in a few words, for people
   */
  default void aborted(TcpStream stream, String reason) {}

  /** The peer does not answer; maybe it will again (RFC 9293 section 3.8.3, SHLD-9). */
  default void unanswered(TcpStream stream) {}

  /** The peer has marked what it sends as urgent (RFC 9293 section 3.8.5, MUST-32). */
  default void urgent(TcpStream stream) {}
}
