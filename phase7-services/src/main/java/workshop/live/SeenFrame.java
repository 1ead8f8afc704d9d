package workshop.live;

import java.nio.ByteBuffer;
import workshop.echo.ConnectionId;

/** A frame that has passed the wire, or got lost there, for the ladder. */
final class SeenFrame {
  /** What became of it. */
  enum Fate {
    PASSED,
    /** The wire has lost it. */
    LOST,
    /** It waits until somebody lets it go. */
    HELD,
    /** A layer of the stack has dropped it. */
    DROPPED
  }

  /** All headers, with all options they may have, and the start of the text. */
  private static final int LONGEST_START = 192;

  private final long number;
  private final long time;
  private final boolean incoming;
  private final ConnectionId connection;
  private final int size;
  private final byte[] start;
  private final boolean again;
  private Fate fate = Fate.PASSED;
  private String reason = "";

  /**
   * Keeps what the page needs of a frame.
   *
   * @param number each frame has another one
   * @param time on the loop's clock
   * @param connection null if it is not TCP
   * @param frame from position to limit; its start is copied
   * @param again whether its text has been sent before
   */
  SeenFrame(
      long number,
      long time,
      boolean incoming,
      ConnectionId connection,
      ByteBuffer frame,
      boolean again) {
    this.number = number;
    this.time = time;
    this.incoming = incoming;
    this.connection = connection;
    this.again = again;
    size = frame.remaining();
    start = new byte[Math.min(size, LONGEST_START)];
    frame.get(frame.position(), start);
  }

  /** What became of it, and a reason in a few words, for people; it may be empty. */
  void fares(Fate fate, String reason) {
    this.fate = fate;
    this.reason = reason;
  }

  long number() {
    return number;
  }

  long time() {
    return time;
  }

  boolean incoming() {
    return incoming;
  }

  ConnectionId connection() {
    return connection;
  }

  /** Of the whole frame, in bytes. */
  int size() {
    return size;
  }

  /** Its first bytes. */
  byte[] start() {
    return start;
  }

  boolean again() {
    return again;
  }

  Fate fate() {
    return fate;
  }

  String reason() {
    return reason;
  }
}
