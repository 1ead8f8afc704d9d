package workshop.http;

import workshop.echo.TcpStream;
import workshop.tap.FrameReceiver;

/**
 * The end of a connection after our last word: our side closes, and goes on receiving. A connection
 * that is closed with bytes unread is reset, and the reset may overtake our answer (RFC 9112
 * section 9.6).
 */
final class LastWord {
  /** A client that still sends so much does not listen. */
  private static final int MOST_THROWN_AWAY = 1 << 20;

  private final Limits limits;
  private long thrownAway;

  LastWord(Limits limits) {
    this.limits = limits;
  }

  /** Closes our side, and throws away what has come. */
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
   * Until when the client has to take our last word, or, when it has it, to close, too.
   *
   * @param lastProgress when it has taken something last
   */
  long deadline(TcpStream stream, long lastProgress) {
    if (!stream.closeAcknowledged()) {
      return lastProgress + limits.sendTime();
    }
    // When both have closed, TCP does the rest.
    return stream.atEnd() ? FrameReceiver.NEVER : lastProgress + limits.closeTime();
  }
}
