package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.Application;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.Echo;
import workshop.echo.KeyedHash;
import workshop.echo.SegmentDrop;
import workshop.echo.State;
import workshop.echo.TcpStream;
import workshop.shared.Ipv4Address;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

@Scenario
@Order(55)
@Exercise("6.9")
@DisplayName("SYN cookies")
class SynCookiesTest {
  private static final int PORT = 8080;
  private static final int WINDOW = 60_000;
  private static final int MSS = 1460;
  private static final String MSS_1460_SCALE_7_SACK = "02 04 05 b4 01 03 03 07 01 01 04 02";
  private static final ConnectionId OLDEST = idOf(address(0), 1024);

  private final TcpBench bench = new TcpBench(Settings.DEFAULTS, MSS);
  private int invented;

  /** An application that has nothing to say. */
  private static final class ClosesFirst implements Application {
    @Override
    public void progress(TcpStream stream) {
      stream.close();
    }
  }

  /** Somebody whose numbers are counted from its own SYN and from the answer to it. */
  private final class Client {
    final ConnectionId id;
    final SequenceNumber irs;
    SegmentHandler input = bench.input;
    TcpSegment synAck;

    Client(int port, int irs) {
      this(idOf(TcpBench.PEER, port), irs);
    }

    Client(ConnectionId id, int irs) {
      this.id = id;
      this.irs = new SequenceNumber(irs);
    }

    /** The SYN; what it brings, if anything, is its answer. */
    Client knocks(String options) {
      List<TcpSegment> answers = exchange(TcpFlags.SYN, 0, 0, WINDOW, options, 0);
      synAck = answers.isEmpty() ? null : answers.get(0);
      return this;
    }

    Client knocks() {
      return knocks(MSS_1460_SCALE_7_SACK);
    }

    List<TcpSegment> sends(int flags, int seq, int ack, int count) {
      return exchange(flags, seq, ack, WINDOW, "", count);
    }

    List<TcpSegment> exchange(int flags, int seq, int ack, int window, String options, int count) {
      bench.segments.clear();
      SequenceNumber first = synAck == null ? new SequenceNumber(0) : synAck.seq();
      TcpSegment segment =
          new TcpSegment(
              id.remotePort(),
              id.localPort(),
              irs.plus(seq),
              (flags & TcpFlags.ACK) == 0 ? new SequenceNumber(0) : first.plus(ack),
              flags,
              window,
              0,
              ByteBuffer.wrap(Hex.bytes(options)),
              ByteBuffer.allocate(count));
      input.receive(id.remoteAddress(), segment);
      bench.endOfBatch();
      return bench.segments.stream().filter(s -> s.destinationPort() == id.remotePort()).toList();
    }

    Connection connection() {
      return bench.tcp.connections().find(id);
    }

    void assertEchoes(int from) {
      List<TcpSegment> echo = sends(TcpFlags.ACK, from, from, 100);
      assertThat("segments that echo", echo.size(), is(1));
      assertThat("bytes echoed", echo.get(0).payload().limit(), is(100));
      assertThat("acknowledged", echo.get(0).ack(), equalTo(irs.plus(from + 100)));
    }

    void assertReset(List<TcpSegment> answers, int ack) {
      assertThat("answers", answers.size(), is(1));
      assertThat(TcpFlags.toString(answers.get(0).flags()), equalTo("RST"));
      assertThat("its number", answers.get(0).seq(), equalTo(synAck.seq().plus(ack)));
      assertThat("connection", connection(), nullValue());
    }
  }

  private static ConnectionId idOf(Ipv4Address peer, int port) {
    return new ConnectionId(TcpBench.STACK, PORT, peer, port);
  }

  private static Ipv4Address address(int number) {
    return new Ipv4Address(0x0A00_0001 + number);
  }

  /** SYNs from so many more addresses, none of which answers. */
  private void flood(int syns) {
    for (int i = 0; i < syns; i++, invented++) {
      TcpSegment syn =
          new TcpSegment(
              1024 + invented % 50_000,
              PORT,
              new SequenceNumber(invented * 7919),
              new SequenceNumber(0),
              TcpFlags.SYN,
              WINDOW,
              0,
              ByteBuffer.wrap(Hex.bytes(MSS_1460_SCALE_7_SACK)),
              TcpSegment.EMPTY);
      bench.input.receive(address(invented), syn);
      bench.endOfBatch();
    }
  }

