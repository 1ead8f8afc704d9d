package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * The one thread of every phase: it waits once, receives all frames that are there, then sends.
 *
 * <p>A stack spends most of its time on system calls. With a wait before each frame, there would be
 * two system calls per frame. So the loop takes all frames before the next wait.
 */
public final class Loop {
  /** A peer that never stops sending must not keep us from answering. */
  static final int BATCH = 256;

  /** The longest time until the loop notices a stop. */
  private static final long LONGEST_WAIT_NANOS = 100_000_000;

  private Loop() {}

  // --- Exercise 1.6: The loop (man 2 poll)

  /**
   * Moves frames from the link to the receiver, as long as {@code running} is true.
   *
   * <p>Before each round, the loop waits until the deadline that the previous round returned, but
   * never longer than {@link #LONGEST_WAIT_NANOS}. Before the first round, the deadline is {@link
   * FrameReceiver#NEVER}. The round gets the time after the wait, counted from the start of this
   * method.
   *
   * @param running asked before each wait
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

  /** Handles one batch of frames. Returns the receiver's next deadline. */
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
// - A round starts a batch, with the time. It takes frames until the link has none, but at most
//   BATCH. Then it ends the batch, even if there was no frame, and returns the result of
//   endOfBatch.
// - run waits once for each round: until the receiver's deadline, but never longer than
//   LONGEST_WAIT_NANOS. Otherwise the loop would notice a stop too late.
// - The loop's clock starts at zero: now is System.nanoTime() minus its value at the start. If the
//   deadline has passed, wait 0 ns: a time-out is never negative.
