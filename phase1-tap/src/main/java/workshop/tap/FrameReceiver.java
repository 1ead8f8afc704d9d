package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a {@link Loop} drives. Frames come in batches: all that are waiting at one moment. The time
 * comes in at the start of each batch, and nowhere else.
 */
@FunctionalInterface
public interface FrameReceiver {

  /** There is nothing to wait for but frames. */
  long NEVER = Long.MAX_VALUE;

  /**
   * A batch begins. It may turn out to be empty.
   *
   * @param now nanoseconds since the loop started
   */
  default void startOfBatch(long now) {}

  /**
   * A frame has arrived.
   *
   * @param frame from position to limit; valid until this method returns
   */
  void receive(ByteBuffer frame) throws IOException;

  /**
   * All frames that were waiting have been received: the time to send what has piled up.
   *
   * @return when to be called again although no frame has come, on the clock of {@link
   *     #startOfBatch}; or {@link #NEVER}
   */
  default long endOfBatch() throws IOException {
    return NEVER;
  }
}
