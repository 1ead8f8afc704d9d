package workshop.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The body of a response. The server asks it for bytes only when there is room for them. So if a
 * client reads slowly, the body is read slowly, too, and needs no more memory.
 */
public interface Body {
  /** Nobody knows how long it will be. */
  long UNKNOWN = -1;

  /**
   * How many bytes it has, or {@link #UNKNOWN}. Then it goes out in chunks; for a client of
   * HTTP/1.0, it ends with the connection.
   */
  long length();

  /**
   * The server will soon ask for bytes.
   *
   * @param wake the body calls this, on the stack's thread, when it has bytes again after {@link
   *     #read} had none
   */
  default void opened(Runnable wake) {}

  /**
   * Puts bytes into the target, as many as it has and as fit. It never waits. If it has none, it
   * puts nothing, and wakes the connection later.
   *
   * @param target from position to limit
   * @return false if these were the last bytes
   * @throws IOException if it fails; then the connection is reset
   */
  boolean read(ByteBuffer target) throws IOException;

  /** The server will not ask again: all is sent, or the connection is gone. Called once. */
  default void closed() {}
}
