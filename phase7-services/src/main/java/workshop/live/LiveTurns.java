package workshop.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.FrameReceiver;

/** Wraps a stack: in each batch, the pages get their turn before the connections. */
final class LiveTurns implements FrameReceiver {
  private final FrameReceiver stack;
  private final Audience audience;
  private final LiveEvents events;

  LiveTurns(FrameReceiver stack, Audience audience, LiveEvents events) {
    this.stack = stack;
    this.audience = audience;
    this.events = events;
  }

  @Override
  public void startOfBatch(long now) {
    stack.startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    stack.receive(frame);
  }

  @Override
  public long endOfBatch() throws IOException {
    events.takesIn(null);
    audience.tick();
    long stackDeadline = stack.endOfBatch();
    return Math.min(stackDeadline, audience.deadline());
  }
}
