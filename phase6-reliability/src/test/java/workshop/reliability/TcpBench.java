package workshop.reliability;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workshop.echo.Application;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.Memory;
import workshop.echo.Tcp;
import workshop.echo.TcpStream;
import workshop.ipv4.IcmpMessage;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/**
 * Connections with the parts of this phase, without frames, on a clock that is moved from deadline
 * to deadline; one peer is played by the test. Sequence numbers are counted from the initial ones,
 * times are in seconds from the beginning.
 */
final class TcpBench implements ReliabilityObserver {
  static final Ipv4Address STACK = Ipv4Address.parse(Frames.STACK_IP);
  static final Ipv4Address PEER = Ipv4Address.parse(Frames.KERNEL_IP);
  static final int MSS = 1000;
  static final int MOST_CONNECTIONS = 1024;
  static final String SECRET = "not so very secret";
  private static final int PEERS_ISS = -10;
  private static final long START = 1_000_000_000_000L;
  private static final double SECOND = 1e9;
  private static final int MOST_WAKES = 1_000_000;

  /** An application that does what the test tells it, and keeps what it is told. */
  static final class Manual implements Application {
    TcpStream stream;
    String aborted;
    boolean closed;
    int unanswered;

    @Override
    public void progress(TcpStream stream) {
      this.stream = stream;
    }

    @Override
    public void closed(TcpStream stream) {
      closed = true;
    }

    @Override
    public void unanswered(TcpStream stream) {
      unanswered++;
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      aborted = reason;
    }
  }

  final Tcp tcp;

  /** Where segments go. */
  private final SegmentSender output =
      new SegmentSender() {
        @Override
        public void send(Ipv4Address destination, TcpSegment segment) {
          sent(segment);
        }

        @Override
        public void doubt(Ipv4Address destination) {
          TcpBench.this.doubt(destination);
        }
      };

  /** Where segments come in. */
  final SegmentHandler input;

  final Manual application = new Manual();
  final List<String> aborts = new ArrayList<>();
  final List<String> softErrors = new ArrayList<>();

  /** When the way to the peer has been doubted, as in {@link #sent}. */
  final List<String> doubts = new ArrayList<>();

  /** When the observer has been told that nothing is answered. */
  final List<String> unanswered = new ArrayList<>();

  /** Who has got a cookie. */
  final List<ConnectionId> cookies = new ArrayList<>();

  final List<DropReason> drops = new ArrayList<>();
  final List<TcpSegment> segments = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private ConnectionId id;
  private int iss;
  final LoopClock clock = new LoopClock();
  private long deadline = Long.MAX_VALUE;
  private int wakes;

  TcpBench(Settings settings) {
    this(settings, MSS);
  }

  TcpBench(Settings settings, int mss) {
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    clock.set(START);
    ReliableParts parts =
        new ReliableParts(settings, clock, this, new Memory(1 << 26), MOST_CONNECTIONS);
    tcp = new Tcp(output, STACK, mss, clock, secret, parts, this);
    input = new SynCookies(tcp, output, STACK, mss, clock, secret, this);
  }

  private void sent(TcpSegment segment) {
    TcpSegment copy =
        new TcpSegment(
            segment.sourcePort(),
            segment.destinationPort(),
            segment.seq(),
            segment.ack(),
            segment.flags(),
            segment.window(),
            segment.urgentPointer(),
            ByteBuffer.wrap(Hex.bytes(segment.options())),
            ByteBuffer.wrap(Hex.bytes(segment.payload())));
    segments.add(copy);
    if (segment.has(TcpFlags.SYN)) {
      iss = segment.seq().value();
    }
    int length = copy.payload().limit();
    sent.add(
        String.format(
            Locale.ROOT,
            "%s %s seq=%d%s",
            time(now()),
            TcpFlags.toString(segment.flags()),
            segment.seq().value() - iss,
            length > 0 ? " len=" + length : ""));
  }

  /** In seconds, as short as possible: 0.1, 3. */
  private static String time(long nanos) {
    double seconds = (nanos - START) / SECOND;
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : "" + seconds;
  }

  // --- What goes on.

  /** The time, in nanoseconds. */
  long now() {
    return clock.now();
  }

  /** When it wants to be called, as in {@link #sent}; {@code never}. */
  String deadline() {
    return deadline == Long.MAX_VALUE ? "never" : time(deadline);
  }

