package workshop.ipv4;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/** A link that has checked the checksums of all its frames. */
record CheckedLink(Link link) implements Link {
  @Override
  public Capabilities capabilities() {
    return new Capabilities(link.mtu(), 14 + link.mtu(), true, false);
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    link.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    return link.receive();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    link.send(frame);
  }

  @Override
  public void wake() {
    link.wake();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
