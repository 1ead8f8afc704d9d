package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static workshop.reliability.SenderBench.segments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.State;
import workshop.ipv4.Ipv4Drop;
import workshop.ipv4.Ipv4Packet;
import workshop.shared.MalformedException;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.IcmpBuilder;
import workshop.testkit.Scenario;
import workshop.testkit.TcpBuilder;

/** RFC 1122 section 4.2.3.9, RFC 5927, RFC 1191. Each message is made of plain bytes. */
@Scenario
@Order(53)
@Exercise("6.9")
@DisplayName("What ICMP says about our segments")
class IcmpErrorsTest {
  private static final int UNREACHABLE = 3;
  private static final int SOURCE_QUENCH = 4;
  private static final int TIME_EXCEEDED = 11;
  private static final int PARAMETER_PROBLEM = 12;
  private static final int WINDOW = 60_000;

  /** An IPv4 header, and the 8 bytes that RFC 792 asks for. */
  private static final int LEAST = 28;

  private final TcpBench bench = new TcpBench(Settings.DEFAULTS);
  private final List<Ipv4Packet> others = new ArrayList<>();
  private final IcmpErrors errors =
      new IcmpErrors(bench.tcp, TcpBench.STACK, packet -> others.add(packet), bench);

  /** A segment of ours, as a router has seen it: its number is counted from our initial one. */
  private TcpBuilder ours(int seq, int count) {
    return Frames.tcp()
        .from(Frames.STACK_IP, bench.id().localPort())
        .to(Frames.KERNEL_IP, bench.id().remotePort())
        .seq(bench.number(seq))
        .ack(1)
        .flags("ACK")
        .window(WINDOW)
        .payload(new byte[count]);
  }

  /** As much of it as RFC 792 asks for. */
  private byte[] quoted(int seq, int count) {
    return Arrays.copyOf(ours(seq, count).packet(), LEAST);
  }

  private static IcmpBuilder error(int type, int code, byte[] quoted) {
    return Frames.echoRequest()
        .from("192.168.100.77")
        .type(type)
        .code(code)
        .identifier(0)
        .sequence(0)
        .payload(quoted);
  }

