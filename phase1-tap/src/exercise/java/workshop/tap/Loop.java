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
    throw new workshop.NotDone("1.6", "docs/phase1-tap.md");
  }

  /** One batch of frames, at this time; returns the receiver's next deadline. */
  static long round(Link link, FrameReceiver receiver, long now) throws IOException {
    throw new workshop.NotDone("1.6", "docs/phase1-tap.md");
  }

  // --- End of exercise 1.6
}
