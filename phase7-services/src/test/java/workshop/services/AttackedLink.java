package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/** A link on which somebody sends frames of his own, among all the others. */
final class AttackedLink implements Link {
  private final Link link;
  private final IntFunction<byte[]> attack;
  private final int count;
  private volatile int sent;
  private int more;

  /** How many come before each other frame. */
  private static final int AT_ONCE = 20;

  /**
   * Wraps a link.
   *
   * @param count how many frames of the attack there are to be
   * @param attack makes the frame with this number
   */
  AttackedLink(Link link, int count, IntFunction<byte[]> attack) {
    this.link = link;
    this.count = count;
    this.attack = attack;
  }

  boolean isOver() {
    return sent == count;
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public void wake() {
    link.wake();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(isOver() ? timeoutNanos : 0);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    if (more > 0 && !isOver()) {
      more--;
      return ByteBuffer.wrap(attack.apply(sent++));
    }
    more = AT_ONCE;
    return link.receive();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    link.send(frame);
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
