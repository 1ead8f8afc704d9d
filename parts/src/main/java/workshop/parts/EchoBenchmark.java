package workshop.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import workshop.echo.Echo;
import workshop.echo.TcpStack;
import workshop.ethernet.Addresses;
import workshop.reliability.ReliabilityObserver;
import workshop.reliability.ReliableStack;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.testkit.Frames;

/**
 * One data segment goes up through all layers of phase 6 to the echo server. One segment comes back
 * down: the echo, with the acknowledgment. Time does not pass, so no timer expires.
 */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EchoBenchmark {
  private static final long NOW = 1_000_000_000;

  /** How many bytes of text the segment has. */
  @Param({"64", "1460"})
  int size;

  private final LastFrameLink link = new LastFrameLink();
  private TcpStack stack;
  private EchoClient client;

  /** Opens the connection. */
  @Setup
  public void connect() throws IOException {
    stack =
        ReliableStack.create(
            link,
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            new LoopClock(),
            new byte[16],
            ReliabilityObserver.NOBODY);
    stack.tcp().listen(Frames.PORT, Echo::new);
    receive(ByteBuffer.wrap(Frames.arpRequest().frame()));
    link.take(); // the ARP reply
    receive(ByteBuffer.wrap(EchoClient.syn()));
    client = new EchoClient(Frames.read(link.take()).tcp(), Samples.bytes(size));
    receive(ByteBuffer.wrap(client.ackOfSyn()));
  }

  /** From the client's frame to the frame with the echo. */
  @Benchmark
  public ByteBuffer echo() throws IOException {
    receive(client.nextFrame());
    ByteBuffer echo = link.take();
    client.check(echo);
    return echo;
  }

  private void receive(ByteBuffer frame) throws IOException {
    stack.startOfBatch(NOW);
    stack.receive(frame);
    stack.endOfBatch();
  }
}
