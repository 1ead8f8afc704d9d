package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.samePacket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.ipv4.Ipv4Drop;
import workshop.shared.Ipv4Address;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

@Order(20)
@Scenario
@Exercise("7.5")
@DisplayName("ServicesStack: frames in, frames out")
class ServicesStackTest {
  private static final int ICMP = 1;
  private static final int UDP = 17;

  private final TestStack stack = new TestStack();

  ServicesStackTest() throws IOException {}

  private static byte[] packet(int protocol, byte[] payload) {
    return Frames.ipv4()
        .fromStack()
        .protocol(protocol)
        .identification(0)
        .dontFragment()
        .payload(payload)
        .packet();
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(1)
  @Exercise("7.2")
  @ValueSource(ints = {0, 1, 5, 1472})
  @DisplayName("the echo sends back a datagram, byte for byte")
  void echo(int count) throws IOException {
    stack.receive(40000, 7, Udp.bytes(count));
    assertThat(
        "sent",
        stack.sent(),
        contains(samePacket(packet(UDP, Udp.toKernel(7, 40000, Udp.bytes(count))))));
  }

  @ParameterizedTest(name = "from port {0}")
  @Order(2)
  @Exercise("7.1")
  @ValueSource(ints = {0, 7, 19})
  @DisplayName("the echo never answers a service that answers everything, or nobody")
  void neverEndsUp(int port) throws IOException {
    stack.receive(port, 7, Udp.bytes(5));
    assertThat("sent", stack.sent(), is(empty()));
  }

  @Test
  @Order(3)
  @Exercise("7.1")
  @DisplayName("a damaged datagram is dropped without a word on the wire")
  void dropsDamaged() throws IOException {
    byte[] damaged = Udp.toStack(40000, 7, Udp.bytes(5));
    damaged[9]++;
    stack.receive(Frames.ipv4().protocol(UDP).payload(damaged));
    assertThat("drops", stack.drops, contains(ServicesDrop.BAD_UDP_CHECKSUM));
    assertThat("sent", stack.sent(), is(empty()));
  }

  @Test
  @Order(4)
  @Exercise("7.3")
  @DisplayName("a datagram to a port where nobody listens: port unreachable")
  void closedPort() throws IOException {
    byte[] datagram = Udp.toStack(40000, 33434, Udp.bytes(32));
    stack.receive(Frames.ipv4().protocol(UDP).payload(datagram));
    byte[] quoted = Frames.ipv4().protocol(UDP).payload(datagram).packet();
    assertError(stack.sent(), 3, 3, quoted);
    assertThat("drops", stack.drops, contains(ServicesDrop.CLOSED_PORT));
  }

  @Test
  @Order(5)
  @Exercise("7.3")
  @DisplayName("a packet whose protocol nobody speaks: protocol unreachable")
  void unknownProtocol() throws IOException {
    stack.receive(Frames.ipv4().protocol(99).payload(Udp.bytes(32)));
    assertError(stack.sent(), 3, 2, Frames.ipv4().protocol(99).payload(Udp.bytes(32)).packet());
    assertThat("drops", stack.drops, contains(Ipv4Drop.UNKNOWN_PROTOCOL));
  }

  @Test
  @Order(6)
  @Exercise("7.3")
  @DisplayName("a flood of datagrams gets some errors, and not one for each")
  void limitedRate() throws IOException {
    for (int i = 0; i < 1000; i++) {
      stack.receive(40000, 33434, Udp.bytes(5));
    }
    assertThat("errors for 1000 datagrams at once", stack.sent().size(), is(50));
    stack.pass(1);
    stack.receive(40000, 33434, Udp.bytes(5));
    assertThat("errors for one more, a second later", stack.sent().size(), is(1));
  }

  @Test
  @Order(7)
  @Exercise("7.4")
  @DisplayName("a large datagram of ours goes out in fragments")
  void sendsFragments() throws IOException {
    byte[] data = Udp.bytes(3000);
    stack
        .stack
        .udp()
        .send(
            Ipv4Address.parse(Frames.KERNEL_IP), new UdpDatagram(7, 40000, ByteBuffer.wrap(data)));
    List<byte[]> sent = stack.sent();
    assertThat("packets", sent.size(), is(3));
    assertThat("together", together(sent), sameBytes(Udp.toKernel(7, 40000, data)));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(8)
  @ValueSource(ints = {1473, 3000, 65507})
  @DisplayName("the echo sends back what came in fragments, in fragments")
  void echoesFragments(int count) throws IOException {
    byte[] data = Udp.bytes(count);
    stack.receiveInFragments(UDP, 77, Udp.toStack(40000, 7, data), 1480);
    assertThat("together", together(stack.sent()), sameBytes(Udp.toKernel(7, 40000, data)));
    assertThat("drops", stack.drops, is(empty()));
  }

  @Test
  @Order(9)
  @DisplayName("ping -s 60000")
  void largePing() throws IOException {
    byte[] data = Udp.bytes(60000);
    stack.receiveInFragments(ICMP, 78, Frames.echoRequest().payload(data).message(), 1480);
    byte[] reply = Frames.echoReply().payload(data).message();
    assertThat("together", together(stack.sent()), sameBytes(reply));
  }

  @Test
  @Order(10)
  @DisplayName("fragments of several packets, mixed: each goes to its own")
  void mixed() throws IOException {
    byte[] one = Udp.toStack(40000, 7, Udp.bytes(20));
    byte[] two = Udp.toStack(40001, 7, Udp.bytes(24));
    stack.receive(TestStack.fragment(UDP, 1, 0, true).payload(Arrays.copyOf(one, 16)));
    stack.receive(TestStack.fragment(UDP, 2, 0, true).payload(Arrays.copyOf(two, 16)));
    stack.receive(
        TestStack.fragment(UDP, 2, 16, false).payload(Arrays.copyOfRange(two, 16, two.length)));
    stack.receive(
        TestStack.fragment(UDP, 1, 16, false).payload(Arrays.copyOfRange(one, 16, one.length)));
    assertThat(
        "sent",
        stack.sent(),
        contains(
            samePacket(packet(UDP, Udp.toKernel(7, 40001, Udp.bytes(24)))),
            samePacket(packet(UDP, Udp.toKernel(7, 40000, Udp.bytes(20))))));
  }

  @Test
  @Order(11)
  @DisplayName("a whole packet's closed port: the error quotes it as a whole")
  void closedPortOfFragments() throws IOException {
    byte[] datagram = Udp.toStack(40000, 33434, Udp.bytes(3000));
    stack.receiveInFragments(UDP, 79, datagram, 1480);
    byte[] whole = Frames.ipv4().identification(79).protocol(UDP).payload(datagram).packet();
    assertError(stack.sent(), 3, 3, whole);
  }

  @Test
  @Order(12)
  @DisplayName("teardrop: overlapping fragments are dropped, all of them")
  void teardrop() throws IOException {
    stack.receive(TestStack.fragment(UDP, 242, 0, true).payload(Udp.bytes(40)));
    stack.receive(TestStack.fragment(UDP, 242, 24, false).payload(Udp.bytes(4)));
    assertThat("drops", stack.drops, contains(ServicesDrop.BAD_FRAGMENT));
    lives();
  }

  @Test
  @Order(13)
  @DisplayName("ping of death: a packet larger than 65535 bytes is dropped")
  void pingOfDeath() throws IOException {
    stack.receive(TestStack.fragment(ICMP, 243, 65512, false).payload(Udp.bytes(1000)));
    assertThat("drops", stack.drops, contains(ServicesDrop.BAD_FRAGMENT));
    lives();
  }

  @Test
  @Order(14)
  @DisplayName("60 seconds after a first fragment: time exceeded, once")
  void timeExceeded() throws IOException {
    byte[] datagram = Udp.toStack(40000, 7, Udp.bytes(3000));
    byte[] start = Arrays.copyOf(datagram, 1480);
    stack.receive(TestStack.fragment(UDP, 80, 0, true).payload(start));
    assertThat("wants to be called in 60 s", stack.pass(0), is(stack.now() + 60_000_000_000L));
    stack.pass(59);
    assertThat("sent after 59 s", stack.sent(), is(empty()));
    stack.pass(1);
    assertError(stack.sent(), 11, 1, TestStack.fragment(UDP, 80, 0, true).payload(start).packet());
    assertThat("drops", stack.drops, contains(ServicesDrop.FRAGMENTS_TOO_OLD));
    stack.pass(60);
    assertThat("sent after two minutes", stack.sent(), is(empty()));
    stack.receive(
        TestStack.fragment(UDP, 80, 1480, false)
            .payload(Arrays.copyOfRange(datagram, 1480, datagram.length)));
    assertThat("sent after the last fragment, too late", stack.sent(), is(empty()));
  }

  @Test
  @Order(15)
  @DisplayName("60 seconds after another fragment than the first: no word (RFC 792)")
  void timeExceededWithoutTheFirst() throws IOException {
    stack.receive(TestStack.fragment(UDP, 81, 1480, false).payload(Udp.bytes(100)));
    stack.pass(61);
    assertThat("sent", stack.sent(), is(empty()));
    assertThat("drops", stack.drops, contains(ServicesDrop.FRAGMENTS_TOO_OLD));
  }

  @Test
  @Order(16)
  @DisplayName("a flood of first fragments: the oldest go, and large datagrams are still echoed")
  void flood() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      stack.receive(
          TestStack.fragment(UDP, i, 0, true).from("10.0.0." + i % 200).payload(Udp.bytes(1480)));
    }
    assertThat("drops", stack.drops, hasItem(ServicesDrop.NO_ROOM_FOR_FRAGMENTS));
    int kept = 20_000 - stack.drops.size();
    assertThat("packets that still wait", kept, greaterThan(1000));
    assertThat("packets that still wait", kept, lessThan((4 << 20) / 1480));
    lives();
  }