  /** A flood, and so many clients that the next one has to push somebody out. */
  private void fill() {
    flood(1100);
    for (int port = 1024; bench.tcp.connections().givesWay() == null; port++) {
      new Client(port, port).knocks().sends(TcpFlags.ACK, 1, 1, 0);
    }
  }

  @BeforeEach
  void listen() {
    bench.tcp.listen(PORT, Echo::new);
  }

  // --- When there is one.

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @Exercise("6.1")
  @DisplayName("as long as there is room, a SYN gets a connection and all the options")
  void roomLeft() {
    flood(100);
    Client client = new Client(40000, 1).knocks();
    assertThat(client.connection().state(), equalTo(State.SYN_RECEIVED));
    assertThat("options", client.synAck.options().limit(), is(12));
    assertThat("cookies", bench.cookies, empty());
  }

  @Test
  @Order(2)
  @Exercise("6.1")
  @DisplayName("too many half-open ones: an answer without a connection, and nobody goes")
  void cookie() {
    flood(1100);
    int before = bench.tcp.connections().size();
    assertThat("connections", before, is(1100 - bench.cookies.size()));
    bench.cookies.clear();
    Client client = new Client(40000, 0xFFFF_FFFF).knocks();
    assertThat(TcpFlags.toString(client.synAck.flags()), equalTo("SYN,ACK"));
    assertThat("ACK", client.synAck.ack(), equalTo(new SequenceNumber(0)));
    assertThat("only an MSS", Hex.bytes(client.synAck.options()), is(Hex.bytes("02 04 05 b4")));
    assertThat("window, not scaled", client.synAck.window(), is(65535));
    assertThat("ports", client.synAck.sourcePort(), is(PORT));
    assertThat("no text", client.synAck.payload().limit(), is(0));
    assertThat("connection", client.connection(), nullValue());
    assertThat("connections", bench.tcp.connections().size(), is(before));
    assertThat("the oldest", bench.tcp.connections().find(OLDEST), notNullValue());
    assertThat("the observer is told", bench.cookies, equalTo(List.of(client.id)));
  }

  @Test
  @Order(3)
  @Exercise("6.5")
  @DisplayName("a table full of established ones: no answer, so that it knocks again")
  void allEstablished() {
    flood(1);
    bench.at(2);
    int most = 0;
    for (int port = 1024; bench.tcp.connections().find(OLDEST) != null; port++) {
      Client client = new Client(port, port).knocks();
      client.sends(TcpFlags.ACK, 1, 1, 0);
      most = Math.max(most, bench.tcp.connections().size());
    }
    bench.cookies.clear();
    Client late = new Client(60_000, 7).knocks();
    assertThat("answer", late.synAck, nullValue());
    assertThat("cookies", bench.cookies, empty());
    assertThat("connections", bench.tcp.connections().size(), is(most));
  }

  @Test
  @Order(4)
  @Exercise("6.5")
  @DisplayName("half of the places are kept for those who answer, at least, and so nobody waits")
  void half() {
    flood(1100);
    int halfOpen = bench.tcp.connections().size();
    assertThat("cookies", bench.cookies.size(), is(1100 - halfOpen));
    fill();
    assertThat("half of all there are", halfOpen, is(bench.tcp.connections().size() / 2 + 1));
    assertThat("the oldest", bench.tcp.connections().find(OLDEST), notNullValue());
  }

