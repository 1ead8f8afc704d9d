package workshop.ethernet;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/** Tells of each frame at the moment when it is sent. */
record WatchedLink(Consumer<OutgoingFrame> watcher) implements Link {
  @Override
  public Capabilities capabilities() {
    return new Capabilities(1500, 65_536, true, true);
  }

  @Override
  public void await(long timeoutNanos) {}

  @Override
  public ByteBuffer receive() {
    return null;
  }

  @Override
  public void send(OutgoingFrame frame) {
    watcher.accept(frame);
  }

  @Override
  public void wake() {}

  @Override
  public void close() {}
}