  @Test
  @Order(17)
  @DisplayName("a flood of one sender: its own packets go, and nobody else's")
  void floodOfOneSender() throws IOException {
    byte[] datagram = Udp.toStack(40000, 7, Udp.bytes(2000));
    stack.receive(TestStack.fragment(UDP, 83, 0, true).payload(Arrays.copyOf(datagram, 1480)));
    for (int i = 0; i < 5000; i++) {
      stack.receive(TestStack.fragment(UDP, i, 0, true).from("10.0.0.9").payload(Udp.bytes(1480)));
    }
    long gone =
        stack.drops.stream().filter(ServicesDrop.TOO_MANY_FRAGMENTS_OF_SENDER::equals).count();
    assertThat("packets of that sender that still wait", 5000 - gone, lessThan((1L << 20) / 1480));
    assertThat("packets that still wait", 5000 - gone, greaterThan(400L));
    byte[] rest = Arrays.copyOfRange(datagram, 1480, datagram.length);
    stack.receive(TestStack.fragment(UDP, 83, 1480, false).payload(rest));
    assertThat(
        "what began before the flood, and ends after it",
        together(stack.sent()),
        sameBytes(Udp.toKernel(7, 40000, Udp.bytes(2000))));
    lives();
  }

  @Test
  @Order(17)
  @DisplayName("a duplicate, as a network makes one, does no harm")
  void duplicate() throws IOException {
    byte[] datagram = Udp.toStack(40000, 7, Udp.bytes(3000));
    byte[] start = Arrays.copyOf(datagram, 1480);
    stack.receive(TestStack.fragment(UDP, 82, 0, true).payload(start));
    stack.receiveInFragments(UDP, 82, datagram, 1480);
    assertThat(
        "together", together(stack.sent()), sameBytes(Udp.toKernel(7, 40000, Udp.bytes(3000))));
  }

