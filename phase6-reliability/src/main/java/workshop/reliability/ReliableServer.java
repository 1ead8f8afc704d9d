package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.echo.Echo;
import workshop.echo.InitialSequenceNumbers;
import workshop.echo.Tcp;
import workshop.ipv4.Icmp;
import workshop.ipv4.Protocol;
import workshop.ipv4.Stack;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.Options;
import workshop.tap.UsageException;
import workshop.tcp.TcpLayer;

/**
 * All layers on top of each other, as in phase 5, with the parts of this phase: frames in, frames
 * out.
 */
public final class ReliableServer implements FrameReceiver {
  private final Stack stack;
  private final Tcp tcp;

  /**
   * A stack with an echo server that listens at once.
   *
   * @param secret for the sequence numbers: 16 bytes or more that nobody can guess
   */
  public ReliableServer(
      Link link, Options options, Settings settings, byte[] secret, ReliabilityObserver observer)
      throws UsageException {
    stack = Stack.create(link, options, observer);
    TcpLayer layer = new TcpLayer(stack.ipv4(), observer);
    tcp =
        new Tcp(
            layer,
            layer.address(),
            layer.maximumSegmentSize(),
            new InitialSequenceNumbers(secret),
            new ReliableParts(settings, stack.ipv4()::doubt, observer),
            observer);
    layer.handle(
        new SynCookies(tcp, layer, layer.address(), layer.maximumSegmentSize(), secret, observer));
    Icmp echo = new Icmp(stack.ipv4(), observer);
    stack.ipv4().handle(Protocol.ICMP, new IcmpErrors(tcp, layer.address(), echo, observer));
    tcp.listen(options.port(), Echo::new);
  }

  @Override
  public void receive(ByteBuffer frame, long now) throws IOException {
    stack.ethernet().receive(frame, now);
  }

  @Override
  public long endOfBatch(long now) {
    return tcp.endOfBatch(now);
  }

  /** The connections, for applications of other kinds. */
  public Tcp tcp() {
    return tcp;
  }
}
