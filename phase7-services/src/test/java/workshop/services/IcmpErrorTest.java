package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.Subnet;
import workshop.shared.Ipv4Address;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ipv4Builder;

@Order(3)
@Exercise("7.3")
@DisplayName("IcmpError")
class IcmpErrorTest {
  private static final Subnet SUBNET = new Subnet(Ipv4Address.parse(Frames.KERNEL_IP), 24);

  private static Ipv4Builder udp() {
    return Frames.ipv4().protocol(17).payload(Udp.toStack(40000, 9999, "hello".getBytes()));
  }

  /** As it comes out of a frame; made without the code of earlier exercises. */
  private static Ipv4Packet packet(Ipv4Builder builder) {
    byte[] bytes = builder.packet();
    int headerLength = (bytes[0] & 0xF) * 4;
    ByteBuffer direct = Udp.direct(bytes);
    return new Ipv4Packet(
        new Ipv4Header(direct), direct.slice(headerLength, bytes.length - headerLength));
  }

  private static boolean isDeserved(Ipv4Builder builder) {
    return IcmpError.isDeserved(packet(builder), SUBNET);
  }

  @Test
  @Order(1)
  @DisplayName("isDeserved: a datagram from one machine to us deserves one")
  void deserved() {
    assertThat("may its sender be told?", isDeserved(udp()), is(true));
    assertThat("from elsewhere: may it be told?", isDeserved(udp().from("10.9.8.7")), is(true));
  }

  @ParameterizedTest(name = "to {0}")
  @Order(2)
  @ValueSource(strings = {"255.255.255.255", "192.168.100.255", "224.0.0.1", "239.1.2.3"})
  @DisplayName("isDeserved: never for a packet to a broadcast or multicast address")
  void neverForGroups(String destination) {
    assertThat(
        "to " + destination + ", that is to many: may its sender be told?",
        isDeserved(udp().to(destination)),
        is(false));
  }

  @ParameterizedTest(name = "from {0}")
  @Order(3)
  @ValueSource(
      strings = {"255.255.255.255", "192.168.100.255", "224.0.0.1", "0.0.0.0", "127.0.0.1"})
  @DisplayName("isDeserved: never to a source that is not one machine's address")
  void neverToGroups(String source) {
    assertThat(
        "from " + source + ", which is no machine's address: may its sender be told?",
        isDeserved(udp().from(source)),
        is(false));
  }

  @ParameterizedTest(name = "offset {0}, more follow: {1}")
  @Order(4)
  @CsvSource({
    "8, true, false",
    "8, false, false",
    "1480, true, false",
    "65512, false, false",
    "0, true, true",
    "0, false, true"
  })
  @DisplayName("isDeserved: for the first fragment, never for a later one")
  void onlyTheFirstFragment(int offset, boolean more, boolean expected) {
    Ipv4Builder fragment = udp().fragmentOffset(offset);
    assertThat(
        "a fragment with the offset " + offset + ": may its sender be told?",
        isDeserved(more ? fragment.moreFragments() : fragment),
        is(expected));
  }

  @ParameterizedTest(name = "ICMP type {0}")
  @Order(5)
  @ValueSource(ints = {3, 4, 5, 11, 12})
  @DisplayName("isDeserved: never for an ICMP error: else two machines might never end")
  void neverForErrors(int type) {
    byte[] message = Frames.echoRequest().type(type).payload(new byte[28]).message();
    assertThat(
        "an ICMP error of type " + type + ": may its sender be told?",
        isDeserved(Frames.ipv4().protocol(1).payload(message)),
        is(false));
  }

  @Test
  @Order(6)
  @DisplayName("isDeserved: for an echo request; not for ICMP without a single byte")
  void pings() {
    byte[] ping = Frames.echoRequest().message();
    assertThat(
        "an echo request: may its sender be told?",
        isDeserved(Frames.ipv4().protocol(1).payload(ping)),
        is(true));
    assertThat(
        "ICMP without a byte, it could be anything: may its sender be told?",
        isDeserved(Frames.ipv4().protocol(1)),
        is(false));
  }

