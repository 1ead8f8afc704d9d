package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a {@link Loop} calls. Frames come in batches: a batch is all frames that are there at one
 * moment. The loop tells the time at the start of each batch, and only there.
 */
@FunctionalInterface
public interface FrameReceiver {

  /** No deadline: there is nothing to wait for except frames. */
  long NEVER = Long.MAX_VALUE;

  /**
   * A batch begins. It may be empty.
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
   * The batch has ended. Now send everything that is waiting to be sent.
   *
   * @return the deadline: when to call again even if no frame has come, on the clock of {@link
   *     #startOfBatch}; or {@link #NEVER}
   */
  default long endOfBatch() throws IOException {
    return NEVER;
  }
}