  @Test
  @Order(18)
  @DisplayName("ping -R: the reply has our address in its route; in fragments, the first has it")
  void recordRoute() throws IOException {
    byte[] asked = Hex.bytes("01 07 0b 04 00 00 00 00 00 00 00 00");
    byte[] answered = Hex.bytes("07 0b 08 c0 a8 64 02 00 00 00 00 00");
    ping(asked, Udp.bytes(8));
    assertThat("options", options(stack.sent().get(0)), sameBytes(answered));
    ping(asked, Udp.bytes(3000));
    List<byte[]> sent = stack.sent();
    assertThat("options of the first fragment", options(sent.get(0)), sameBytes(answered));
    assertThat("options of the second", options(sent.get(1)), sameBytes(new byte[0]));
  }

  @Test
  @Order(19)
  @DisplayName("ping -T tsonly: the reply has our time of day, in milliseconds")
  void timeStamp() throws IOException {
    ping(Hex.bytes("44 0c 05 00 00000000 00000000"), Udp.bytes(3000));
    byte[] answered = options(stack.sent().get(0));
    assertThat("when it was", ByteBuffer.wrap(answered).getInt(4), is(TestStack.START));
  }

  /** A ping with these options in its first fragment. */
  private void ping(byte[] options, byte[] data) throws IOException {
    byte[] message = Frames.echoRequest().payload(data).message();
    int first = Math.min(message.length, 1400);
    stack.receive(
        TestStack.fragment(ICMP, 90, 0, first < message.length)
            .options(options)
            .payload(Arrays.copyOf(message, first)));
    for (int at = first; at < message.length; at += 1480) {
      int end = Math.min(message.length, at + 1480);
      stack.receive(
          TestStack.fragment(ICMP, 90, at, end < message.length)
              .payload(Arrays.copyOfRange(message, at, end)));
    }
  }

