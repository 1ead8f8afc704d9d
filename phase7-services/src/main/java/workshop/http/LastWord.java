package workshop.http;

import workshop.echo.TcpStream;
import workshop.tap.FrameReceiver;

/**
 * The end of a connection after our last answer: our side closes, but still receives. If a program
 * closes a connection that has unread bytes, TCP resets it, and the reset may overtake the answer
 * (RFC 9112 section 9.6).
 */
final class LastWord {
  /** A client that still sends this many bytes does not read our answer. */
  private static final int MOST_THROWN_AWAY = 1 << 20;

  private final Limits limits;
  private long thrownAway;

  LastWord(Limits limits) {
    this.limits = limits;
  }

  /** Closes our side, and throws away the bytes that have come. */
  void throwAway(TcpStream stream) {
    stream.close();
    int there = stream.received().remaining();
    stream.consume(there);
    thrownAway += there;
    if (thrownAway > MOST_THROWN_AWAY) {
      stream.abort();
    }
  }

  /**
   * When the client's time is over: first the time to take our last answer, then the time to close.
   *
   * @param lastProgress when the client last took some bytes
   */
  long deadline(TcpStream stream, long lastProgress) {
    if (!stream.closeAcknowledged()) {
      return lastProgress + limits.sendTime();
    }
    // When both have closed, TCP does the rest.
    return stream.atEnd() ? FrameReceiver.NEVER : lastProgress + limits.closeTime();
  }
}
