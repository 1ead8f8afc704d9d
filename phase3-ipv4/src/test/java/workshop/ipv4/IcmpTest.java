package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameIcmp;
import static workshop.testkit.SameBytes.samePacket;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Count;
import workshop.shared.DropReason;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.IcmpBuilder;

@Order(8)
@Exercise("3.7")
@DisplayName("Icmp: answers ping")
class IcmpTest {
  private final TestNetwork network = new TestNetwork(1500);

  @BeforeEach
  void startIcmp() {
    new Icmp(network.ipv4, network.observer);
  }

  @Test
  @Order(1)
  @DisplayName("answers an echo request: same identifier, same sequence number, same data")
  void answers() throws IOException {
    network.receive(
        Frames.echoRequest().identifier(0xFEDC).sequence(0x8001).payload("hello").packet());
    assertSent("sent", reply().identifier(0xFEDC).sequence(0x8001).payload("hello").packet());
    assertThat("drops", network.observer.reasons, is(empty()));
  }

  @Test
  @Order(2)
  @DisplayName("answers every length of data from 0 to 1472 bytes, byte for byte")
  void answersEveryLength() throws IOException {
    long seed = 1122;
    Random random = new Random(seed);
    for (int length = 0; length <= 1472; length++) {
      byte[] data = new byte[length];
      random.nextBytes(data);
      network.receive(Frames.echoRequest().sequence(length).payload(data).packet());
      assertSent(
          "sent for %s of data (seed %d)".formatted(Count.of(length, "byte"), seed),
          reply().sequence(length).payload(data).packet());
    }
  }

  @Test
  @Order(3)
  @DisplayName("does not echo the padding of a short frame")
  void doesNotEchoPadding() throws IOException {
    byte[] packet = Frames.echoRequest().payload("hi").packet();
    byte[] padded = Arrays.copyOf(packet, 46);
    Arrays.fill(padded, packet.length, 46, (byte) 0xEE);
    network.receive(padded);
    assertSent("sent", reply().payload("hi").packet());
  }

  @Test
  @Order(4)
  @DisplayName("answers a request with IPv4 options")
  void answersWithOptions() throws IOException {
    network.receive(
        Frames.echoRequest().payload("hi").ip(ip -> ip.options(Hex.bytes("94 04 00 00"))).packet());
    assertSent("sent", reply().payload("hi").packet());
  }

  @Test
  @Order(5)
  @DisplayName("the answer goes to the sender: the two addresses change places")
  void answersWhoeverAsked() throws IOException {
    network.receive(Frames.echoRequest().from("10.9.8.7").payload("hi").packet());
    assertSent("sent", reply().to("10.9.8.7").payload("hi").packet());
  }

  @ParameterizedTest(name = "checksum {0}")
  @Order(6)
  @ValueSource(strings = {"0x0000", "0xffff", "0x1234"})
  @DisplayName("drops a message whose checksum is wrong, and tells the observer")
  void dropsBadChecksum(String checksum) throws IOException {
    IcmpBuilder wrong = Frames.echoRequest().payload("hello").checksum(Integer.decode(checksum));
    assertDropped(wrong, Ipv4Drop.BAD_ICMP_CHECKSUM);
  }

  @ParameterizedTest(name = "type {0}")
  @Order(7)
  @ValueSource(ints = {0, 3, 4, 5, 7, 9, 11, 13, 15, 17, 136, 255})
  @DisplayName("drops any other type of message: no answer is sent, and the observer is told")
  void dropsOtherTypes(int type) throws IOException {
    assertDropped(
        Frames.echoRequest().type(type).payload(new byte[28]), Ipv4Drop.UNKNOWN_ICMP_MESSAGE);
  }

  @ParameterizedTest(name = "code {0}")
  @Order(8)
  @ValueSource(ints = {1, 8, 255})
  @DisplayName("drops an echo request with a code: no answer is sent, and the observer is told")
  void dropsOtherCodes(int code) throws IOException {
    assertDropped(Frames.echoRequest().code(code), Ipv4Drop.UNKNOWN_ICMP_MESSAGE);
  }

  @Test
  @Order(9)
  @DisplayName("drops a message shorter than its header, at every length")
  void dropsShort() throws IOException {
    for (int length = 0; length < 8; length++) {
      byte[] message = Arrays.copyOf(Frames.echoRequest().message(), length);
      network.receive(Frames.ipv4().protocol(1).payload(message).packet());
      assertNothingSent();
      assertThat(
          "reasons that the observer was told, for " + Count.of(length, "byte"),
          network.observer.reasons,
          is(List.of(Ipv4Drop.ICMP_TOO_SHORT)));
      network.observer.reasons.clear();
    }
  }

  @Test
  @Order(10)
  @DisplayName("drops a request whose answer would not fit into a frame of this link")
  void dropsTooLarge() throws IOException {
    assertDropped(Frames.echoRequest().payload(new byte[1473]), Ipv4Drop.TOO_LARGE_TO_ANSWER);
  }

  @ParameterizedTest(name = "MTU {0}")
  @Order(11)
  @ValueSource(ints = {68, 576, 9000})
  @DisplayName("the link decides which request is too large")
  void otherLinks(int mtu) throws IOException {
    TestNetwork other = new TestNetwork(mtu);
    new Icmp(other.ipv4, other.observer);
    other.receive(Frames.echoRequest().payload(new byte[mtu - 28]).packet());
    assertThat("packets sent for the largest message", other.sent().size(), is(1));
    other.receive(Frames.echoRequest().payload(new byte[mtu - 27]).packet());
    assertThat("packets sent for one that is larger", other.sent().size(), is(0));
    assertThat(
        "reasons that the observer was told",
        other.observer.reasons,
        is(List.of(Ipv4Drop.TOO_LARGE_TO_ANSWER)));
  }

  private void assertDropped(IcmpBuilder message, DropReason reason) throws IOException {
    network.receive(message.packet());
    assertNothingSent();
    assertThat("reasons that the observer was told", network.observer.reasons, is(List.of(reason)));
    assertThat(
        "the bytes that it was told: the packet's payload",
        network.observer.dropped.get(0),
        sameIcmp(message.message()));
  }

  private void assertNothingSent() {
    assertThat("packets sent: this must not be answered", network.sent().size(), is(0));
  }

  /** Checks that exactly this packet was sent. */
  private void assertSent(String when, byte[] packet) {
    List<byte[]> sent = network.sent();
    assertThat("packets " + when, sent.size(), is(1));
    assertThat("the packet " + when, sent.get(0), samePacket(packet));
  }

  /** An answer of the stack: it comes from the stack, and routers must not fragment it. */
  private static IcmpBuilder reply() {
    return Frames.echoReply().ip(ip -> ip.identification(0).dontFragment());
  }
}
