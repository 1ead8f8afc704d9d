package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Given;

@Order(11)
@Given
@DisplayName("The log")
class EchoLogTest {
  private static final Ipv4Address PEER = new Ipv4Address(0xC0A8_6401);
  private static final ConnectionId ID =
      new ConnectionId(new Ipv4Address(0xC0A8_6402), 8080, PEER, 40000);
  private static final String NAME = "[192.168.100.1:40000] ";
  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoopClock clock = new LoopClock();
  private final EchoLog log = new EchoLog(false, clock);
  private PrintStream before;

  @BeforeEach
  void capture() {
    before = System.out;
    System.setOut(new PrintStream(out, true, Script.CHARSET));
  }

  @AfterEach
  void release() {
    System.setOut(before);
  }

  /** What has been printed since the last time. */
  private List<String> lines() {
    List<String> lines = out.toString(Script.CHARSET).lines().toList();
    out.reset();
    return lines;
  }

  private void received(byte[] text, long now) {
    // Somewhere in the middle of a larger buffer.
    ByteBuffer buffer = ByteBuffer.allocate(text.length + 20).position(9);
    buffer.put(text).flip().position(9);
    clock.set(now);
    log.textReceived(ID, buffer.asReadOnlyBuffer());
  }

  private void stateChanged(ConnectionId id, State from, State to, long now) {
    clock.set(now);
    log.stateChanged(id, from, to);
  }

  private void received(String text) {
    received(text.getBytes(Script.CHARSET), SECOND);
  }

  @Test
  @Order(1)
  @DisplayName("tells the story of a connection")
  void story() {
    stateChanged(ID, State.LISTEN, State.SYN_RECEIVED, SECOND);
    stateChanged(ID, State.SYN_RECEIVED, State.ESTABLISHED, SECOND);
    received("Hello, TCP!\n");
    stateChanged(ID, State.ESTABLISHED, State.CLOSE_WAIT, SECOND);
    stateChanged(ID, State.CLOSE_WAIT, State.LAST_ACK, SECOND);
    stateChanged(ID, State.LAST_ACK, State.CLOSED, SECOND);
    assertThat(
        lines(),
        contains(
            equalTo(NAME + "SYN received, sending SYN-ACK"),
            equalTo(NAME + "ACK received, connection established"),
            equalTo(NAME + "received 12 bytes: Hello, TCP!"),
            startsWith(NAME + "FIN received, "),
            containsString("sending our FIN"),
            containsString("connection closed after 12 bytes")));
  }