  @Test
  @Order(4)
  @Exercise("6.1")
  @DisplayName("a port where nobody listens is closed, also in a flood")
  void closedPort() {
    flood(1100);
    bench.segments.clear();
    TcpSegment syn =
        new TcpSegment(
            40000,
            81,
            new SequenceNumber(0),
            new SequenceNumber(0),
            TcpFlags.SYN,
            WINDOW,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    bench.input.receive(TcpBench.PEER, syn);
    assertThat(TcpFlags.toString(bench.segments.get(0).flags()), equalTo("RST,ACK"));
  }

  @ParameterizedTest(name = "an MSS of {0} bytes: segments of {2} bytes")
  @Order(5)
  @CsvSource({
    "9000, 02 04 23 28, 1460",
    "1460, 02 04 05 b4, 1460",
    "1459, 02 04 05 b3, 1220",
    "1220, 02 04 04 c4, 1220",
    "1219, 02 04 04 c3, 536",
    "536, 02 04 02 18, 536",
    "535, 02 04 02 17, 48",
    "47, 02 04 00 2f, 48",
    "none, '', 536",
  })
  void segmentSizes(String mss, String options, int size) {
    flood(1100);
    Client client = new Client(40000, 1).knocks(options);
    assertThat("connection at once", client.connection(), nullValue());
    client.sends(TcpFlags.ACK, 1, 1, 0);
    List<TcpSegment> echo = client.sends(TcpFlags.ACK, 1, 1, 3000);
    assertThat("text of the first segment", echo.get(0).payload().limit(), is(size));
  }

  // --- When it comes back.

  @Test
  @Order(6)
  @DisplayName("its ACK establishes a connection, however many SYNs have come in between")
  void established() {
    flood(1100);
    Client client = new Client(40000, 0x7FFF_FFFF).knocks();
    flood(5000);
    assertThat("answers to the ACK", client.sends(TcpFlags.ACK, 1, 1, 0), empty());
    assertThat(client.connection().state(), equalTo(State.ESTABLISHED));
    assertThat("beside the oldest", bench.tcp.connections().find(OLDEST), notNullValue());
    flood(5000);
    client.assertEchoes(1);
    List<TcpSegment> end = client.sends(TcpFlags.FIN | TcpFlags.ACK, 101, 101, 0);
    assertThat(TcpFlags.toString(end.get(0).flags()), equalTo("FIN,ACK"));
    client.sends(TcpFlags.ACK, 102, 102, 0);
    assertThat("connection", client.connection(), nullValue());
  }

  @Test
  @Order(7)
  @DisplayName("the ACK was lost: the first text establishes it, and is echoed")
  void ackLost() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    bench.at(3);
    flood(5000);
    client.assertEchoes(1);
  }