  private void receive(IcmpBuilder message) {
    try {
      errors.receive(Ipv4Packet.parse(ByteBuffer.wrap(message.packet())));
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
    bench.endOfBatch();
  }

  private void reach(State state) {
    switch (state) {
      case SYN_SENT -> bench.connects();
      case SYN_RECEIVED -> bench.isCalled();
      default -> bench.established().writes(100);
    }
    assertThat(bench.connection().state(), equalTo(state));
    bench.sent();
  }

  /** The number of the oldest segment that is on its way. */
  private static int onItsWay(State state) {
    return state == State.ESTABLISHED ? 1 : 0;
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @ParameterizedTest(name = "code {0}")
  @Order(1)
  @Exercise("6.1")
  @DisplayName(
      "nobody there for our SYN (protocol or port unreachable): aborted (RFC 1122 4.2.3.9)")
  @ValueSource(ints = {2, 3})
  void hard(int code) {
    reach(State.SYN_SENT);
    receive(error(UNREACHABLE, code, quoted(0, 0)));
    assertThat(bench.connection(), nullValue());
    assertThat(bench.aborts, hasSize(1));
    assertThat("the application is told", bench.application.aborted, notNullValue());
    assertThat("nobody is there to be told", bench.sent(), segments());
    assertThat("no alarm is left", bench.deadline(), equalTo("never"));
  }

  @ParameterizedTest(name = "code {0}")
  @Order(2)
  @Exercise("6.2")
  @DisplayName("all other codes may pass: the SYN goes on (MUST-56)")
  @ValueSource(ints = {0, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void softInSynSent(int code) {
    reach(State.SYN_SENT);
    receive(error(UNREACHABLE, code, quoted(0, 0)));
    assertSoft("ICMP type 3 code " + code, State.SYN_SENT);
    bench.at(1);
    assertThat(bench.sent(), segments("1 SYN seq=0"));
  }

  @ParameterizedTest(name = "code {0}")
  @Order(3)
  @DisplayName("once the peer has answered, no code ends a connection (RFC 5927 5.2)")
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void softInEstablished(int code) {
    reach(State.ESTABLISHED);
    receive(error(UNREACHABLE, code, quoted(1, 100)));
    assertSoft("ICMP type 3 code " + code, State.ESTABLISHED);
  }

  @ParameterizedTest(name = "code {0}")
  @Order(4)
  @Exercise("6.1")
  @DisplayName("nor one that has been called, and waits for the handshake's end")
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void softInSynReceived(int code) {
    reach(State.SYN_RECEIVED);
    receive(error(UNREACHABLE, code, quoted(0, 0)));
    assertSoft("ICMP type 3 code " + code, State.SYN_RECEIVED);
  }

  @ParameterizedTest(name = "type {0} code {1}")
  @Order(5)
  @Exercise("6.1")
  @DisplayName("time exceeded and parameter problem may pass (RFC 1122 4.2.3.9)")
  @CsvSource({"11, 0", "11, 1", "12, 0", "12, 1"})
  void otherTypes(int type, int code) {
    reach(State.SYN_SENT);
    receive(error(type, code, quoted(0, 0)));
    assertSoft("ICMP type %d code %d".formatted(type, code), State.SYN_SENT);
  }

  private void assertSoft(String expected, State state) {
    assertThat("told", bench.softErrors, contains(expected));
    assertThat(bench.connection().state(), equalTo(state));
    assertThat(bench.aborts, empty());
    assertThat(bench.drops, empty());
    assertThat("sent", bench.sent(), segments());
  }

  @ParameterizedTest
  @Order(6)
  @DisplayName("a source quench is not for us (RFC 6633)")
  @EnumSource(names = {"SYN_SENT", "SYN_RECEIVED", "ESTABLISHED"})
  void sourceQuench(State state) {
    reach(state);
    SenderFigures before = figures();
    receive(error(SOURCE_QUENCH, 0, quoted(onItsWay(state), 0)));
    assertThat("as before", figures(), equalTo(before));
    assertThat(bench.softErrors, empty());
    assertThat("handed on", others, hasSize(1));
  }

  private SenderFigures figures() {
    return ((ReliableSender) bench.connection().sender()).figures();
  }

  @Test
  @Order(7)
  @DisplayName("whoever answers pings gets them as they have come")
  void echo() {
    reach(State.ESTABLISHED);
    receive(Frames.echoRequest().payload("anybody there?"));
    receive(Frames.echoReply().payload("yes"));
    assertThat(others, hasSize(2));
    assertThat(bench.drops, empty());
  }

  // --- Doubts.

  @ParameterizedTest(name = "{0} in {1}")
  @Order(8)
  @DisplayName("a number that is not on its way: whoever sends this has guessed (RFC 5927 4)")
  @CsvSource({
    "-1, SYN_SENT",
    "1, SYN_SENT",
    "1000000000, SYN_SENT",
    "-1, SYN_RECEIVED",
    "1, SYN_RECEIVED",
    "0, ESTABLISHED",
    "101, ESTABLISHED",
    "-1000000000, ESTABLISHED",
    "2000000000, ESTABLISHED"
  })
  void notOnItsWay(int seq, State state) {
    reach(state);
    receive(error(UNREACHABLE, 3, quoted(seq, 0)));
    assertForNobody(state);
  }

  @ParameterizedTest(name = "{0}")
  @Order(9)
  @DisplayName("the first and the last number that are on their way do")
  @ValueSource(ints = {1, 50, 100})
  void onItsWay(int seq) {
    reach(State.ESTABLISHED);
    receive(error(UNREACHABLE, 3, quoted(seq, 0)));
    assertThat(bench.softErrors, hasSize(1));
  }

  @Test
  @Order(10)
  @DisplayName("what has been acknowledged is not on its way any more")
  void acknowledged() {
    reach(State.ESTABLISHED);
    bench.acknowledges(101, WINDOW);
    receive(error(UNREACHABLE, 3, quoted(1, 100)));
    assertForNobody(State.ESTABLISHED);
  }

  @Test
  @Order(11)
  @Exercise("6.1")
  @DisplayName("a segment of a connection that there is not")
  void anotherConnection() {
    reach(State.SYN_SENT);
    String[] machines = {Frames.STACK_IP, Frames.KERNEL_IP};
    for (TcpBuilder other :
        List.of(
            ours(0, 0).from(machines[0], 50_001),
            ours(0, 0).to(machines[1], 81),
            ours(0, 0).to("192.168.100.3", 80),
            ours(0, 0).from("192.168.100.3", 50_000), // not from us
            ours(0, 0).from(machines[1], 80).to(machines[0], 50_000), // the peer's own
            ours(0, 0).ip(ip -> ip.protocol(17)),
            ours(0, 0).ip(ip -> ip.protocol(1)))) {
      bench.drops.clear();
      receive(error(UNREACHABLE, 3, Arrays.copyOf(other.packet(), LEAST)));
      assertForNobody(State.SYN_SENT);
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(12)
  @Exercise("6.1")
  @DisplayName("too little is quoted to know what it is about (RFC 792: the header and 8 bytes)")
  @ValueSource(ints = {0, 1, 9, 10, 19, 20, 23, 24, 27})
  void tooShort(int length) {
    reach(State.SYN_SENT);
    receive(error(UNREACHABLE, 3, Arrays.copyOf(quoted(0, 0), length)));
    assertForNobody(State.SYN_SENT);
  }

  @ParameterizedTest(name = "{0} words")
  @Order(13)
  @Exercise("6.1")
  @DisplayName("a quoted header whose length (IHL) is wrong")
  @ValueSource(ints = {0, 1, 4, 6, 15})
  void headerLength(int words) {
    reach(State.SYN_SENT);
    byte[] packet = quoted(0, 0);
    packet[0] = (byte) (0x40 | words);
    receive(error(UNREACHABLE, 3, packet));
    assertForNobody(State.SYN_SENT);
  }

  @Test
  @Order(14)
  @Exercise("6.1")
  @DisplayName("a quoted header with options is stepped over")
  void headerWithOptions() {
    reach(State.SYN_SENT);
    TcpBuilder withOptions = ours(0, 0).ip(ip -> ip.options(Hex.bytes("01 01 01 00 00 00 00 00")));
    receive(error(UNREACHABLE, 3, Arrays.copyOf(withOptions.packet(), LEAST + 8)));
    assertThat(bench.connection(), nullValue());
  }

  private void assertForNobody(State state) {
    assertThat("dropped", bench.drops, contains(ReliabilityDrop.ERROR_FOR_NOBODY));
    assertThat(bench.softErrors, empty());
    assertThat(bench.aborts, empty());
    assertThat(bench.connection().state(), equalTo(state));
    assertThat("sent", bench.sent(), segments());
  }

  @Test
  @Order(15)
  @Exercise("6.1")
  @DisplayName("a message whose checksum is wrong")
  void checksum() {
    reach(State.SYN_SENT);
    receive(error(UNREACHABLE, 3, quoted(0, 0)).checksum(0x1234));
    assertThat(bench.drops, contains(Ipv4Drop.BAD_ICMP_CHECKSUM));
    assertThat(bench.connection().state(), equalTo(State.SYN_SENT));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(16)
  @DisplayName("whatever is quoted: each is handed on, dropped or told, never an exception")
  @ValueSource(longs = {1, 2, 3})
  void anything(long seed) {
    Random random = new Random(seed);
    reach(State.ESTABLISHED);
    int[] types = {UNREACHABLE, SOURCE_QUENCH, TIME_EXCEEDED, PARAMETER_PROBLEM, 5, 8, 13};
    for (int i = 0; i < 3_000; i++) {
      byte[] packet = Arrays.copyOf(ours(1, 100).packet(), random.nextInt(80));
      int changes = random.nextInt(4);
      for (int j = 0; j < changes && packet.length > 0; j++) {
        packet[random.nextInt(Math.min(LEAST, packet.length))] = (byte) random.nextInt(256);
      }
      int type = types[random.nextInt(types.length)];
      IcmpBuilder message = error(type, random.nextInt(16), packet);
      receive(message.sequence(random.nextInt(1 << 16)));
      assertThat(Hex.dump(packet), bench.connection().state(), equalTo(State.ESTABLISHED));
    }
    assertThat(bench.aborts, empty());
    assertThat("some were right", bench.softErrors.isEmpty(), equalTo(false));
    assertThat("some were not", bench.drops.isEmpty(), equalTo(false));
  }

  // --- Too large for the path.

  /** One segment of 1000 bytes: 1040 with its headers. Its timer goes off after 0.3 s. */
  private void sendsFullSegment() {
    bench.established().at(1).writes(1000);
    assertThat(bench.sent(), segments("1 PSH,ACK seq=1 len=1000"));
  }

  private void tooLarge(int mtu) {
    receive(error(UNREACHABLE, 4, quoted(1, 1000)).sequence(mtu));
  }

  @ParameterizedTest(name = "MTU {0}: {1} bytes")
  @Order(17)
  @DisplayName("what goes again is as small as the path wants it (RFC 1191 3)")
  @CsvSource({"1039, 999", "1006, 966", "640, 600", "551, 511"})
  void pathMtu(int mtu, int expected) {
    sendsFullSegment();
    tooLarge(mtu);
    assertThat("not before the timer goes off (RFC 5927 7.2)", bench.sent(), segments());
    bench.at(1.299);
    assertThat(bench.sent(), segments());
    bench.at(1.3);
    assertThat(bench.sent(), segments("1.3 ACK seq=1 len=" + expected));
    bench.at(1.4).acknowledges(1 + expected, WINDOW);
    assertThat(
        "and then the rest",
        bench.sent(),
        segments("1.4 PSH,ACK seq=%d len=%d".formatted(1 + expected, 1000 - expected)));
    bench.acknowledges(1001, WINDOW).writes(expected + 1);
    assertThat(
        "new text, too; Nagle has the rest wait",
        bench.sent(),
        segments("1.4 ACK seq=1001 len=" + expected));
  }

  @Test
  @Order(18)
  @DisplayName("a router that does not tell: the plateau below 1040 is 1006 (RFC 1191 7.1)")
  void plateau() {
    sendsFullSegment();
    tooLarge(0);
    bench.at(1.3);
    assertThat(bench.sent(), segments("1.3 ACK seq=1 len=966"));
    // Of the quoted packet's length it is the next one below: 1006 is too large as well.
    receive(error(UNREACHABLE, 4, quoted(1, 966)));
    bench.at(1.9);
    assertThat("the next plateau is 508", bench.sent(), segments("1.9 ACK seq=1 len=468"));
  }

  @ParameterizedTest(name = "MTU {0}")
  @Order(19)
  @DisplayName("one that is hardly true does not make them smaller than 48 bytes")
  @ValueSource(ints = {1, 20, 40, 68, 87, 88})
  void tiny(int mtu) {
    sendsFullSegment();
    tooLarge(mtu);
    bench.at(1.3);
    assertThat(bench.sent(), segments("1.3 ACK seq=1 len=48"));
  }

  @ParameterizedTest(name = "MTU {0}")
  @Order(20)
  @DisplayName("none makes them larger (RFC 1191 3)")
  @ValueSource(ints = {1040, 1500, 65535})
  void larger(int mtu) {
    sendsFullSegment();
    tooLarge(mtu);
    bench.at(1.3);
    assertThat(bench.sent(), segments("1.3 PSH,ACK seq=1 len=1000"));
  }

  @Test
  @Order(21)
  @DisplayName("if it arrives all the same, the claim was a lie (RFC 5927 7.2)")
  void lie() {
    bench.established().at(1).writes(2000);
    bench.sent();
    tooLarge(640);
    bench.at(1.1).acknowledges(1001, WINDOW);
    bench.at(2);
    assertThat(bench.sent().get(0).endsWith("PSH,ACK seq=1001 len=1000"), equalTo(true));
  }

  @Test
  @Order(22)
  @DisplayName("one about what is not on its way is not believed")
  void pathMtuOfNobody() {
    sendsFullSegment();
    receive(error(UNREACHABLE, 4, quoted(1001, 1000)).sequence(640));
    assertThat(bench.drops, contains(ReliabilityDrop.ERROR_FOR_NOBODY));
    bench.at(1.3);
    assertThat(bench.sent(), segments("1.3 PSH,ACK seq=1 len=1000"));
  }
}
