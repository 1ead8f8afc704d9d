package workshop.parts;

import java.nio.ByteBuffer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/**
 * A link that keeps one frame: the one that was sent last. Unlike {@link workshop.tap.MemoryLink},
 * it allocates nothing for a frame.
 */
final class LastFrameLink implements Link {
  private final Capabilities capabilities = Capabilities.plain(ETHERNET_MTU);
  private final ByteBuffer sent = ByteBuffer.allocateDirect(capabilities.largestFrame());
  private int count;

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void send(OutgoingFrame frame) {
    sent.clear().put(frame.bytes()).flip();
    count++;
  }

  /**
   * The frame that was sent since the last call; valid until the next {@link #send}.
   *
   * @throws IllegalStateException if it is not exactly one
   */
  ByteBuffer take() {
    if (count != 1) {
      throw new IllegalStateException(count + " frames were sent");
    }
    count = 0;
    return sent;
  }

  /** Nothing: the benchmark gives its frames to the stack. */
  @Override
  public ByteBuffer receive() {
    return null;
  }

  @Override
  public void await(long timeoutNanos) {}

  @Override
  public void wake() {}

  @Override
  public void close() {}
}
