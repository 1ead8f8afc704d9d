package workshop.tap;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One end of a cable that exists in memory only: what is sent at one end is received at the other,
 * in order, and nothing is lost. For tests, and for stacks that talk to each other.
 */
public final class MemoryLink implements Link {
  private final Queue<ByteBuffer> incoming = new ArrayDeque<>();
  private final Capabilities capabilities;
  private MemoryLink peer;

  private MemoryLink(int mtu) {
    capabilities = Capabilities.plain(mtu);
  }

  /**
   * One end of a new cable; {@link #peer} is the other.
   *
   * @param mtu the largest payload of a frame, in bytes
   */
  public static MemoryLink create(int mtu) {
    MemoryLink one = new MemoryLink(mtu);
    MemoryLink other = new MemoryLink(mtu);
    one.peer = other;
    other.peer = one;
    return one;
  }

  /** The other end of the cable. */
  public MemoryLink peer() {
    return peer;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  /** Does not wait: only this thread could bring a frame. */
  @Override
  public void await(long timeoutNanos) {}

  @Override
  public ByteBuffer receive() {
    return incoming.poll();
  }

  @Override
  public void send(OutgoingFrame frame) {
    ByteBuffer copy = ByteBuffer.allocate(frame.size());
    peer.incoming.add(copy.put(0, frame.bytes(), 0, frame.size()));
  }

  /** Nobody waits. */
  @Override
  public void wake() {}

  @Override
  public void close() {}
}
