package workshop.http;

import java.nio.ByteBuffer;

/** Reads the body of a request, which comes in any number of parts. */
sealed interface BodyReader permits FixedBody, ChunkedBody {
  /**
   * Takes bytes up to the end of the body, and leaves those after it.
   *
   * @param bytes from position to limit; the position is moved after what was taken
   * @return whether the body is complete
   */
  boolean add(ByteBuffer bytes) throws RefusedException;
}
