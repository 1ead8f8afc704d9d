package workshop.tap;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One end of a cable that exists only in memory. Each end receives what the other end sends, in
 * order, and nothing is lost. It is for tests, and for stacks that talk to each other.
 */
public final class MemoryLink implements Link {
  private final Queue<ByteBuffer> incoming = new ArrayDeque<>();
  private final Capabilities capabilities;
  private MemoryLink peer;

  private MemoryLink(int mtu) {
    capabilities = Capabilities.plain(mtu);
  }

  /**
   * Makes a new cable and returns one end of it; {@link #peer} is the other end.
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

  /** Does not wait, because only this thread could send a frame. */
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
