package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacAddress;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.tap.UsageException;
import workshop.testkit.VirtualClock;

/**
 * The echo server at one end of a cable in memory, and at the other end a second stack of ours
 * which opens the connections. One thread, and a clock that stands still unless somebody waits: the
 * same segments at the same times, each time.
 */
final class MemoryWire implements ScenarioWire {
  /** How long a batch of frames takes to get to the other end. */
  private static final long TRANSIT_NANOS = 100_000;

  /** Without the frame check sequence. */
  private static final int SHORTEST_FRAME = 60;

  private static final int FIRST_CLIENT_PORT = 40_000;

  private final ScenarioDrops serverDrops = new ScenarioDrops();
  private final ScenarioDrops clientDrops = new ScenarioDrops();
  private final ScenarioRecorder serverLink;
  private final LimitedLink serverEnd;
  private final LimitedLink clientLink;
  private final TcpStack server;
  private final TcpStack client;
  private final Ipv4Address serverAddress = Addresses.DEFAULTS.address();
  private int port = FIRST_CLIENT_PORT;
  private final VirtualClock clock = new VirtualClock(0);
  private long deadline;

  MemoryWire() throws IOException, UsageException {
    MemoryLink cable = MemoryLink.create(Link.ETHERNET_MTU);
    serverEnd = new LimitedLink(cable.peer());
    serverLink = new ScenarioRecorder(serverEnd, clock::now);
    server = EchoServers.start(serverLink, secret("the server's"), serverDrops);

    clientLink = new LimitedLink(cable);
    Addresses mirrored =
        new Addresses(
            MacAddress.parse("02:00:00:00:00:02"),
            Addresses.DEFAULTS.kernel(),
            Addresses.DEFAULTS.address(),
            24);
    client =
        new TcpStack(
            clientLink,
            mirrored,
            new LoopClock(),
            secret("the client's"),
            Parts.IN_ORDER,
            clientDrops);
    introduce();
  }

  /**
   * A first connection, so that both ends know each other's Ethernet address: of the packets that
   * wait for an answer of ARP only the latest is kept (RFC 1122 section 2.3.2.2), and nobody here
   * sends a SYN again.
   */
  private void introduce() throws IOException {
    ScenarioClient first = connect();
    while (!first.isConnected()) {
      await(FOREVER);
    }
    first.close();
    while (connections() > 0) {
      await(FOREVER);
    }
    serverLink.clear();
  }

  private static byte[] secret(String text) {
    return text.repeat(2).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public ScenarioClient connect() {
    MemoryClient application = new MemoryClient();
    client.startOfBatch(clock.now());
    application.stream = client.tcp().connect(port++, serverAddress, EchoServers.PORT, application);
    return application;
  }

  /** Somebody else on the same wire sends this frame to the server. */
  void send(byte[] frame) throws IOException {
    clientLink.send(OutgoingFrame.of(ByteBuffer.wrap(frame)));
  }

  @Override
  public int connections() {
    return server.tcp().connections().size();
  }

  @Override
  public long now() {
    return clock.now();
  }

  @Override
  public void await(long until) throws IOException {
    clock.advance(TRANSIT_NANOS);
    if (round()) {
      return;
    }
    // All is quiet: only the time can bring anything now.
    long next = Math.min(until, deadline);
    if (next == FOREVER) {
      throw new AssertionError("all is silent, and will be for ever: both wait for the other");
    }
    clock.waitUntil(next);
  }

  /** Both ends take in what has arrived, and send; returns whether anything has arrived. */
  private boolean round() throws IOException {
    serverEnd.batchBegins();
    clientLink.batchBegins();
    server.startOfBatch(clock.now());
    client.startOfBatch(clock.now());
    long clientDeadline = client.endOfBatch(); // what the scenario has just done
    boolean moved = deliver(serverLink, server);
    long serverDeadline = server.endOfBatch();
    if (deliver(clientLink, client)) {
      moved = true;
      clientDeadline = client.endOfBatch();
    }
    deadline = Math.min(clientDeadline, serverDeadline);
    return moved;
  }

  private static boolean deliver(Link link, FrameReceiver receiver) throws IOException {
    boolean any = false;
    for (ByteBuffer frame = link.receive(); frame != null; frame = link.receive()) {
      receiver.receive(padded(frame));
      any = true;
    }
    return any;
  }

  /** Every network card makes short frames longer, with bytes that mean nothing. */
  private static ByteBuffer padded(ByteBuffer frame) {
    if (frame.remaining() >= SHORTEST_FRAME) {
      return frame;
    }
    byte[] bytes = new byte[SHORTEST_FRAME];
    Arrays.fill(bytes, (byte) '?');
    frame.get(frame.position(), bytes, 0, frame.remaining());
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void showOnFailure(Executable checks) throws Throwable {
    try {
      checks.execute();
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s%n%s%s%s"
              .formatted(
                  e.getMessage(),
                  clientDrops.states("client"),
                  serverDrops.states("server"),
                  serverLink.ladder()),
          e);
    }
  }

  /** On a wire that loses nothing, with two stacks that do nothing wrong, nothing is dropped. */
  @Override
  public void check() {
    serverDrops.assertNone("server");
    clientDrops.assertNone("client");
  }

  @Override
  public void close() {}

  /** A connection of the second stack, with the scenario for its application. */
  private static final class MemoryClient implements ScenarioClient, Application {
    private TcpStream stream;
    private boolean connected;
    private boolean closed;
    private String abortedBecause;

    @Override
    public void progress(TcpStream stream) {
      connected = true;
      if (closed) {
        stream.consume(stream.received().remaining());
      }
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      abortedBecause = reason;
    }

    @Override
    public boolean isConnected() throws IOException {
      throwIfAborted();
      return connected;
    }

    // A stream is to be used by its application only: the scenario is that, in the same thread,
    // between two batches.

    @Override
    public void setNoDelay() {
      stream.options().setNagle(false);
    }

    @Override
    public int write(ByteBuffer data) throws IOException {
      throwIfAborted();
      return stream.write(data);
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      ByteBuffer received = stream.received();
      int count = Math.min(received.remaining(), buffer.remaining());
      if (count == 0) {
        throwIfAborted();
        return stream.atEnd() ? -1 : 0;
      }
      buffer.put(received.slice(received.position(), count));
      stream.consume(count);
      return count;
    }

    @Override
    public void shutdownOutput() {
      stream.close();
    }

    @Override
    public void close() {
      closed = true;
      stream.consume(stream.received().remaining());
      stream.close();
    }

    @Override
    public void reset() {
      stream.abort();
    }

    private void throwIfAborted() throws IOException {
      if (abortedBecause != null) {
        throw new IOException(abortedBecause);
      }
    }
  }
}
