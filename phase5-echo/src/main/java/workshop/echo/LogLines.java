package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;
import workshop.tap.FrameReceiver;
import workshop.tap.Program;

/**
 * The lines of a log, which must not slow the stack down: there is a limit to how many there are in
 * a second, the others are only counted, and all lines of a batch are written with one system call,
 * when its frames have been sent.
 */
final class LogLines {
  /** More than anybody reads; all that one connection has to tell fits in. */
  private static final int AT_ONCE = 1000;

  private static final int PER_SECOND = 100;
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock;
  private final RateLimit limit;
  private final StringBuilder batch = new StringBuilder();

  /** Whether somebody tells of the end of each batch; else each line is written at once. */
  private boolean inBatches;

  private long notTold;

  /** When to tell how many lines there would have been; NEVER if all are told. */
  private long tellNotTold = FrameReceiver.NEVER;

  LogLines(LoopClock clock) {
    this.clock = clock;
    limit = new RateLimit(clock, AT_ONCE, PER_SECOND);
  }

  /** Takes the room for a line; false if there is none now. */
  boolean take() {
    return limit.take();
  }

  /** A line that there was no room for: it is counted, and told of within a second. */
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

  /** Tells how many lines there would have been, if there are any. */
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
            LogLines.this.endOfBatch(); // what came before is told before what went wrong
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

  /** There are no more batches: what there is to tell is written at once. */
  void end() {
    tellNotTold();
    endOfBatch();
    inBatches = false;
  }
}
