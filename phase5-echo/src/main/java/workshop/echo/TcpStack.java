package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.ethernet.Addresses;
import workshop.ipv4.Stack;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tcp.TcpLayer;

/** All layers on top of each other, up to TCP with connections: frames in, frames out. */
public final class TcpStack implements FrameReceiver {
  private final Stack stack;
  private final TcpLayer layer;
  private final Tcp tcp;

  /**
   * A stack without listeners yet.
   *
   * @param clock the time; this stack sets it
   * @param secret for the sequence numbers: 16 bytes or more that nobody can guess
   * @param parts what connections are made of
   */
  public TcpStack(
      Link link,
      Addresses addresses,
      LoopClock clock,
      byte[] secret,
      Parts parts,
      ConnectionObserver observer) {
    stack = Stack.create(link, addresses, clock, observer);
    layer = new TcpLayer(stack.ipv4(), observer);
    tcp =
        new Tcp(layer, layer.address(), layer.maximumSegmentSize(), clock, secret, parts, observer);
    layer.handle(tcp);
  }

  /** The layers below TCP. */
  public Stack below() {
    return stack;
  }

  /** Puts segments into packets. */
  public TcpLayer layer() {
    return layer;
  }

  /** Listens and connects. */
  public Tcp tcp() {
    return tcp;
  }

  @Override
  public void startOfBatch(long now) {
    stack.ethernet().startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    stack.ethernet().receive(frame);
  }

  @Override
  public long endOfBatch() {
    return tcp.endOfBatch();
  }
}
