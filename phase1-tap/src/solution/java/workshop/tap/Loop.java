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

  /**
   * Moves frames from the link to the receiver until told to stop.
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

  /** One batch of frames; returns the receiver's next deadline. */
  static long round(Link link, FrameReceiver receiver, long now) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      ByteBuffer frame = link.receive();
      if (frame == null) {
        break;
      }
      receiver.receive(frame, now);
    }
    return receiver.endOfBatch(now);
  }
}
