package workshop.sockets;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/** One end of a cable in memory, between two threads: each drives a stack. Nothing is lost. */
final class Cable implements Link {
  private final Capabilities capabilities = Capabilities.plain(ETHERNET_MTU);
  private final Queue<ByteBuffer> incoming = new ArrayDeque<>();
  private boolean woken;
  private Cable peer;

  private Cable() {}

  static Cable create() {
    Cable one = new Cable();
    Cable other = new Cable();
    one.peer = other;
    other.peer = one;
    return one;
  }

  Cable peer() {
    return peer;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public synchronized void await(long timeoutNanos) {
    long end = System.nanoTime() + timeoutNanos;
    long millis = (timeoutNanos + 999_999) / 1_000_000;
    while (incoming.isEmpty() && !woken && millis > 0) {
      try {
        wait(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      millis = (end - System.nanoTime() + 999_999) / 1_000_000;
    }
    woken = false;
  }

  @Override
  public synchronized ByteBuffer receive() {
    return incoming.poll();
  }

  @Override
  public void send(OutgoingFrame frame) {
    ByteBuffer copy = ByteBuffer.allocateDirect(frame.size());
    copy.put(0, frame.bytes(), frame.bytes().position(), frame.size());
    peer.arrives(copy);
  }

  private synchronized void arrives(ByteBuffer frame) {
    incoming.add(frame);
    notifyAll();
  }

  @Override
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  @Override
  public void close() {}
}