  @Test
  @Order(8)
  @Exercise("6.1")
  @DisplayName("the ACK was lost, and the first text overtaken: nothing proves the cookie, a reset")
  void overtaken() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    client.assertReset(client.sends(TcpFlags.ACK, 101, 1, 100), 1);
  }

  @Test
  @Order(8)
  @DisplayName("the ACK was lost, and all that the client has to say comes with its FIN")
  void textAndFin() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    List<TcpSegment> echo = client.sends(TcpFlags.ACK | TcpFlags.FIN, 1, 1, 10);
    assertThat(echo.get(0).payload().limit(), is(10));
    assertThat(TcpFlags.toString(echo.get(0).flags()), equalTo("FIN,PSH,ACK"));
    assertThat("with the FIN", echo.get(0).ack(), equalTo(client.irs.plus(12)));
  }

  @Test
  @Order(9)
  @DisplayName("the answer was lost: the SYN comes again, and the same number goes again")
  void answerLost() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    SequenceNumber first = client.synAck.seq();
    bench.at(1);
    client.knocks();
    assertThat(client.synAck.seq(), equalTo(first));
    client.sends(TcpFlags.ACK, 1, 1, 0);
    client.assertEchoes(1);
  }

  @Test
  @Order(10)
  @DisplayName("the client's window is not scaled, although its SYN has offered that")
  void notScaled() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    client.exchange(TcpFlags.ACK, 1, 1, 700, "", 0);
    int echoed = 0;
    for (TcpSegment segment : client.exchange(TcpFlags.ACK, 1, 1, 700, "", 1000)) {
      echoed += segment.payload().limit();
    }
    assertThat("into a window of 700 bytes", echoed, is(700));
    List<TcpSegment> early = client.exchange(TcpFlags.ACK, 5001, 1, 700, "", 1000);
    assertThat("nor are holes told of", early.get(0).options().limit(), is(0));
  }

  @Test
  @Order(10)
  @DisplayName("there is no room any more: no answer, so that it sends its text again")
  void roomGone() {
    flood(1);
    bench.at(2);
    for (int port = 1024; bench.tcp.connections().givesWay() == null; port++) {
      new Client(port, port).knocks().sends(TcpFlags.ACK, 1, 1, 0);
    }
    Client first = new Client(60_000, 7).knocks();
    Client second = new Client(60_001, 7).knocks();
    first.sends(TcpFlags.ACK, 1, 1, 0);
    assertThat("the last place", first.connection(), notNullValue());
    assertThat("answers to the text", second.sends(TcpFlags.ACK, 1, 1, 100), empty());
    assertThat("told to the observer", bench.drops, contains(SegmentDrop.NO_ROOM));
    first.sends(TcpFlags.RST, 1, 0, 0);
    second.assertEchoes(1);
  }

  @ParameterizedTest(name = "{1} s later: {2}")
  @Order(10)
  @DisplayName("nobody is pushed out within a second of its SYN,ACK: the ACK may be on its way")
  @CsvSource({
    "0, 0, half-open",
    "0, 0.999, half-open",
    "0, 1, half-open", // there it goes once more: RFC 6298, RTO
    "0, 1.999, half-open",
    "0, 2, pushed out",
    "0, 2.999, pushed out",
    "0, 3, half-open",
    "5, 1.999, half-open",
    "5, 2, pushed out"
  })
  void youngOnes(double begun, double later, String oldest) {
    bench.at(begun);
    fill();
    Client client = new Client(40000, 1).knocks();
    bench.at(begun + later);
    boolean pushedOut = oldest.equals("pushed out");
    assertThat("answers", client.sends(TcpFlags.ACK, 1, 1, 0), empty());
    assertThat("the oldest", bench.tcp.connections().find(OLDEST) == null, is(pushedOut));
    assertThat("the client", client.connection() != null, is(pushedOut));
    assertThat("drops", bench.drops, pushedOut ? empty() : contains(SegmentDrop.NO_ROOM));
    bench.at(begun + 4);
    client.assertEchoes(1);
  }

  @Test
  @Order(10)
  @Exercise("6.6")
  @DisplayName("who is in TIME-WAIT gives way to a cookie at once, however new")
  void youngInTimeWait() {
    bench.tcp.listen(PORT, ClosesFirst::new);
    Client old = new Client(40001, 1).knocks();
    old.sends(TcpFlags.ACK, 1, 1, 0);
    bench.tcp.listen(PORT, Echo::new);
    fill();
    Client client = new Client(40000, 1).knocks();
    old.sends(TcpFlags.FIN | TcpFlags.ACK, 1, 2, 0);
    assertThat(old.connection().state(), equalTo(State.TIME_WAIT));
    client.sends(TcpFlags.ACK, 1, 1, 0);
    assertThat("the client", client.connection(), notNullValue());
    assertThat("the one in TIME-WAIT", old.connection(), nullValue());
    assertThat(
        "the oldest that is half-open", bench.tcp.connections().find(OLDEST), notNullValue());
  }

  @Test
  @Order(10)
  @DisplayName(
      "the SYN came twice, the second time there was room: the first answer counts as well")
  void synTwice() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    TcpSegment cookie = client.synAck;
    new Client(OLDEST, 0).sends(TcpFlags.RST, 1, 0, 0);
    client.knocks();
    assertThat(client.connection().state(), equalTo(State.SYN_RECEIVED));
    client.synAck = cookie;
    assertThat("answers to the ACK", client.sends(TcpFlags.ACK, 1, 1, 0), empty());
    client.assertEchoes(1);
    client.sends(TcpFlags.ACK, 101, 101, 0);
    bench.segments.clear();
    bench.at(20);
    assertThat(
        "of the second answer nothing goes again",
        bench.segments.stream().filter(s -> s.destinationPort() == 40000).toList(),
        empty());
  }

  @Test
  @Order(10)
  @DisplayName("the SYN came twice, the second time there was room: and so does the second")
  void secondAnswer() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    new Client(OLDEST, 0).sends(TcpFlags.RST, 1, 0, 0);
    client.knocks();
    Connection connection = client.connection();
    client.sends(TcpFlags.ACK, 1, 1, 0);
    assertThat("the same connection", client.connection() == connection, is(true));
    client.assertEchoes(1);
  }

  // --- When it is none.

  @Test
  @Order(11)
  @Exercise("6.1")
  @DisplayName("a port where nobody listens: nothing opens, even if the number is right")
  void nobodyListens() {
    flood(1100);
    new Client(40000, 1).knocks();
    ConnectionId id = new ConnectionId(TcpBench.STACK, 81, TcpBench.PEER, 40000);
    Client client = new Client(id, 1);
    KeyedHash hash = new KeyedHash(TcpBench.SECRET.getBytes(StandardCharsets.US_ASCII));
    int cookie = hash.of(id, 1, bench.now() / 16_000_000_000L);
    TcpSegment ack =
        new TcpSegment(
            40000,
            81,
            client.irs.plus(1),
            new SequenceNumber(cookie + 1),
            TcpFlags.ACK,
            WINDOW,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    bench.segments.clear();
    bench.input.receive(TcpBench.PEER, ack);
    assertThat("connection", client.connection(), nullValue());
    assertThat(TcpFlags.toString(bench.segments.get(0).flags()), equalTo("RST"));
  }

  @ParameterizedTest(name = "its number less {0}, ours less {1}: a reset, as in LISTEN")
  @Order(11)
  @Exercise("6.1")
  @CsvSource({"0, 1", "0, -1", "1, 0", "-1, 0", "-100, 0", "5, 5"})
  void notACookie(int lessOfTheirs, int lessOfOurs) {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    List<TcpSegment> answers = client.sends(TcpFlags.ACK, 1 - lessOfTheirs, 1 - lessOfOurs, 0);
    client.assertReset(answers, 1 - lessOfOurs);
  }

  @Test
  @Order(12)
  @Exercise("6.1")
  @DisplayName("somebody else's, with another of the addresses and ports: a reset")
  void notForThese() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    isNotFor(client, new Client(40001, 1));
    isNotFor(client, new Client(idOf(address(7), 40000), 1));
    bench.tcp.listen(81, Echo::new);
    isNotFor(client, new Client(new ConnectionId(TcpBench.STACK, 81, TcpBench.PEER, 40000), 1));
  }

  private void isNotFor(Client client, Client other) {
    other.synAck = client.synAck;
    other.assertReset(other.sends(TcpFlags.ACK, 1, 1, 0), 1);
  }

  @Test
  @Order(13)
  @Exercise("6.2")
  @DisplayName("each client, each number of its and each time has a cookie of its own")
  void allDiffer() {
    flood(1100);
    Set<SequenceNumber> cookies = new HashSet<>();
    cookies.add(new Client(40000, 1).knocks().synAck.seq());
    cookies.add(new Client(40000, 2).knocks().synAck.seq());
    cookies.add(new Client(40001, 1).knocks().synAck.seq());
    bench.at(16);
    cookies.add(new Client(40000, 1).knocks().synAck.seq());
    byte[] secret = "another secret, this".getBytes(StandardCharsets.US_ASCII);
    Client client = new Client(40000, 1);
    client.input =
        new SynCookies(
            bench.tcp,
            (destination, segment) -> cookies.add(segment.seq()),
            TcpBench.STACK,
            MSS,
            bench.clock,
            secret,
            bench);
    client.knocks();
    assertThat("different ones", cookies.size(), is(5));
  }

  @ParameterizedTest(name = "after {0} s it is still taken")
  @Order(14)
  @Exercise("6.5")
  @ValueSource(doubles = {0, 15.9, 16})
  void inTime(double seconds) {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    bench.at(seconds);
    client.sends(TcpFlags.ACK, 1, 1, 0);
    assertThat("connection", client.connection(), notNullValue());
  }

  @ParameterizedTest(name = "after {0} s it is too old: a reset")
  @Order(15)
  @Exercise("6.2")
  @ValueSource(doubles = {32, 320})
  void tooOld(double seconds) {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    bench.at(seconds);
    client.assertReset(client.sends(TcpFlags.ACK, 1, 1, 0), 1);
  }

  @Test
  @Order(15)
  @Exercise("6.2")
  @DisplayName("it is too old, though there are newer ones: a reset")
  void tooOldAmongOthers() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    bench.at(32);
    flood(1);
    client.assertReset(client.sends(TcpFlags.ACK, 1, 1, 0), 1);
  }

  @Test
  @Order(16)
  @Exercise("6.5")
  @DisplayName("while none has been given, none is taken: nobody can guess without a flood")
  void noneGiven() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    byte[] secret = TcpBench.SECRET.getBytes(StandardCharsets.US_ASCII);
    client.input =
        new SynCookies(
            bench.tcp,
            (destination, segment) -> {
              throw new AssertionError("it has nothing to say");
            },
            TcpBench.STACK,
            MSS,
            bench.clock,
            secret,
            bench);
    client.assertReset(client.sends(TcpFlags.ACK, 1, 1, 0), 1);
    client.input = bench.input;
    client.sends(TcpFlags.ACK, 1, 1, 0);
    assertThat("but where it was given", client.connection(), notNullValue());
  }

  @ParameterizedTest(name = "with {0} it opens nothing")
  @Order(17)
  @Exercise("6.1")
  @ValueSource(ints = {TcpFlags.ACK | TcpFlags.RST, TcpFlags.ACK | TcpFlags.SYN, TcpFlags.FIN, 0})
  void otherFlags(int flags) {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    List<TcpSegment> answers = client.sends(flags, 1, 1, 0);
    assertThat("connection", client.connection(), nullValue());
    for (TcpSegment answer : answers) {
      assertThat("but a reset", answer.has(TcpFlags.RST), is(true));
    }
  }

  @Test
  @Order(18)
  @Exercise("6.1")
  @DisplayName("a SYN with RST is no SYN")
  void synAndReset() {
    flood(1100);
    bench.cookies.clear();
    Client client = new Client(40000, 1);
    assertThat(client.sends(TcpFlags.SYN | TcpFlags.RST, 0, 0, 0), empty());
    assertThat("cookies", bench.cookies, empty());
  }

  // --- Those that are there are left alone.

  @Test
  @Order(19)
  @DisplayName("a connection from before the flood is not disturbed: no SYN of its gets a cookie")
  void connectedBefore() {
    Client client = new Client(40000, 1).knocks();
    client.sends(TcpFlags.ACK, 1, 1, 0);
    flood(5000);
    bench.cookies.clear();
    List<TcpSegment> answers = client.sends(TcpFlags.SYN, 0, 0, 0);
    assertThat("challenge ACK", TcpFlags.toString(answers.get(0).flags()), equalTo("ACK"));
    assertThat("cookies", bench.cookies, empty());
    assertThat(client.connection().state(), not(equalTo(State.CLOSED)));
    client.assertEchoes(1);
  }

  @Test
  @Order(20)
  @DisplayName("once established, further segments find the connection, and not the cookie")
  void onlyOnce() {
    flood(1100);
    Client client = new Client(40000, 1).knocks();
    client.sends(TcpFlags.ACK, 1, 1, 0);
    Connection connection = client.connection();
    client.sends(TcpFlags.ACK, 1, 1, 0);
    client.assertEchoes(1);
    assertThat(client.connection() == connection, is(true));
  }

  @Test
  @Order(21)
  @Exercise("6.2")
  @DisplayName("after the flood, when the half-open ones are gone, there are no cookies any more")
  void over() {
    flood(1100);
    bench.at(400);
    bench.cookies.clear();
    Client client = new Client(40000, 1).knocks();
    assertThat("options", client.synAck.options().limit(), is(12));
    assertThat("cookies", bench.cookies, empty());
  }

  @Test
  @Order(90)
  @Exercise("6.5")
  @DisplayName(
      "whoever brings its cookie, and finds no room, may go on: its next segment is no reset")
  void noRoomIsNoReset() {
    fill();
    Client late = new Client(60_000, 7).knocks();
    assertThat("its text finds no room", late.sends(TcpFlags.ACK, 1, 1, 100), empty());
    assertThat(
        "its FIN comes after it", late.sends(TcpFlags.ACK | TcpFlags.FIN, 101, 1, 0), empty());
    assertThat("connection", late.connection(), nullValue());
  }
}
