package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/** A link for a stack that may send without an end. */
final class LimitedLink implements Link {
  private final Link link;
  private final SendLimit limit = new SendLimit();

  LimitedLink(Link link) {
    this.link = link;
  }

  /** What is sent from now on counts. */
  void batchBegins() {
    limit.batchBegins();
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
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
    limit.sent();
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
