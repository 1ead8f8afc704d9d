package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;

/** A link on which somebody sends SYNs from a new address each time, among all the other frames. */
final class FloodedLink implements Link {
  private final Link link;
  private final int floods;
  private final int atOnce;
  private volatile int sent;
  private int more;

  /**
   * Wraps a link.
   *
   * @param floods how many SYNs there are to be
   * @param atOnce how many come before each other frame
   */
  FloodedLink(Link link, int floods, int atOnce) {
    this.link = link;
    this.floods = floods;
    this.atOnce = atOnce;
  }

  boolean isOver() {
    return sent == floods;
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
      return spoofed();
    }
    more = atOnce;
    return link.receive();
  }

  private ByteBuffer spoofed() {
    int number = ++sent;
    String address = "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 0xFF, number & 0xFF);
    return ByteBuffer.wrap(
        Frames.tcp().from(address, 1024 + number % 60_000).flags("SYN").mss(1460).frame());
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
