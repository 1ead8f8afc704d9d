package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.ipv4.Stack;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.Options;
import workshop.tap.UsageException;
import workshop.tcp.TcpLayer;

/** All layers on top of each other, with an echo on one port: frames in, frames out. */
public final class EchoServer implements FrameReceiver {
  private final Stack stack;
  private final Tcp tcp;

  /**
   * A server that listens at once.
   *
   * @param secret for the sequence numbers: 16 bytes or more that nobody can guess
   */
  public EchoServer(Link link, Options options, byte[] secret, ConnectionObserver observer)
      throws UsageException {
    stack = Stack.create(link, options, observer);
    TcpLayer layer = new TcpLayer(stack.ipv4(), observer);
    tcp =
        new Tcp(
            layer,
            layer.address(),
            layer.maximumSegmentSize(),
            new InitialSequenceNumbers(secret),
            Parts.IN_ORDER,
            observer);
    tcp.listen(options.port(), Echo::new);
    layer.handle(tcp);
  }

  @Override
  public void receive(ByteBuffer frame, long now) throws IOException {
    stack.ethernet().receive(frame, now);
  }

  @Override
  public long endOfBatch(long now) {
    return tcp.endOfBatch(now);
  }

  /** How many connections there are, in whatever state. */
  public int connections() {
    return tcp.size();
  }
}