  private static byte[] options(byte[] packet) {
    return Arrays.copyOfRange(packet, 20, (packet[0] & 0xF) * 4);
  }

  /** A large datagram is echoed. */
  private void lives() throws IOException {
    stack.sent();
    stack.receiveInFragments(UDP, 9999, Udp.toStack(40000, 7, Udp.bytes(5000)), 1480);
    assertThat(
        "the echo, afterwards",
        together(stack.sent()),
        sameBytes(Udp.toKernel(7, 40000, Udp.bytes(5000))));
  }

  /** One ICMP error that quotes the start of this packet. */
  private static void assertError(List<byte[]> sent, int type, int code, byte[] packet) {
    assertThat("packets sent", sent.size(), is(1));
    byte[] error = sent.get(0);
    assertThat("protocol", error[9], is((byte) ICMP));
    assertThat("type", error[20], is((byte) type));
    assertThat("code", error[21], is((byte) code));
    byte[] quoted = Arrays.copyOfRange(error, 28, error.length);
    assertThat("quoted", quoted, sameBytes(Arrays.copyOf(packet, quoted.length)));
    assertThat(
        "the checksum over the message",
        Frames.checksum(Arrays.copyOfRange(error, 20, error.length)),
        is(0));
  }

  /** The payload of a packet that was sent in fragments, in order. */
  private static byte[] together(List<byte[]> fragments) {
    int size = fragments.stream().mapToInt(fragment -> fragment.length - 20).sum();
    ByteBuffer whole = ByteBuffer.allocate(size);
    fragments.forEach(fragment -> whole.put(fragment, 20, fragment.length - 20));
    long ids = fragments.stream().map(f -> ByteBuffer.wrap(f).getShort(4)).distinct().count();
    assertThat("identifications", ids, is(1L));
    IntStream.range(0, fragments.size())
        .forEach(
            i ->
                assertThat(
                    "more follow after fragment " + i,
                    (fragments.get(i)[6] & 0x20) != 0,
                    is(i < fragments.size() - 1)));
    return whole.array();
  }
}