  @ParameterizedTest(name = "{1}")
  @Order(2)
  @DisplayName("shows text as text, in one line, and nothing that could upset a terminal")
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello | received 5 bytes: Hello",
        "a\\nb\\r\\nc\\n | received 7 bytes: a / b / c",
        "K\u00e4se | received 5 bytes: K\u00e4se",
        "\\033[31mred | received 8 bytes: (no text) 1b 5b 33 31 6d 72 65 64",
        "a\\0b | received 3 bytes: (no text) 61 00 62",
        "\\007 | received 1 bytes: (no text) 07"
      })
  void text(String text, String line) {
    received(text.translateEscapes());
    List<String> lines = lines();
    assertThat(lines, hasSize(1));
    assertThat(lines.get(0), startsWith(NAME + line));
  }

  @Test
  @Order(3)
  @DisplayName("shows the start of a long text; a character cut in two there is left out")
  void longText() {
    received("x".repeat(60));
    assertThat(lines(), contains(NAME + "received 60 bytes: " + "x".repeat(60)));
    received("x".repeat(61));
    assertThat(lines(), contains(NAME + "received 61 bytes: " + "x".repeat(60) + " ..."));
    received("x".repeat(59) + "\u00e4\u00e4"); // two bytes each: 59 + 1, and the other half
    assertThat(lines(), contains(NAME + "received 63 bytes: " + "x".repeat(59) + " ..."));
  }

  @Test
  @Order(4)
  @DisplayName("shows what is no UTF-8 as bytes")
  void noText() {
    received(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0x41}, SECOND);
    assertThat(lines().get(0), startsWith(NAME + "received 4 bytes: (no text) c3 28 ff 41"));
  }

  @Test
  @Order(5)
  @DisplayName("of each connection ten lines at once, and one a second: the rest is summed up")
  void summedUp() {
    for (int i = 0; i < 100; i++) {
      received("abc".getBytes(Script.CHARSET), SECOND + i);
    }
    assertThat(lines(), hasSize(10));
    received("def".getBytes(Script.CHARSET), 2 * SECOND);
    assertThat(
        lines(),
        contains(NAME + "received 270 bytes more", NAME + "received 3 bytes: def")); // 90 * 3
    received("ghi".getBytes(Script.CHARSET), 3 * SECOND - 1);
    assertThat(lines(), empty());
    received("jkl".getBytes(Script.CHARSET), 3 * SECOND);
    assertThat(lines(), contains(NAME + "received 3 bytes more", NAME + "received 3 bytes: jkl"));
    for (int i = 0; i < 20; i++) {
      received("abc".getBytes(Script.CHARSET), 10 * SECOND);
    }
    assertThat("after a pause of seven seconds", lines(), hasSize(7));
    stateChanged(ID, State.ESTABLISHED, State.CLOSE_WAIT, 10 * SECOND);
    assertThat(lines().get(0), equalTo(NAME + "received 39 bytes more")); // 13 * 3
    stateChanged(ID, State.LAST_ACK, State.CLOSED, 10 * SECOND);
    assertThat(lines().get(0), containsString("after 369 bytes")); // 300 + 9 + 60
  }

  @Test
  @Order(6)
  @DisplayName("a new connection with the same addresses and ports counts from the start")
  void countsFromTheStart() {
    received("Hello");
    stateChanged(ID, State.LAST_ACK, State.CLOSED, SECOND);
    stateChanged(ID, State.LAST_ACK, State.CLOSED, SECOND);
    assertThat(lines().get(2), containsString("after 0 bytes"));
  }

  @Test
  @Order(7)
  @DisplayName("tells why a connection has ended early, and of an application's mistake")
  void ends() {
    log.aborted(ID, "connection reset by peer, 100% sure");
    log.applicationFailed(ID, new IllegalStateException("oops"));
    List<String> lines = lines();
    assertThat(lines.get(0), equalTo(NAME + "connection reset by peer, 100% sure"));
    assertThat(lines.get(1), containsString("java.lang.IllegalStateException: oops"));
    assertThat("no stack trace", lines, hasSize(2));
  }

  @Test
  @Order(8)
  @DisplayName("with --trace every segment and every drop; without it, only how many drops")
  void trace() {
    TcpSegment segment =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(7),
            new SequenceNumber(0),
            Script.SYN,
            100,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    log.received(PEER, segment);
    log.sent(PEER, segment);
    log.dropped(SegmentDrop.NO_ACK, ByteBuffer.allocate(5));
    log.dropped(SegmentDrop.NO_ACK, ByteBuffer.allocate(5));
    assertThat(lines(), empty());
    log.printDrops();
    assertThat(lines(), contains(containsString("2 times: the segment has no ACK")));

    EchoLog tracing = new EchoLog(true, clock);
    tracing.received(PEER, segment);
    tracing.sent(PEER, segment);
    tracing.dropped(SegmentDrop.NO_ACK, ByteBuffer.allocate(5));
    List<String> lines = lines();
    assertThat(lines, hasItem(containsString("40000 > 8080 SYN seq=7 win=100 len=0")));
    assertThat(lines, hasItem(containsString("the segment has no ACK")));
    assertThat(lines, hasSize(3));
  }

  @Test
  @Order(9)
  @DisplayName("each reason for a drop is told in words of its own")
  void reasons() {
    List<DropReason> reasons = DropReasons.of(SegmentDrop.class);
    assertThat(reasons, hasSize(7));
    List<String> words = reasons.stream().map(DropReason::words).distinct().toList();
    assertThat(words, hasSize(reasons.size()));
    assertThat(words, not(hasItem("")));
  }

  /** The first SYN of a client with this port. */
  private void syn(int port, long now) {
    ConnectionId id = new ConnectionId(ID.localAddress(), ID.localPort(), PEER, port);
    stateChanged(id, State.LISTEN, State.SYN_RECEIVED, now);
  }

  private static String synLine(int port) {
    return "[192.168.100.1:" + port + "] SYN received, sending SYN-ACK";
  }

  @Test
  @Order(10)
  @DisplayName("a flood of SYNs: ten lines a second over all connections, the rest is summed up")
  void floodOfSyns() {
    for (int i = 0; i < 322; i++) {
      syn(1000 + i, SECOND + i);
    }
    assertThat(lines(), is(IntStream.range(1000, 1010).mapToObj(EchoLogTest::synLine).toList()));
    syn(7, 2 * SECOND - 1);
    assertThat("not yet a second", lines(), empty());
    syn(8, 2 * SECOND);
    assertThat(lines(), contains("SYN received from 313 others", synLine(8)));
    syn(9, 4 * SECOND);
    assertThat("none is left", lines(), contains(synLine(9)));
  }

  @Test
  @Order(11)
  @DisplayName("the rest of a flood is told with whatever happens next, and nothing else is lost")
  void afterFloodOfSyns() {
    for (int i = 0; i < 12; i++) {
      syn(1000 + i, SECOND);
    }
    lines();
    stateChanged(ID, State.SYN_RECEIVED, State.ESTABLISHED, SECOND);
    assertThat(lines(), contains(NAME + "ACK received, connection established"));
    stateChanged(ID, State.ESTABLISHED, State.CLOSE_WAIT, 2 * SECOND);
    assertThat(
        lines(),
        contains(equalTo("SYN received from 2 others"), startsWith(NAME + "FIN received")));
    for (int i = 0; i < 10; i++) {
      syn(1000 + i, 2 * SECOND);
    }
    assertThat("ten in the new second", lines(), hasSize(10));
  }

  // --- At full speed.

  private static ConnectionId id(int port) {
    return new ConnectionId(new Ipv4Address(0xC0A8_6402), 8080, PEER, port);
  }

  /** Connections that come and go, from one port after the other, at the same time. */
  private void churn(int connections) {
    for (int i = 0; i < connections; i++) {
      log.stateChanged(id(i), State.SYN_RECEIVED, State.ESTABLISHED);
      log.textReceived(id(i), ByteBuffer.wrap(new byte[] {'h', 'i'}));
      log.stateChanged(id(i), State.ESTABLISHED, State.CLOSE_WAIT);
      log.stateChanged(id(i), State.CLOSE_WAIT, State.LAST_ACK);
      log.stateChanged(id(i), State.LAST_ACK, State.CLOSED);
    }
  }

  @Test
  @Order(20)
  @DisplayName("a thousand lines at once, a hundred a second after that; the others are counted")
  void bounded() {
    churn(250);
    assertThat("lines at once", lines().size(), is(1000));
    clock.set(SECOND);
    churn(250);
    assertThat("lines a second later", lines().size(), is(100));
    log.endAll();
    assertThat(lines(), is(List.of("(1400 more lines like these)")));
    log.endAll();
    assertThat("the second time", lines(), is(List.of()));
  }

  /** A stack that does nothing but wait for its deadline. */
  private static final class Waiting implements FrameReceiver {
    @Override
    public void receive(ByteBuffer frame) {}

    @Override
    public long endOfBatch() {
      return 7 * SECOND;
    }
  }

  @Test
  @Order(21)
  @DisplayName("the lines of a batch are written together, when its frames have been sent")
  void writtenOnceABatch() throws IOException {
    FrameReceiver both = log.after(new Waiting());
    churn(2);
    assertThat("during the batch", lines(), is(List.of()));
    assertThat("when to be called again", both.endOfBatch(), is(7 * SECOND));
    assertThat("after the batch", lines().size(), is(10));
    both.endOfBatch();
    assertThat("after an empty batch", lines(), is(List.of()));
  }

  @Test
  @Order(21)
  @DisplayName("a frame cannot be processed: what came before it is told before that")
  void toldBeforeTheMistake() {
    FrameReceiver broken =
        frame -> {
          throw new IllegalStateException("a mistake");
        };
    FrameReceiver both = log.after(broken);
    churn(2);
    assertThrows(IllegalStateException.class, () -> both.receive(ByteBuffer.allocate(0)));
    assertThat("lines", lines().size(), is(10));
  }

  @Test
  @Order(22)
  @DisplayName("what was too much is told a second later, also if nothing happens then")
  void restIsToldLater() throws IOException {
    FrameReceiver both = log.after(new Waiting());
    churn(202);
    assertThat("when to be called again", both.endOfBatch(), is(SECOND));
    assertThat("lines", lines().size(), is(1000));
    clock.set(SECOND - 1);
    both.endOfBatch();
    assertThat("a moment before", lines(), is(List.of()));
    clock.set(SECOND);
    assertThat("when to be called again", both.endOfBatch(), is(7 * SECOND));
    assertThat(lines(), is(List.of("(10 more lines like these)")));
  }

  @Test
  @Order(61)
  @DisplayName("a client that there is no room for: told, but not more than once a second")
  void noRoom() {
    for (int i = 0; i < 100; i++) {
      log.dropped(SegmentDrop.NO_ROOM, ByteBuffer.allocate(0));
    }
    assertThat(
        lines(), contains("No room for one more connection: a client has to try again later"));
    clock.set(2 * SECOND);
    log.dropped(SegmentDrop.NO_ROOM, ByteBuffer.allocate(0));
    log.dropped(SegmentDrop.NOT_A_SYN, ByteBuffer.allocate(0));
    assertThat(lines(), hasSize(1));
  }
}
