package workshop.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.FrameReceiver;

/** Measures the rounds of the loop: how long each takes, and how many frames come in. */
final class LoopMeter implements FrameReceiver {
  private final FrameReceiver receiver;
  private final Histogram nanos = new Histogram();
  private final Histogram frames = new Histogram();
  private long start;
  private int framesOfRound;

  /** Measures the work of this receiver. */
  LoopMeter(FrameReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void startOfBatch(long now) {
    start = System.nanoTime();
    framesOfRound = 0;
    receiver.startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    framesOfRound++;
    receiver.receive(frame);
  }

  /** Does not count a round without frames, which only waits. */
  @Override
  public long endOfBatch() throws IOException {
    long deadline = receiver.endOfBatch();
    if (framesOfRound > 0) {
      nanos.record(System.nanoTime() - start);
      frames.record(framesOfRound);
    }
    return deadline;
  }

  /** In words, for people. */
  @Override
  public String toString() {
    return "%,d rounds; half take up to %,d µs, 99 of 100 up to %,d µs, the longest %,d µs;"
            .formatted(nanos.count(), micros(50), micros(99), nanos.highest() / 1000)
        + " half have up to %,d frames, 99 of 100 up to %,d"
            .formatted(frames.percentile(50), frames.percentile(99));
  }

  private long micros(double percent) {
    return nanos.percentile(percent) / 1000;
  }
}
