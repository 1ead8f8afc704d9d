package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Count;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Refusal;

@Order(4)
@Exercise("3.5")
@DisplayName("Ipv4Packet: reading and checking")
class Ipv4PacketTest {
  private static final byte[] PAYLOAD = Hex.bytes("68 65 6c 6c 6f");

  @Test
  @Order(1)
  @DisplayName("parse: header and payload")
  void parses() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(Frames.ipv4().protocol(17).payload(PAYLOAD).packet());
    Ipv4Packet packet = Ipv4Packet.parse(bytes);
    assertThat("payload", packet.payload(), sameBytes(PAYLOAD));
    assertThat("the payload's position", packet.payload().position(), is(0));
    assertThat("the position of what was received", bytes.position(), is(0));
    assertThat("byte at index 1", packet.payload().get(1), is((byte) 'e'));
    assertThat(packet.source(), is(new Ipv4Address(0xC0A8_6401)));
    assertThat(packet.destination(), is(new Ipv4Address(0xC0A8_6402)));
    assertThat("protocol", packet.header().protocol(), is(17));
  }

  @ParameterizedTest(name = "{0} bytes of padding")
  @Order(2)
  @ValueSource(ints = {1, 2, 21, 100})
  @DisplayName("parse: cuts the payload at the total length: what follows is padding")
  void cutsPadding(int padding) throws MalformedException {
    byte[] packet = Frames.ipv4().payload(PAYLOAD).packet();
    byte[] padded = Arrays.copyOf(packet, packet.length + padding);
    Arrays.fill(padded, packet.length, padded.length, (byte) 0xEE);
    assertThat("payload, without the padding", parse(padded).payload(), sameBytes(PAYLOAD));
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(3)
  @ValueSource(ints = {4, 8, 20, 40})
  @DisplayName("parse: options are no payload: the header is as long as it says (IHL)")
  void skipsOptions(int length) throws MalformedException {
    byte[] options = new byte[length];
    Arrays.fill(options, (byte) 1); // "no operation"
    byte[] bytes = Frames.ipv4().options(options).payload(PAYLOAD).packet();
    assertThat("payload, after the options", parse(bytes).payload(), sameBytes(PAYLOAD));
    assertThat("padded", parse(Arrays.copyOf(bytes, 80)).payload(), sameBytes(PAYLOAD));
  }

  @Test
  @Order(4)
  @DisplayName("parse: a packet may be empty")
  void emptyPayload() throws MalformedException {
    assertThat(parse(Frames.ipv4().packet()).payload(), sameBytes(new byte[0]));
    byte[] options = Frames.ipv4().options(Hex.bytes("01 01 01 01")).packet();
    assertThat(parse(options).payload(), sameBytes(new byte[0]));
    assertThat("padded", parse(Frames.ipv4().packet(), 46).payload(), sameBytes(new byte[0]));
  }

  @Test
  @Order(5)
  @DisplayName("parse: the payload is a view, not a copy")
  void doesNotCopy() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(Frames.ipv4().payload(PAYLOAD).packet());
    Ipv4Packet packet = Ipv4Packet.parse(bytes);
    bytes.put(20, (byte) 'j');
    assertThat(
        "the payload, after the packet's byte 20 became 6a",
        packet.payload(),
        sameBytes(Hex.bytes("6a 65 6c 6c 6f")));
  }

  @Test
  @Order(6)
  @DisplayName("parse: the largest packet there is")
  void largest() throws MalformedException {
    byte[] payload = new byte[65515];
    payload[65514] = 7;
    assertThat(parse(Frames.ipv4().payload(payload).packet()).payload(), sameBytes(payload));
  }

  @Test
  @Order(7)
  @DisplayName("parse: refuses what is shorter than a header, at every length")
  void refusesShort() {
    byte[] packet = Frames.ipv4().payload(PAYLOAD).packet();
    for (int length = 0; length < 20; length++) {
      assertRefused(Arrays.copyOf(packet, length), Ipv4Drop.PACKET_TOO_SHORT);
    }
  }

  @ParameterizedTest(name = "version {0}")
  @Order(8)
  @ValueSource(ints = {0, 3, 5, 6, 8, 12, 15})
  @DisplayName("parse: refuses any version but 4")
  void refusesOtherVersions(int version) {
    assertRefused(
        Frames.ipv4().version(version).payload(new byte[40]).packet(), Ipv4Drop.NOT_VERSION_4);
  }

  @ParameterizedTest(name = "IHL {0}")
  @Order(9)
  @ValueSource(ints = {0, 1, 2, 3, 4})
  @DisplayName("parse: refuses an IHL that is too small for a header")
  void refusesShortHeader(int ihl) {
    assertRefused(
        Frames.ipv4().ihl(ihl).payload(new byte[40]).packet(), Ipv4Drop.BAD_HEADER_LENGTH);
  }

  @ParameterizedTest(name = "IHL {0}")
  @Order(10)
  @ValueSource(ints = {7, 10, 15})
  @DisplayName("parse: refuses an IHL that makes the header longer than the packet")
  void refusesLongHeader(int ihl) {
    byte[] packet = Frames.ipv4().payload(PAYLOAD).ihl(ihl).totalLength(ihl * 4).packet();
    assertRefused(packet, Ipv4Drop.BAD_HEADER_LENGTH);
  }

  @ParameterizedTest(name = "total length {0}")
  @Order(11)
  @ValueSource(ints = {0, 1, 19, 26, 27, 1500, 32768, 65535})
  @DisplayName("parse: refuses a total length beyond the end, or within the header")
  void refusesTotalLength(int totalLength) {
    byte[] packet = Frames.ipv4().totalLength(totalLength).payload(PAYLOAD).packet();
    assertRefused(packet, Ipv4Drop.BAD_TOTAL_LENGTH);
  }

  @ParameterizedTest(name = "IHL 15, total length {0}")
  @Order(12)
  @ValueSource(ints = {20, 24, 59})
  @DisplayName("parse: refuses a total length within the options")
  void refusesTotalLengthWithinOptions(int totalLength) {
    byte[] packet =
        Frames.ipv4().options(new byte[40]).totalLength(totalLength).payload(PAYLOAD).packet();
    assertRefused(packet, Ipv4Drop.BAD_TOTAL_LENGTH);
  }

  @Test
  @Order(13)
  @DisplayName("parse: refuses a packet that is cut short, at every length")
  void refusesCutPayload() {
    byte[] packet = Frames.ipv4().payload(PAYLOAD).packet();
    for (int length = 20; length < packet.length; length++) {
      assertRefused(Arrays.copyOf(packet, length), Ipv4Drop.BAD_TOTAL_LENGTH);
    }
  }

  @Test
  @Order(14)
  @DisplayName("parse: refuses a packet that is cut short within its options, at every length")
  void refusesCutOptions() {
    byte[] packet = Frames.ipv4().options(new byte[40]).payload(PAYLOAD).packet();
    for (int length = 20; length < 60; length++) {
      assertRefused(Arrays.copyOf(packet, length), Ipv4Drop.BAD_HEADER_LENGTH);
    }
    for (int length = 60; length < 65; length++) {
      assertRefused(Arrays.copyOf(packet, length), Ipv4Drop.BAD_TOTAL_LENGTH);
    }
  }

  @Test
  @Order(15)
  @DisplayName("parse: reads no byte after the limit")
  void heedsLimit() {
    byte[] packet = Frames.ipv4().options(new byte[4]).payload(PAYLOAD).packet();
    for (int limit = 0; limit < packet.length; limit++) {
      ByteBuffer bytes = DirectMemory.of(packet).limit(limit);
      DropReason reason = Ipv4Drop.BAD_TOTAL_LENGTH;
      if (limit < 24) {
        reason = limit < 20 ? Ipv4Drop.PACKET_TOO_SHORT : Ipv4Drop.BAD_HEADER_LENGTH;
      }
      assertRefused("29 bytes with the limit at " + limit, bytes, reason);
    }
  }

  @ParameterizedTest(name = "{1} is not the checksum of {0} bytes")
  @Order(16)
  @CsvSource({"5, 0", "5, 65535", "5, 4660", "0, 0"})
  @DisplayName("parse: refuses a wrong header checksum")
  void refusesChecksum(int payload, int checksum) {
    assertRefused(
        Frames.ipv4().payload(new byte[payload]).checksum(checksum).packet(),
        Ipv4Drop.BAD_HEADER_CHECKSUM);
  }

  @Test
  @Order(17)
  @DisplayName("parse: refuses wrong options by the checksum: they are part of the header")
  void checksumCoversOptions() {
    byte[] packet = Frames.ipv4().options(Hex.bytes("01 01 01 01")).payload(PAYLOAD).packet();
    packet[23] = 0;
    assertRefused(packet, Ipv4Drop.BAD_HEADER_CHECKSUM);
  }

  @Test
  @Order(18)
  @DisplayName("parse: if several reasons apply, the first of the list is used")
  void tellsTheFirstReason() {
    byte[] tooShort = Arrays.copyOf(Frames.ipv4().version(6).packet(), 19);
    assertRefused(tooShort, Ipv4Drop.PACKET_TOO_SHORT);
    byte[] version = Frames.ipv4().version(6).ihl(4).checksum(0).payload(PAYLOAD).packet();
    assertRefused(version, Ipv4Drop.NOT_VERSION_4);
    byte[] ihl = Frames.ipv4().ihl(4).totalLength(15).checksum(0).payload(PAYLOAD).packet();
    assertRefused(ihl, Ipv4Drop.BAD_HEADER_LENGTH);
    byte[] total = Frames.ipv4().totalLength(26).checksum(0).payload(PAYLOAD).packet();
    assertRefused(total, Ipv4Drop.BAD_TOTAL_LENGTH);
  }

  @Test
  @Order(19)
  @DisplayName("parse: does not look at the bytes of the payload")
  void payloadIsNotChecked() throws MalformedException {
    byte[] packet = Frames.ipv4().payload(PAYLOAD).packet();
    packet[24] ^= 0x55;
    assertThat(parse(packet).payload().get(4), is((byte) ('o' ^ 0x55)));
  }

  @Test
  @Order(20)
  @Given
  @DisplayName("is shown in one line")
  void isShown() {
    byte[] bytes = Frames.ipv4().protocol(17).ttl(200).payload(PAYLOAD).packet();
    Ipv4Packet packet =
        new Ipv4Packet(new Ipv4Header(ByteBuffer.wrap(bytes)), ByteBuffer.wrap(PAYLOAD));
    assertThat(packet.toString(), is("192.168.100.1 > 192.168.100.2 UDP, ttl 200, 5 bytes"));
  }

  private static Ipv4Packet parse(byte[] bytes) throws MalformedException {
    return Ipv4Packet.parse(DirectMemory.of(bytes));
  }

  private static Ipv4Packet parse(byte[] bytes, int paddedTo) throws MalformedException {
    return parse(Arrays.copyOf(bytes, paddedTo));
  }

  private static void assertRefused(byte[] bytes, DropReason reason) {
    String what = Count.of(bytes.length, "byte") + ", " + lengths(bytes);
    assertRefused(what, DirectMemory.of(bytes), reason);
  }

  private static void assertRefused(String what, ByteBuffer bytes, DropReason reason) {
    String why = what + " (" + reason.words() + ")";
    MalformedException refused =
        Refusal.of(MalformedException.class, why, () -> Ipv4Packet.parse(bytes));
    assertThat(what + ": the reason", refused.reason(), is(reason));
  }

  /** The lengths that the packet claims to have. */
  private static String lengths(byte[] bytes) {
    if (bytes.length < 20) {
      return "but a header has at least 20";
    }
    int totalLength = ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
    return "IHL %d (%d bytes), total length %d"
        .formatted(bytes[0] & 0xF, (bytes[0] & 0xF) * 4, totalLength);
  }
}