  @ParameterizedTest(name = "protocol {0}")
  @Order(7)
  @ValueSource(ints = {6, 17, 99, 132, 255})
  @DisplayName("isDeserved: only in ICMP, the first byte of the payload is a type")
  void otherProtocols(int protocol) {
    byte[] likeAnError = Hex.bytes("03 03 00 00 00 00 00 00");
    assertThat(
        "protocol " + protocol + ": may its sender be told?",
        isDeserved(Frames.ipv4().protocol(protocol).payload(likeAnError)),
        is(true));
    assertThat(
        "protocol " + protocol + ", without payload: may its sender be told?",
        isDeserved(Frames.ipv4().protocol(protocol)),
        is(true));
  }

  @ParameterizedTest(name = "type {0}, code {1}")
  @Order(10)
  @CsvSource({"3, 3", "3, 2", "11, 1"})
  @DisplayName("about: type and code, and no byte of the message that means nothing is used")
  void typeAndCode(int type, int code) {
    IcmpMessage message = IcmpError.about(packet(udp()), type, code);
    assertThat("type", message.type(), is(type));
    assertThat("code", message.code(), is(code));
    assertThat(
        "the four unused bytes",
        Arrays.copyOf(bytes(message), 4),
        sameBytes(Hex.bytes("00 00 00 00")));
  }

  @Test
  @Order(11)
  @DisplayName("about: quotes the header and at least 8 bytes of the payload")
  void quotes() {
    quotes(udp(), 20);
  }

  @Test
  @Order(12)
  @DisplayName("about: quotes the options, too, and then the payload")
  void quotesOptions() {
    quotes(udp().options(Hex.bytes("94 04 00 00 01 01 01 00")), 28);
  }

  private static void quotes(Ipv4Builder builder, int headerLength) {
    byte[] packet = builder.packet();
    byte[] message = bytes(IcmpError.about(packet(builder), 3, 3));
    int quoted = message.length - 4;
    assertThat(
        "quoted bytes: "
            + headerLength
            + " of header, and 8 or more of the "
            + (packet.length - headerLength)
            + " of payload",
        quoted,
        both(greaterThanOrEqualTo(headerLength + 8)).and(lessThanOrEqualTo(packet.length)));
    assertThat(
        "what is quoted",
        Arrays.copyOfRange(message, 4, message.length),
        sameBytes(Arrays.copyOf(packet, quoted)));
  }

  @ParameterizedTest(name = "{0} bytes of payload")
  @Order(13)
  @ValueSource(ints = {0, 1, 7, 8})
  @DisplayName("about: quotes a short payload as a whole")
  void quotesShort(int count) {
    Ipv4Builder builder = Frames.ipv4().protocol(99).payload(Udp.bytes(count));
    byte[] message = bytes(IcmpError.about(packet(builder), 3, 2));
    assertThat(
        "what is quoted",
        Arrays.copyOfRange(message, 4, message.length),
        sameBytes(builder.packet()));
  }

  @Test
  @Order(14)
  @DisplayName("about: the message is 576 bytes at most, as a packet (RFC 1812 section 4.3.2.3)")
  void isSmall() {
    Ipv4Builder large = Frames.ipv4().protocol(17).payload(Udp.bytes(1480));
    int size = 20 + IcmpError.about(packet(large), 3, 3).size();
    assertThat("size of the packet with the message", size, lessThanOrEqualTo(576));
  }

  @Test
  @Order(15)
  @DisplayName("about: leaves the packet as it is")
  void leavesPacket() {
    Ipv4Packet packet = packet(udp());
    int position = packet.payload().position();
    IcmpError.about(packet, 3, 3);
    assertThat("the payload's position", packet.payload().position(), is(position));
    assertThat(packet.payload(), sameBytes(Udp.toStack(40000, 9999, "hello".getBytes())));
  }

  private static byte[] bytes(IcmpMessage message) {
    return Hex.bytes(message.rest().duplicate().rewind());
  }
}
