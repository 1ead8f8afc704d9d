package workshop.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;

/** The same frame passes a wire under control again and again, both ways, while nobody looks. */
final class Passing {
  private final ByteBuffer frame = ByteBuffer.wrap(Frames.tcp().flags("ACK").frame());
  private final OutgoingFrame outgoing = OutgoingFrame.of(frame);
  private final Link link;

  Passing() {
    LoopClock clock = new LoopClock();
    Audience audience = new Audience(clock);
    LiveEvents events = new LiveEvents(clock, 80, audience, new Stage());
    link =
        new ControlledLink(
            new SameFrame(), audience, events, new WireControl(() -> 0), new HeldFrames());
  }

  void run(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      link.receive();
      link.send(outgoing);
    }
  }

  private final class SameFrame implements Link {
    private final Capabilities plain = Capabilities.plain(1500);

    @Override
    public Capabilities capabilities() {
      return plain;
    }

    @Override
    public void await(long timeoutNanos) {}

    @Override
    public ByteBuffer receive() {
      return frame;
    }

    @Override
    public void send(OutgoingFrame sent) {}

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }
}
