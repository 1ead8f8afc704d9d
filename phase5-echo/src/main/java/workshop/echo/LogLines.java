package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;
import workshop.tap.FrameReceiver;
import workshop.tap.Program;

/**
 * The lines of a log. They must not slow the stack down. So there is a limit of lines in a second,
 * and this class only counts the others. One system call writes all lines of a batch, after its
 * frames have been sent.
 */
final class LogLines {
  /** More than anybody reads, and enough for all lines of one connection. */
  private static final int AT_ONCE = 1000;

  private static final int PER_SECOND = 100;
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock;
  private final RateLimit limit;
  private final StringBuilder batch = new StringBuilder();

  /** Whether {@link #endOfBatch} is called after each batch; otherwise each line goes at once. */
  private boolean inBatches;

  private long notTold;

  /** When to write how many lines were left out; NEVER if none was. */
  private long tellNotTold = FrameReceiver.NEVER;

  LogLines(LoopClock clock) {
    this.clock = clock;
    limit = new RateLimit(clock, AT_ONCE, PER_SECOND);
  }

  /** Takes the room for a line; false if there is none now. */
  boolean take() {
    return limit.take();
  }

  /** Counts a line that there was no room for. Within a second, a line says how many there were. */
  void leaveOut() {
    if (notTold == 0) {
      tellNotTold = clock.now() + SECOND;
    }
    notTold++;
  }

  /** Writes a line, or several, at the end of the batch. */
  void write(String text) {
    if (inBatches) {
      batch.append(text).append('\n');
    } else {
      Program.log("%s", text);
    }
  }

  /** Writes how many lines were left out, if any. */
  void tellNotTold() {
    if (notTold > 0) {
      write("(%d more lines like these)".formatted(notTold));
      notTold = 0;
      tellNotTold = FrameReceiver.NEVER;
    }
  }

  private long endOfBatch() {
    if (clock.now() >= tellNotTold) {
      tellNotTold();
    }
    if (batch.length() > 0) {
      System.out.print(batch);
      System.out.flush();
      batch.setLength(0);
    }
    return tellNotTold;
  }

  /** Writes the lines of each batch of this stack from now on, after its frames. */
  FrameReceiver after(FrameReceiver stack) {
    inBatches = true;
    return new FrameReceiver() {
      @Override
      public void startOfBatch(long now) {
        stack.startOfBatch(now);
      }

      @Override
      public void receive(ByteBuffer frame) throws IOException {
        boolean received = false;
        try {
          stack.receive(frame);
          received = true;
        } finally {
          if (!received) {
            LogLines.this.endOfBatch(); // these lines come before the error message
          }
        }
      }

      @Override
      public long endOfBatch() throws IOException {
        long deadline = NEVER;
        try {
          deadline = stack.endOfBatch();
        } finally {
          deadline = Math.min(deadline, LogLines.this.endOfBatch());
        }
        return deadline;
      }
    };
  }

  /** There are no more batches: writes all lines, and from now on each line at once. */
  void end() {
    tellNotTold();
    endOfBatch();
    inBatches = false;
  }
}