  /** How often it has been called since it was asked last. */
  int wakes() {
    int before = wakes;
    wakes = 0;
    return before;
  }

  /** Lets time pass until then; whenever something is due, it is done. */
  TcpBench at(double seconds) {
    long until = START + Math.round(seconds * SECOND);
    while (deadline <= until) {
      clock.set(Math.max(now(), deadline));
      wakes++;
      if (wakes > MOST_WAKES) {
        throw new AssertionError("it never sleeps; at last at " + time(now()) + " s");
      }
      deadline = tcp.endOfBatch();
    }
    clock.set(until);
    return endOfBatch();
  }

  /** The machine is busy until then: whatever is due meanwhile has to wait. */
  TcpBench busyUntil(double seconds) {
    clock.set(START + Math.round(seconds * SECOND));
    return this;
  }

  TcpBench endOfBatch() {
    deadline = tcp.endOfBatch();
    return this;
  }

  /** All that was sent since the last time: when, the flags, the number, how much text. */
  List<String> sent() {
    List<String> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  /** We open the connection; the SYN goes out. */
  TcpBench connects() {
    id = new ConnectionId(STACK, 50_000, PEER, 80);
    tcp.connect(50_000, PEER, 80, application);
    return endOfBatch();
  }

  /** The peer knocks, and is answered. */
  TcpBench isCalled() {
    id = new ConnectionId(STACK, 8080, PEER, 40_000);
    tcp.listen(8080, () -> application);
    return receives(TcpFlags.SYN, 0, 0, 60_000);
  }

  /** An active open, whose SYN is answered after 0.1 s: SRTT 0.1 s, RTO 0.3 s (RFC 6298 2.2). */
  TcpBench established() {
    connects().at(0.1).receives(TcpFlags.SYN | TcpFlags.ACK, 0, 1, 60_000);
    sent();
    return this;
  }

  /** The connection; null if it is gone. */
  Connection connection() {
    return tcp.connections().find(id);
  }

  ConnectionId id() {
    return id;
  }

  /** The number of a segment of ours. */
  long number(int relative) {
    return iss + relative & 0xFFFF_FFFFL;
  }

  TcpBench receives(int flags, int seq, int ack, int window) {
    return receives(flags, seq, ack, window, 0);
  }

  /** A segment of the peer's, with so many bytes of text. */
  TcpBench receives(int flags, int seq, int ack, int window, int count) {
    boolean syn = (flags & TcpFlags.SYN) != 0;
    TcpSegment segment =
        new TcpSegment(
            id.remotePort(),
            id.localPort(),
            new SequenceNumber(PEERS_ISS + seq),
            new SequenceNumber((flags & TcpFlags.ACK) != 0 ? iss + ack : 0),
            flags,
            window,
            0,
            syn ? TcpOptions.withMaximumSegmentSize(MSS) : TcpOptions.NONE,
            ByteBuffer.allocate(count));
    input.receive(PEER, segment);
    return endOfBatch();
  }

  /** An ACK with nothing else in it. */
  TcpBench acknowledges(int ack, int window) {
    return receives(TcpFlags.ACK, 1, ack, window);
  }

  TcpBench writes(int count) {
    int taken = application.stream.write(ByteBuffer.allocate(count));
    if (taken != count) {
      throw new AssertionError("of %d bytes, %d were taken".formatted(count, taken));
    }
    return endOfBatch();
  }

  TcpBench closes() {
    application.stream.close();
    return endOfBatch();
  }

  // --- What the layer below and the observer are told.

  private void doubt(Ipv4Address machine) {
    doubts.add(time(now()) + (machine.equals(PEER) ? "" : " of " + machine));
  }

  @Override
  public void unanswered(ConnectionId id) {
    unanswered.add(time(now()));
  }

  @Override
  public void cookieSent(ConnectionId id) {
    cookies.add(id);
  }

  @Override
  public void aborted(ConnectionId id, String reason) {
    aborts.add(reason);
  }

  @Override
  public void softError(ConnectionId id, IcmpMessage message) {
    softErrors.add(message.toString());
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    drops.add(reason);
  }

  @Override
  public void applicationFailed(ConnectionId id, RuntimeException error) {
    throw new AssertionError("the application has failed", error);
  }
}
