package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import workshop.echo.Application;
import workshop.echo.ConnectionId;
import workshop.echo.InitialSequenceNumbers;
import workshop.echo.State;
import workshop.echo.Tcp;
import workshop.echo.TcpStack;
import workshop.echo.TcpStream;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacAddress;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.tap.UsageException;
import workshop.testkit.Ladder;
import workshop.testkit.VirtualClock;

/**
 * Two stacks at the ends of a wire that fails, in memory and on a virtual clock: the same segments
 * at the same times, each time.
 */
final class LossyWire {
  static final long SECOND = 1_000_000_000;
  static final int PORT = 8080;

  /** How long a batch of frames takes to get to the other end. */
  private static final long TRANSIT_NANOS = 100_000;

  private final VirtualClock clock = new VirtualClock(0);
  private final Ladder ladder = new Ladder("client", "server");
  private final Link clientLink;
  private final FailingLink serverLink;
  private int framesSent;
  final End client;
  final End server;

  /**
   * A wire between two stacks.
   *
   * @param mtu the largest payload of a frame, in bytes
   * @param clientIss where the client's sequence numbers are to start
   * @param serverIss where the server's are to start
   */
  LossyWire(Faults faults, int mtu, Settings settings, int clientIss, int serverIss)
      throws UsageException {
    MemoryLink cable = MemoryLink.create(mtu);
    clientLink = new Recorded(cable, true);
    serverLink = new FailingLink(new Recorded(cable.peer(), false), faults, clock::now);
    client = new End("192.168.100.1", "192.168.100.2", clientLink, settings);
    server = new End("192.168.100.2", "192.168.100.1", serverLink, settings);
    ConnectionId fromClient = new ConnectionId(client.address(), 40_000, server.address(), PORT);
    ConnectionId fromServer = new ConnectionId(server.address(), PORT, client.address(), 40_000);
    client.startAt(fromClient, clientIss);
    server.startAt(fromServer, serverIss);
  }

  /** Opens the connection; the server's application is there from now on. */
  TcpStream connect(Application atClient, Application atServer) {
    server.tcp.listen(PORT, () -> atServer);
    client.stack.startOfBatch(client.now());
    return client.tcp.connect(40_000, server.address(), PORT, atClient);
  }

  long now() {
    return clock.now();
  }

  int framesSent() {
    return framesSent;
  }

  FaultCount faults() {
    return serverLink.sent();
  }

  @Override
  public String toString() {
    return ladder.toString();
  }

  /**
   * Both ends take in what has arrived, and send. If there is nothing on the wire, time passes
   * until something is due.
   *
   * @param until not beyond this time
   * @throws AssertionError if nothing will ever happen again
   */
  void step(long until) throws IOException {
    clock.advance(TRANSIT_NANOS);
    int sentBefore = framesSent;
    boolean arrived = client.works() | server.works();
    if (!arrived && framesSent == sentBefore) {
      long next = Math.min(until, Math.min(client.deadline(), server.deadline()));
      if (next == Long.MAX_VALUE) {
        throw new AssertionError("all is silent, and will be for ever: somebody waits in vain");
      }
      serverLink.await(Math.max(0, next - now())); // not beyond a frame that is on its way
    }
  }

  /** One of the two stacks. */
  final class End {
    private final Link link;
    private final LoopClock loopClock = new LoopClock();
    private final TcpStack stack;
    private final Ipv4Address address;
    final Tcp tcp;
    final Set<State> states = new HashSet<>();
    SenderFigures figures;
    String aborted;

    /** Its program is stopped, as by SIGSTOP: frames wait, and so does all that is due. */
    boolean isSuspended;

    /** By how much its clock is ahead. */
    private long ahead;

    private long deadline = Long.MAX_VALUE;

    private End(String address, String peer, Link link, Settings settings) throws UsageException {
      this.link = link;
      Addresses addresses =
          new Addresses(
              MacAddress.parse(mac(address)),
              Ipv4Address.parse(address),
              Ipv4Address.parse(peer),
              24);
      Notes notes = new Notes(this);
      stack = ReliableStack.create(link, addresses, settings, loopClock, secret(), notes);
      tcp = stack.tcp();
      this.address = stack.layer().address();
    }

    private static String mac(String address) {
      return "02:00:00:00:00:0" + address.substring(address.length() - 1);
    }

    private static byte[] secret() {
      return "not so very secret".getBytes(StandardCharsets.US_ASCII);
    }

    Ipv4Address address() {
      return address;
    }

    /** Sets its clock so that this connection starts there: one tick is 4 microseconds. */
    private void startAt(ConnectionId id, int iss) {
      int atZero = new InitialSequenceNumbers(new LoopClock(), secret()).next(id).value();
      ahead = 4000 * ((iss - atZero) & 0xFFFF_FFFFL);
    }

    long now() {
      return clock.now() + ahead;
    }

    /** On the wire's clock. */
    private long deadline() {
      return isSuspended || deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - ahead;
    }

    private boolean works() throws IOException {
      if (isSuspended) {
        return false;
      }
      boolean any = false;
      stack.startOfBatch(now());
      for (ByteBuffer frame = link.receive(); frame != null; frame = link.receive()) {
        stack.receive(frame);
        any = true;
      }
      deadline = stack.endOfBatch();
      return any;
    }
  }

  /** What an end's observer writes down. */
  private record Notes(End end) implements ReliabilityObserver {
    @Override
    public void stateChanged(ConnectionId id, State from, State to) {
      end.states.add(to);
    }

    @Override
    public void worked(ConnectionId id, Supplier<SenderFigures> figures) {
      end.figures = figures.get();
    }

    @Override
    public void aborted(ConnectionId id, String reason) {
      end.aborted = reason;
    }

    @Override
    public void applicationFailed(ConnectionId id, RuntimeException error) {
      throw new AssertionError("the application has failed", error);
    }
  }

  /** An end of the cable: writes down what is sent there; waiting moves the clock. */
  private final class Recorded implements Link {
    private final MemoryLink link;
    private final boolean left;

    Recorded(MemoryLink link, boolean left) {
      this.link = link;
      this.left = left;
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
    public void await(long timeoutNanos) {
      clock.advance(timeoutNanos);
    }

    @Override
    public ByteBuffer receive() {
      return link.receive();
    }

    @Override
    public void send(OutgoingFrame frame) {
      framesSent++;
      if (left) {
        ladder.left(now(), frame.bytes());
      } else {
        ladder.right(now(), frame.bytes());
      }
      link.send(frame);
    }

    @Override
    public void close() {}
  }
}
