package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a {@link Loop} drives: frames and the time go in. */
public interface FrameReceiver {

  /** There is nothing to wait for but frames. */
  long NEVER = Long.MAX_VALUE;

  /**
   * A frame has arrived.
   *
   * @param frame from position to limit; valid until this method returns
   * @param now nanoseconds since the loop started
   */
  void receive(ByteBuffer frame, long now) throws IOException;

  /**
   * All frames that were waiting have been received: the time to send what has piled up.
   *
   * @param now nanoseconds since the loop started
   * @return when to be called again although no frame has come, on the clock of {@code now}; or
   *     {@link #NEVER}
   */
  default long endOfBatch(long now) throws IOException {
    return NEVER;
  }
}
