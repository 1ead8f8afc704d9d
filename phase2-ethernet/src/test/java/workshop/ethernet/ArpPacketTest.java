package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameArp;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Refusal;

@Order(4)
@DisplayName("ArpPacket")
class ArpPacketTest {
  /** Who has 192.168.100.2? Tell 192.168.100.1. */
  private static final byte[] REQUEST =
      Hex.bytes(
          "00 01 | 08 00 | 06 | 04 | 00 01 | 02 00 00 00 00 aa | c0 a8 64 01"
              + "| 00 00 00 00 00 00 | c0 a8 64 02");

  /** 192.168.100.2 is at 02:00:00:00:00:01. */
  private static final byte[] REPLY =
      Hex.bytes(
          "00 01 | 08 00 | 06 | 04 | 00 02 | 02 00 00 00 00 01 | c0 a8 64 02"
              + "| 02 00 00 00 00 aa | c0 a8 64 01");

  private static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);
  private static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);
  private static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);

  @Test
  @Exercise("2.3")
  @Order(1)
  @DisplayName("parse: reads a request")
  void readsRequest() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(REQUEST);
    assertThat(
        fields(ArpPacket.parse(bytes)),
        is(
            "operation 1, sender 02:00:00:00:00:aa 192.168.100.1,"
                + " target 00:00:00:00:00:00 192.168.100.2"));
    assertThat("the buffer's position, after parse", bytes.position(), is(0));
  }

  @Test
  @Exercise("2.3")
  @Order(2)
  @DisplayName("parse: reads a reply")
  void readsReply() throws MalformedException {
    assertThat(
        fields(ArpPacket.parse(DirectMemory.of(REPLY))),
        is(
            "operation 2, sender 02:00:00:00:00:01 192.168.100.2,"
                + " target 02:00:00:00:00:aa 192.168.100.1"));
  }

  @Test
  @Exercise("2.3")
  @Order(3)
  @DisplayName("parse: takes no notice of padding after the packet")
  void ignoresPadding() throws MalformedException {
    // On a wire, a frame has 60 bytes at least: 18 of padding after an ARP packet.
    byte[] padded = Arrays.copyOf(REQUEST, 46);
    Arrays.fill(padded, 28, 46, (byte) 0xEE);
    assertThat(
        fields(ArpPacket.parse(DirectMemory.of(padded))),
        is(
            "operation 1, sender 02:00:00:00:00:aa 192.168.100.1,"
                + " target 00:00:00:00:00:00 192.168.100.2"));
  }

  @Test
  @Exercise("2.3")
  @Order(4)
  @DisplayName("parse: refuses what is cut short, at every length")
  void refusesShort() {
    for (int length = 0; length < 28; length++) {
      ByteBuffer bytes = DirectMemory.of(Arrays.copyOf(REQUEST, length));
      MalformedException refused = refused(length + " of 28 bytes", bytes);
      assertThat(length + " of 28 bytes", refused.reason(), is(EthernetDrop.ARP_TOO_SHORT));
    }
  }

  @Test
  @Exercise("2.3")
  @Order(5)
  @DisplayName("parse: heeds the limit: what lies after it belongs to another frame")
  void heedsLimit() {
    ByteBuffer bytes = DirectMemory.of(Arrays.copyOf(REQUEST, 60)).limit(27);
    MalformedException refused = refused("a limit of 27, in a buffer with room for 60", bytes);
    assertThat("reason", refused.reason(), is(EthernetDrop.ARP_TOO_SHORT));
  }

  @ParameterizedTest(name = "hardware type {0}, protocol type {1}, lengths {2} and {3}")
  @Exercise("2.3")
  @Order(6)
  @CsvSource({
    "6, 0x0800, 6, 4", // IEEE 802
    "0, 0x0800, 6, 4",
    "257, 0x0800, 6, 4", // 0x0101: as good as Ethernet, if one looks at the lower byte only
    "1, 0x86dd, 6, 4", // IPv6
    "1, 0x0806, 6, 4",
    "1, 0x0801, 6, 4",
    "1, 0x0800, 8, 4",
    "1, 0x0800, 6, 16",
    "1, 0x0800, 4, 6",
    "1, 0x0800, 0, 0",
    "1, 0x0800, 255, 255"
  })
  @DisplayName("parse: refuses what is not about Ethernet and IPv4")
  void refusesOtherTypes(int hardware, String protocol, int hardwareLength, int protocolLength) {
    byte[] message =
        Frames.arpRequest()
            .hardwareType(hardware)
            .protocolType(Integer.decode(protocol))
            .hardwareLength(hardwareLength)
            .protocolLength(protocolLength)
            .message();
    MalformedException refused =
        refused("what is not about Ethernet and IPv4", DirectMemory.of(message));
    assertThat("reason", refused.reason(), is(EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4));
  }

  @ParameterizedTest(name = "operation {0}")
  @Exercise("2.3")
  @Order(7)
  @ValueSource(ints = {0, 3, 4, 8, 257, 258, 65535})
  @DisplayName("parse: refuses what is neither request nor reply")
  void refusesOtherOperations(int operation) {
    byte[] message = Frames.arpRequest().operation(operation).message();
    MalformedException refused = refused("operation " + operation, DirectMemory.of(message));
    assertThat("reason", refused.reason(), is(EthernetDrop.ARP_UNKNOWN_OPERATION));
  }

  @Test
  @Exercise("2.4")
  @Order(8)
  @DisplayName("write: puts all fields, from index 0, and leaves position and limit as they are")
  void writes() {
    ByteBuffer buffer = DirectMemory.of(new byte[60]).limit(28);
    new ArpPacket(1, KERNEL_MAC, KERNEL, new MacAddress(0), STACK).write(buffer);
    assertThat("the buffer's position, after write", buffer.position(), is(0));
    assertThat("the buffer's limit, after write", buffer.limit(), is(28));
    assertThat(buffer, sameArp(REQUEST));
    buffer.position(5);
    new ArpPacket(2, STACK_MAC, STACK, KERNEL_MAC, KERNEL).write(buffer);
    assertThat("the buffer's position, after write", buffer.position(), is(5));
    assertThat(buffer.rewind(), sameArp(REPLY));
  }

  @Test
  @Exercise("2.4")
  @Order(9)
  @DisplayName("write: writes every byte, whatever was in the buffer before")
  void writesEveryByte() {
    byte[] dirty = new byte[30];
    Arrays.fill(dirty, (byte) 0xEE);
    ByteBuffer buffer = DirectMemory.of(dirty);
    new ArpPacket(1, KERNEL_MAC, KERNEL, new MacAddress(0), STACK).write(buffer);
    assertThat(buffer.slice(0, 28), sameArp(REQUEST));
    assertThat("and none after", buffer.slice(28, 2), sameBytes(Hex.bytes("ee ee")));
  }

  @Test
  @Exercise("2.4")
  @Order(10)
  @DisplayName("replyFrom: the target becomes the sender, and the sender the target")
  void replies() {
    ArpPacket request = new ArpPacket(1, KERNEL_MAC, KERNEL, new MacAddress(0), STACK);
    assertThat(
        fields(request.replyFrom(STACK_MAC)),
        is(
            "operation 2, sender 02:00:00:00:00:01 192.168.100.2,"
                + " target 02:00:00:00:00:aa 192.168.100.1"));
  }

  @Test
  @Given
  @Order(11)
  @DisplayName("toString: as tcpdump says it")
  void inWords() {
    ArpPacket request = new ArpPacket(1, KERNEL_MAC, KERNEL, new MacAddress(0), STACK);
    assertThat(
        request.toString(),
        is("ARP: who has 192.168.100.2? Tell 192.168.100.1 (02:00:00:00:00:aa)"));
    ArpPacket reply = new ArpPacket(2, STACK_MAC, STACK, KERNEL_MAC, KERNEL);
    assertThat(reply.toString(), is("ARP: 192.168.100.2 is at 02:00:00:00:00:01"));
  }

  private static MalformedException refused(String what, ByteBuffer bytes) {
    return Refusal.of(MalformedException.class, what, () -> ArpPacket.parse(bytes));
  }

  /** All of them: toString leaves some out. */
  private static String fields(ArpPacket packet) {
    return "operation %d, sender %s %s, target %s %s"
        .formatted(
            packet.operation(),
            packet.senderMac(),
            packet.sender(),
            packet.targetMac(),
            packet.target());
  }
}
