package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;
import workshop.testkit.Belonging;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ladder;
import workshop.testkit.VirtualClock;

/**
 * A stack with an echo server, and its peers, in memory and on a clock that only the test moves: a
 * test tells what a peer sends, and what it expects the stack to send.
 *
 * <p>A failure shows the ladder of the whole exchange. A segment of the stack's that no test has
 * expected is a failure too. See {@link Peer} for the language.
 *
 * <p>Each segment meets the first step of the RFC, and that is exercise 5.7. In the test of an
 * earlier exercise that step lets everything pass, as it does in the program until it is done.
 */
final class Exchange
    implements BeforeEachCallback, AfterTestExecutionCallback, TestExecutionExceptionHandler {
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402); // 192.168.100.2
  static final int PORT = 8080;
  static final int CLIENT_PORT = 40000;
  private static final byte[] SECRET = "not so very secret".getBytes(Script.CHARSET);
  private static final String FIRST_STEP = "5.7";
  private static final int MOST_SEGMENTS = 100_000;
  private static final int LINES_AT_THE_START = 12;
  private static final int LINES_AT_THE_END = 20;

  /** Of an exchange with more lines left out than this, only the very end is shown. */
  private static final int MANY_LINES = 1000;

  private static final int LINES_OF_MANY = 10;

  /** What a failure shows of a segment, its numbers counted from the initial ones. */
  private record Line(
      long nanos, boolean fromPeer, Script.Shown segment, ConnectionId of, String note) {}

  private final List<Line> firstLines = new ArrayList<>();
  private final Deque<Line> lastLines = new ArrayDeque<>();
  private int linesLeftOut;
  private int delivered;
  private final SendLimit limit = new SendLimit();
  private final Map<ConnectionId, Peer> peers = new LinkedHashMap<>();
  private final Set<ConnectionId> heard = new HashSet<>();
  private final Map<ConnectionId, State> states = new HashMap<>();
  final List<String> transitions = new ArrayList<>();
  final List<DropReason> drops = new ArrayList<>();
  final List<String> aborts = new ArrayList<>();
  final List<String> texts = new ArrayList<>();
  final List<Ipv4Address> doubts = new ArrayList<>();
  final List<RuntimeException> failures = new ArrayList<>();

  private Supplier<Application> application = Echo::new;
  private int maximumSegmentSize = 1460;
  private Parts parts = Parts.IN_ORDER;
  private Tcp tcp;
  private boolean batch;
  private boolean failuresExpected;
  private boolean firstStepLetsAllPass;
  private VirtualClock clock = new VirtualClock(1_000_000_000);

  /** The same time, as the stack sees it. */
  private final LoopClock loopClock = new LoopClock();

  // --- How it is to be; before the first segment.

  /** Another application than the echo. */
  Exchange serving(Supplier<Application> application) {
    this.application = application;
    return this;
  }

  /** The largest text that our own link carries. */
  Exchange linkCarries(int bytes) {
    maximumSegmentSize = bytes;
    return this;
  }

  /** Sets the clock so that the stack's next numbers for this peer start there. */
  Exchange initialSequenceNumber(Peer peer, long iss) {
    InitialSequenceNumbers numbers = new InitialSequenceNumbers(loopClock, SECRET);
    int atZero = numbers.next(peer.id()).value();
    clock = new VirtualClock(4000 * ((iss - atZero) & 0xFFFF_FFFFL));
    loopClock.set(now());
    if (numbers.next(peer.id()).value() != (int) iss) {
      throw new AssertionError("the clock does not move the initial sequence number as it should");
    }
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    String exercise =
        Belonging.of(context.getRequiredTestMethod(), context.getRequiredTestClass()).orElse("");
    firstStepLetsAllPass =
        exercise.equals(Belonging.GIVEN) || exercise.compareTo(FIRST_STEP) < 0; // 5.1 to 5.9
  }

  /** Other parts than those of this phase, for instance {@link FakeParts}. */
  Exchange with(Parts parts) {
    this.parts = parts;
    return this;
  }

  /** The first step lets everything pass, as in the test of an exercise before 5.7. */
  Exchange withoutFirstStep() {
    firstStepLetsAllPass = true;
    return this;
  }

  /** Applications are to fail in this test. */
  Exchange failuresExpected() {
    failuresExpected = true;
    return this;
  }

  /** The time, in nanoseconds. */
  long now() {
    return clock.now();
  }

  // --- Who is there.

  Tcp tcp() {
    if (tcp == null) {
      Notes notes = new Notes();
      SegmentChecks checks =
          firstStepLetsAllPass ? new NoFirstStep(notes) : new SegmentChecks(notes);
      loopClock.set(now());
      tcp = new Tcp(new Wire(), STACK, maximumSegmentSize, loopClock, SECRET, parts, checks, notes);
      tcp.listen(PORT, application);
    }
    return tcp;
  }

  /** The usual client: 192.168.100.1, port 40000. */
  Peer peer() {
    return peer(CLIENT_PORT);
  }

  /** A client at another port of 192.168.100.1. */
  Peer peer(int port) {
    return peer("192.168.100.1", port, PORT);
  }

  /** Who talks from this address and port to that port of the stack. */
  Peer peer(String address, int port, int stackPort) {
    return peers.computeIfAbsent(
        new ConnectionId(STACK, stackPort, address(address), port), id -> new Peer(this, id));
  }

  private static Ipv4Address address(String text) {
    return new Ipv4Address(ByteBuffer.wrap(Frames.ip(text)).getInt());
  }

  /** A server at port 80 of 192.168.100.1, for connections from our port 50000. */
  Peer server() {
    return peer("192.168.100.1", 80, 50000);
  }

  // --- What goes on.

  /** Lets so much time pass. */
  void later(double seconds) {
    clock.advance(Math.round(seconds * 1e9));
    loopClock.set(now());
    note(seconds + " s later");
    endOfBatch();
  }

  /** All segments sent in there are received before the stack gets to work. */
  void batch(Runnable sends) {
    batch = true;
    sends.run();
    batch = false;
    endOfBatch();
  }

  boolean inBatch() {
    return batch;
  }

  /** An active open to this peer. */
  TcpStream connect(Peer peer, Application application) {
    TcpStream stream = tcp().connect(peer.stackPort(), peer.address(), peer.port(), application);
    endOfBatch();
    return stream;
  }

  /** Something that an application does, as if it had been called. */
  void application(Runnable does) {
    does.run();
    endOfBatch();
  }

  void endOfBatch() {
    if (!batch) {
      limit.batchBegins();
      tcp().endOfBatch();
    }
  }

  /** A segment reaches the stack: in a buffer that is used again for the next one. */
  void deliver(Peer peer, TcpSegment segment) {
    delivered++;
    if (delivered > MOST_SEGMENTS) {
      throw new AssertionError("this does not come to an end\n" + this);
    }
    passesBy(peer, segment);
    byte[] payload = Hex.bytes(segment.payload());
    byte[] options = Hex.bytes(segment.options());
    ByteBuffer buffer = ByteBuffer.allocateDirect(50 + payload.length); // as a device's are
    buffer.put(7, options).put(47, payload);
    TcpSegment received =
        new TcpSegment(
            segment.sourcePort(),
            segment.destinationPort(),
            segment.seq(),
            segment.ack(),
            segment.flags(),
            segment.window(),
            segment.urgentPointer(),
            buffer.slice(7, options.length),
            buffer.slice(47, payload.length));
    limit.batchBegins();
    tcp().receive(peer.address(), received);
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) 0xEE); // whoever has kept it instead of copying is found out
    }
    endOfBatch();
  }

  /** A segment is shown where a test fails, and that is all. */
  void passesBy(Peer peer, TcpSegment segment) {
    heard.add(peer.id());
    line(new Line(now(), true, Script.Shown.fromPeer(peer, segment), null, null));
  }

  private void sent(Ipv4Address destination, TcpSegment segment) {
    limit.sent();
    if (segment == null) {
      throw new AssertionError(
          "null is to be sent: Reset.answerTo gives null where nothing may be answered");
    }
    if (loopClock.now() != now()) {
      throw new AssertionError("the stack has set its clock, to " + loopClock.now());
    }
    Peer peer =
        peers.get(
            new ConnectionId(STACK, segment.sourcePort(), destination, segment.destinationPort()));
    if (peer == null) {
      throw new AssertionError(
          "a segment goes to %s, where no peer of this test is: %s"
              .formatted(destination, segment));
    }
    TcpSegment copy = Script.copy(segment);
    peer.learn(copy);
    heard.add(peer.id());
    line(new Line(now(), false, Script.Shown.fromStack(peer, copy), null, null));
    peer.receives(copy);
  }

  // --- What there is to see.

  /** How many connections there are, in whatever state. */
  int connections() {
    return tcp().connections().size();
  }

  /** The stack's connection with this peer; null where there is none. */
  Connection connection(Peer peer) {
    return tcp().connections().find(peer.id());
  }

  /** The state of the stack's connection with this peer; CLOSED where there is none. */
  State state(Peer peer) {
    return states.getOrDefault(peer.id(), State.CLOSED);
  }

  /** The state of the stack's connection with this peer is this one. */
  void assertState(Peer peer, State expected) {
    if (state(peer) != expected) {
      throw new AssertionError("the state is %s; expected: %s".formatted(state(peer), expected));
    }
  }

  /** So many connections are in the table, in whatever state. */
  void assertConnections(int expected) {
    int actual = connections();
    if (actual != expected) {
      throw new AssertionError(
          "connections in the table: %d; expected: %d".formatted(actual, expected));
    }
  }

  /** The state has changed in this way since the beginning, for instance {@code "A > B"}. */
  void assertTransitions(String... expected) {
    Told.assertTold("changes of the state", transitions, (Object[]) expected);
  }

  /** These segments were dropped, and the observer was told why, in this order. */
  void assertDrops(DropReason... expected) {
    Told.assertTold(
        "drops told to the observer",
        drops.stream().map(DropReason::words).toList(),
        Stream.of(expected).map(DropReason::words).toArray());
  }

  // --- Failures.

  void note(String text) {
    note(null, text);
  }

  /** Of this connection. */
  private void note(ConnectionId id, String text) {
    line(new Line(now(), false, null, id, text));
  }

  private void line(Line line) {
    if (firstLines.size() < LINES_AT_THE_START) {
      firstLines.add(line);
      return;
    }
    lastLines.add(line);
    if (lastLines.size() > LINES_AT_THE_END) {
      lastLines.remove();
      linesLeftOut++;
    }
  }

  /** The exchange so far; numbers are counted from the initial ones. */
  @Override
  public String toString() {
    boolean many = linesLeftOut > MANY_LINES;
    int skipped = many ? lastLines.size() - LINES_OF_MANY : 0;
    String start = ladder(many ? List.of() : firstLines);
    String end = ladder(lastLines.stream().skip(skipped).toList());
    int leftOut = linesLeftOut + skipped + (many ? firstLines.size() : 0);
    String gap = leftOut > 0 ? "            (" + leftOut + " lines left out)\n" : "";
    return start + gap + end.substring(end.indexOf('\n') + 1); // with one heading
  }

  private String ladder(List<Line> lines) {
    Ladder ladder = new Ladder("peer", "stack");
    for (Line line : lines) {
      show(ladder, line);
    }
    return ladder.toString();
  }

  /** The last segments in few words, so that a line fits into a terminal. */
  String inShort(int segments) {
    List<Line> all =
        Stream.concat(firstLines.stream(), lastLines.stream())
            .filter(line -> line.segment != null)
            .toList();
    StringBuilder text = new StringBuilder("peer" + " ".repeat(28) + "your stack\n");
    for (Line line : all.subList(Math.max(0, all.size() - segments), all.size())) {
      String segment = line.segment.inShort();
      text.append(line.fromPeer ? segment + " -->" : " ".repeat(32) + "<-- " + segment);
      text.append('\n');
    }
    return text.toString();
  }

  /** With the times counted from the first line: where the clock begins, says nothing. */
  private void show(Ladder ladder, Line line) {
    long nanos = line.nanos - firstLines.get(0).nanos;
    boolean several = heard.size() > 1;
    if (line.note != null) {
      ladder.note(nanos, several && line.of != null ? line.of + ": " + line.note : line.note);
      return;
    }
    String segment = several ? line.segment.withPorts() : line.segment.toString();
    if (line.fromPeer) {
      ladder.left(nanos, segment);
    } else {
      ladder.right(nanos, segment);
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    peers.values().forEach(Peer::expectsNothing);
    if (!failuresExpected && !failures.isEmpty()) {
      throw new AssertionError("an application has failed\n" + this, failures.get(0));
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (thrown instanceof TestAbortedException) {
      throw thrown; // it waits for something: that is no failure
    }
    if (thrown instanceof AssertionError || thrown instanceof RuntimeException) {
      String name =
          thrown instanceof AssertionError ? "" : thrown.getClass().getSimpleName() + ": ";
      String message = thrown.getMessage() == null ? name : name + thrown.getMessage();
      boolean shown = message.contains("peer       ");
      throw new AssertionError(shown ? message : message + "\n" + this, thrown);
    }
    throw thrown;
  }

  /** Writes down what happens. */
  private final class Notes implements ConnectionObserver {
    @Override
    public void stateChanged(ConnectionId id, State from, State to) {
      states.put(id, to);
      transitions.add(from + " > " + to);
      note(id, from + " > " + to);
    }

    @Override
    public void textReceived(ConnectionId id, ByteBuffer text) {
      texts.add(Script.CHARSET.decode(text).toString());
    }

    @Override
    public void dropped(DropReason reason, ByteBuffer bytes) {
      drops.add(reason);
      note("dropped: " + reason.words());
    }

    @Override
    public void aborted(ConnectionId id, String reason) {
      aborts.add(reason);
      note(id, reason);
    }

    @Override
    public void applicationFailed(ConnectionId id, RuntimeException error) {
      failures.add(error);
      note(id, "the application has failed: " + error);
    }
  }

  /** Where the stack sends. */
  private final class Wire implements SegmentSender {
    @Override
    public void send(Ipv4Address destination, TcpSegment segment) {
      sent(destination, segment);
    }

    @Override
    public void doubt(Ipv4Address destination) {
      doubts.add(destination);
      note(destination + " may be somewhere else now");
    }
  }

  /** The first step as long as exercise 5.7 is not done. */
  private static final class NoFirstStep extends SegmentChecks {
    NoFirstStep(ConnectionObserver observer) {
      super(observer);
    }

    @Override
    boolean checkSequenceNumber(Connection connection, TcpSegment segment) {
      return true;
    }
  }

  /** The bytes of the stream that all tests send, from this offset on: no two stretches alike. */
  static byte[] stream(long offset, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      long at = offset + i;
      bytes[i] = (byte) (at * 167 + (at >>> 8) * 13 + (at >>> 16) * 101);
    }
    return bytes;
  }

  static SequenceNumber number(long value) {
    return new SequenceNumber((int) value);
  }
}
