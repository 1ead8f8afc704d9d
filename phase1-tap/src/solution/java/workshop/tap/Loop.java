package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * The one thread of every phase: wait once, take in what is there, then send.
 *
 * <p>System calls are what a stack spends its time on. Waiting before each frame would make two of
 * them for one frame; so the device is drained before the next wait.
 */
public final class Loop {
  /** A peer that never stops sending must not keep us from answering. */
  static final int BATCH = 256;

  /** How long a stop may go unnoticed. */
  private static final long LONGEST_WAIT_NANOS = 100_000_000;

  private Loop() {}

  // --- Exercise 1.6: The loop (man 2 poll)

  /**
   * Moves frames from the link to the receiver until told to stop.
   *
   * <p>Each round comes after a wait, until the deadline that the round before has returned; the
   * first has none yet ({@link FrameReceiver#NEVER}). No wait is longer than {@link
   * #LONGEST_WAIT_NANOS}, so that is how long the first one is. The round is told the time after
   * the wait, counted from the start of this method.
   *
   * @param running asked before each round
   */
  public static void run(Link link, FrameReceiver receiver, BooleanSupplier running)
      throws IOException {
    long start = System.nanoTime();
    long deadline = FrameReceiver.NEVER;
    while (running.getAsBoolean()) {
      long untilDeadline = Math.max(0, deadline - (System.nanoTime() - start));
      link.await(Math.min(untilDeadline, LONGEST_WAIT_NANOS));
      deadline = round(link, receiver, System.nanoTime() - start);
    }
  }

  /** One batch of frames, at this time; returns the receiver's next deadline. */
  static long round(Link link, FrameReceiver receiver, long now) throws IOException {
    receiver.startOfBatch(now);
    for (int i = 0; i < BATCH; i++) {
      ByteBuffer frame = link.receive();
      if (frame == null) {
        break;
      }
      receiver.receive(frame);
    }
    return receiver.endOfBatch();
  }

  // --- End of exercise 1.6
}

// Hints for 1.6:
// - A round starts a batch, with the time; takes frames until the link has none, but BATCH at
//   most; then it ends the batch, whether or not there was a frame, and returns what the end of
//   the batch returned.
// - run waits once for each round. How long? Until the receiver's deadline, but never more than
//   LONGEST_WAIT_NANOS: else nobody would look whether the loop is to stop.
// - The loop's clock starts at zero: now is System.nanoTime() minus what it was at the start. A
//   deadline that has passed means not to wait at all, and a time-out is never negative.
