package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.echo.Application;
import workshop.echo.Echo;
import workshop.echo.TcpStack;
import workshop.echo.TcpStream;
import workshop.ethernet.Addresses;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.Options;
import workshop.testkit.Hex;
import workshop.testkit.VirtualClock;

/** Our stack, in memory and on a virtual clock. */
final class StackHost implements WireHost {
  /** Far more than a stack needs until it has something to send. */
  private static final int MOST_WAKES = 10_000;

  private final VirtualClock clock = new VirtualClock(1_000_000_000);
  private final MemoryLink wire = MemoryLink.create(Link.ETHERNET_MTU);
  private final TcpStack server;
  private long deadline = Long.MAX_VALUE;
  private boolean awake;
  private TcpStream deaf;

  StackHost() throws Exception {
    this(false);
  }

  /** A stack that leaves the cutting of segments to its link. */
  static StackHost withLargeSegments() throws Exception {
    return new StackHost(true);
  }

  private StackHost(boolean large) throws Exception {
    server =
        ReliableStack.create(
            large ? new CuttingLink(wire.peer()) : wire.peer(),
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            new LoopClock(),
            new byte[16],
            ReliabilityObserver.NOBODY);
    if (large) {
      server.layer().leave(CuttingLink.OFFLOAD);
    }
    server.tcp().listen(ECHO, Echo::new);
    server.tcp().listen(DISCARD, () -> StackHost::readAll);
    server.tcp().listen(CHARGEN, Talk::new);
    server
        .tcp()
        .listen(
            CLOSER,
            () ->
                stream -> {
                  stream.close();
                  readAll(stream);
                });
    server
        .tcp()
        .listen(
            DEAF,
            () ->
                stream -> {
                  deaf = stream;
                  if (awake) {
                    readAll(stream);
                  }
                });
  }

  private static void readAll(TcpStream stream) {
    stream.consume(stream.received().remaining());
    if (stream.atEnd()) {
      stream.close();
    }
  }

  /** Sends the stream. */
  private static final class Talk implements Application {
    private final ByteBuffer text = ByteBuffer.wrap(WireHost.stream(0, TALK));

    @Override
    public void progress(TcpStream stream) {
      stream.write(text);
      readAll(stream);
    }
  }

  @Override
  public String address() {
    return Options.DEFAULTS.address();
  }

  @Override
  public String mac() {
    return Addresses.DEFAULTS.mac().toString();
  }

  @Override
  public long now() {
    return clock.now();
  }

  @Override
  public double slack() {
    return 0;
  }

  @Override
  public void send(byte[] frame) throws Exception {
    startOfBatch();
    server.receive(ByteBuffer.wrap(frame));
    endOfBatch();
  }

  private void startOfBatch() {
    server.startOfBatch(now());
  }

  private void endOfBatch() {
    deadline = server.endOfBatch();
  }

  @Override
  public byte[] next(long until) {
    for (int wakes = 0; wakes < MOST_WAKES; wakes++) {
      ByteBuffer frame = wire.receive();
      if (frame != null) {
        return Hex.bytes(frame);
      }
      if (now() >= until) {
        return null;
      }
      clock.waitUntil(Math.min(deadline, until));
      startOfBatch();
      endOfBatch();
    }
    throw new AssertionError("it never sleeps: whatever it wants to be woken for does not happen");
  }

  @Override
  public void wakeUp() {
    awake = true;
    startOfBatch();
    deaf.consume(0);
    endOfBatch();
  }

  @Override
  public void connect(String address, int port) {
    startOfBatch();
    server.tcp().connect(50_000, Ipv4Address.parse(address), port, new Echo());
    endOfBatch();
  }

  @Override
  public void close() {}
}
