package workshop.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The body of a response. It is asked for bytes only when there is room for them: a client that
 * reads slowly slows the body down, and nothing piles up.
 */
public interface Body {
  /** Nobody knows how long it will be. */
  long UNKNOWN = -1;

  /**
   * How many bytes it has, or {@link #UNKNOWN}: then it goes out in chunks, or, for a client of
   * HTTP/1.0, the end of the connection is its end.
   */
  long length();

  /**
   * It will be asked soon.
   *
   * @param wake to be called, on the stack's thread, as soon as there is something again after
   *     {@link #read} had nothing
   */
  default void opened(Runnable wake) {}

  /**
   * Puts what it has into the target, as far as there is room. It never waits: it may put nothing,
   * and wake the connection later.
   *
   * @param target from position to limit
   * @return false if that was all
   * @throws IOException if there is no more to get; the connection is reset then
   */
  boolean read(ByteBuffer target) throws IOException;

  /** It will not be asked any more: all is sent, or the connection is gone. Called once. */
  default void closed() {}
}
