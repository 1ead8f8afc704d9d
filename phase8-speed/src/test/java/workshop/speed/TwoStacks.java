package workshop.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import workshop.echo.Application;
import workshop.echo.Echo;
import workshop.echo.TcpStream;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacAddress;
import workshop.reliability.FailingLink;
import workshop.reliability.Faults;
import workshop.reliability.Settings;
import workshop.services.ServicesObserver;
import workshop.services.ServicesStack;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;

/** Two stacks on one wire in memory, on a clock that the test moves. */
final class TwoStacks {
  private static final Ipv4Address CLIENT = Ipv4Address.parse("192.168.100.3");

  private final AtomicLong now = new AtomicLong(1);
  private final MemoryLink cable = MemoryLink.create(Link.ETHERNET_MTU);
  final OffloadCounters ofServer = new OffloadCounters();
  final OffloadCounters ofClient = new OffloadCounters();
  final Client client;

  /** The largest frame that has been on the wire, and how many have. */
  int largestFrame;

  int frames;
  final NarrowPath pathOfServer;
  final NarrowPath pathOfClient;
  private final Host server;
  private final Host other;

  /**
   * A client that sends so many bytes to an echo server, and closes then.
   *
   * @param faults of the wire of each
   * @param cards whether each has a card in software; else it does all itself
   */
  TwoStacks(int bytes, Faults faults, boolean cards) {
    this(bytes, faults, cards, Link.ETHERNET_MTU);
  }

  /** The same, on a path whose MTU is smaller than the wire's: nobody knows that at first. */
  TwoStacks(int bytes, Faults faults, boolean cards, int pathMtu) {
    Addresses ofEcho = Addresses.DEFAULTS;
    Addresses ofOther =
        new Addresses(new MacAddress(0x0200_0000_0003L), CLIENT, ofEcho.kernel(), 24);
    pathOfServer = new NarrowPath(watched(cable), pathMtu);
    pathOfClient = new NarrowPath(watched(cable.peer()), pathMtu);
    server = new Host(pathOfServer, ofEcho, faults, cards, ofServer);
    other = new Host(pathOfClient, ofOther, faults, cards, ofClient);
    server.stack.tcp().listen(7, Echo::new);
    client = new Client(bytes);
    other.stack.tcp().connect(40_000, ofEcho.address(), 7, client);
  }

  /** Lets time go by until all has come back, but not longer than this. */
  void run(long seconds) throws IOException {
    long end = now.get() + seconds * 1_000_000_000;
    while (!client.finished && now.get() < end) {
      now.addAndGet(100_000);
      server.turn(now.get());
      other.turn(now.get());
    }
  }

  /** One of them. */
  private final class Host {
    private final Link link;
    private final ServicesStack stack;

    Host(Link path, Addresses addresses, Faults faults, boolean card, OffloadCounters counters) {
      Link wire = new FailingLink(path, faults, now::get);
      link = card ? new SegmentingLink(wire, counters) : wire;
      stack =
          ServicesStack.create(
              link,
              addresses,
              Settings.DEFAULTS,
              new LoopClock(),
              () -> 0,
              new byte[16],
              ServicesObserver.NOBODY);
      LinkOffload.leaveToLink(stack.layer());
    }

    void turn(long time) throws IOException {
      stack.startOfBatch(time);
      for (ByteBuffer f = link.receive(); f != null; f = link.receive()) {
        stack.receive(f);
      }
      stack.endOfBatch();
    }
  }

  /** Looks at all frames that one of them sends. */
  private record Watched(Link link, Consumer<OutgoingFrame> watcher) implements Link {
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
      watcher.accept(frame);
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

  private Link watched(Link link) {
    return new Watched(link, this::watch);
  }

  private void watch(OutgoingFrame frame) {
    largestFrame = Math.max(largestFrame, frame.size());
    frames++;
  }

  /** Sends, compares what comes back, closes. */
  static final class Client implements Application {
    private final byte[] text;
    private int sent;
    private int received;
    boolean finished;

    /** The first byte that came back wrong; -1 if none has. */
    int wrong = -1;

    String aborted;

    Client(int bytes) {
      text = Vnet.text(0, bytes);
    }

    int received() {
      return received;
    }

    @Override
    public void progress(TcpStream stream) {
      sent += stream.write(ByteBuffer.wrap(text, sent, text.length - sent));
      if (sent == text.length) {
        stream.close();
      }
      ByteBuffer bytes = stream.received();
      int count = bytes.remaining();
      for (int i = 0; i < count; i++) {
        if (wrong < 0 && bytes.get(bytes.position() + i) != text[received + i]) {
          wrong = received + i;
        }
      }
      received += count;
      stream.consume(count);
      finished = stream.atEnd();
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      aborted = reason;
    }
  }
}
