package workshop.sockets;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.time.Duration;

/** Two stacks that talk to each other over a cable in memory; each has a thread of its own. */
public final class TwoStacks implements AutoCloseable {
  /** Far more than anything takes; only a hang takes so long. */
  public static final Duration LONG = Duration.ofSeconds(10);

  public final StackLoop server;
  public final StackLoop client;

  TwoStacks() {
    Cable cable = Cable.create();
    server = StackLoop.start(cable, 2);
    client = StackLoop.start(cable.peer(), 3);
  }

  /** What a test does with them. */
  public interface Body {
    void run(TwoStacks stacks) throws Exception;
  }

  /** Runs a test. If it fails because a stack has ended, the reason of that is the failure. */
  public static void test(Body body) throws Exception {
    TwoStacks stacks = new TwoStacks();
    try (stacks) {
      body.run(stacks);
    } catch (Exception | Error e) {
      for (StackLoop loop : new StackLoop[] {stacks.server, stacks.client}) {
        if (loop.failure() != null) {
          throw new AssertionError("the stack's thread has ended", loop.failure());
        }
      }
      throw e;
    }
    for (StackLoop loop : new StackLoop[] {stacks.server, stacks.client}) {
      if (loop.failure() != null) {
        throw new AssertionError("the stack's thread has ended", loop.failure());
      }
    }
  }

  /** Both ends of a connection to this port. */
  public Pair connect(TcpServerSocket listening) throws Exception {
    TcpSocket client = this.client.sockets.connect(server.address, listening.port(), LONG);
    listening.setAcceptTimeout(LONG);
    TcpSocket accepted = listening.accept();
    for (TcpSocket socket : new TcpSocket[] {client, accepted}) {
      socket.setReadTimeout(LONG);
      socket.setWriteTimeout(LONG);
    }
    return new Pair(client, accepted);
  }

  public record Pair(TcpSocket client, TcpSocket server) {}

  @Override
  public void close() {
    client.close();
    server.close();
  }

  /** A connection that is refused: what was asked for before is done when this returns. */
  void refusedBy(Sockets sockets) {
    assertThrows(
        ConnectException.class,
        () ->
            sockets.connect(sockets == client.sockets ? server.address : client.address, 1, LONG));
  }
}
