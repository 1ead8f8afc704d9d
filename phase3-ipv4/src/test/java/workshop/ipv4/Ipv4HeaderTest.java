package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.samePacket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(1)
@Exercise("3.1")
@DisplayName("Ipv4Header: fields, read where they stand")
class Ipv4HeaderTest {
  /** Every field has another value, and most have their highest bit set. */
  private static final byte[] HEADER =
      Hex.bytes(
          "46 b8 | 82 34   # version 4, IHL 6; total length 0x8234 = 33332\n"
              + "fe dc | 40 00 # identification 0xfedc = 65244; don't fragment\n"
              + "c0 | fd | 12 34 # time to live 192, protocol 253\n"
              + "c0 a8 64 01   # 192.168.100.1\n"
              + "80 81 82 fe   # 128.129.130.254\n"
              + "01 01 01 01   # options");

  private final Ipv4Header header = header(HEADER);

  @Test
  @Order(1)
  @DisplayName("version: the upper four bits of the first byte")
  void version() {
    assertThat(header.version(), is(4));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(2)
  @CsvSource({"0x45, 4", "0x65, 6", "0x05, 0", "0xf5, 15", "0x85, 8"})
  @DisplayName("version: no sign is dragged along")
  void versionHasNoSign(int first, int version) {
    assertThat(with(0, first).version(), is(version));
  }

  @ParameterizedTest(name = "{0}: {1} bytes")
  @Order(3)
  @CsvSource({"0x45, 20", "0x46, 24", "0x4f, 60", "0x40, 0", "0x44, 16", "0xf8, 32"})
  @DisplayName("length: the lower four bits of the first byte, times 4")
  void length(int first, int length) {
    assertThat(with(0, first).length(), is(length));
  }

  @Test
  @Order(4)
  @DisplayName("totalLength: 16 bits, without sign")
  void totalLength() {
    assertThat(header.totalLength(), is(33332));
    assertThat(header(Frames.ipv4().totalLength(65535).packet()).totalLength(), is(65535));
    assertThat(header(Frames.ipv4().totalLength(20).packet()).totalLength(), is(20));
  }

  @Test
  @Order(5)
  @DisplayName("identification: 16 bits, without sign")
  void identification() {
    assertThat(header.identification(), is(65244));
  }

  @ParameterizedTest(name = "{0}: more {1}, offset {2}, a fragment: {3}")
  @Order(6)
  @CsvSource({
    "0x0000, false, 0, false",
    "0x4000, false, 0, false", // don't fragment: not a fragment
    "0x8000, false, 0, false", // the bit that must be zero
    "0x2000, true, 0, true", // the first
    "0x2001, true, 8, true", // one in the middle
    "0x0001, false, 8, true", // the last
    "0x00b9, false, 1480, true",
    "0x1fff, false, 65528, true",
    "0xffff, true, 65528, true"
  })
  @DisplayName("moreFragments, fragmentOffset, isFragment")
  void fragments(String bits, boolean more, int offset, boolean fragment) {
    byte[] bytes = HEADER.clone();
    ByteBuffer.wrap(bytes).putShort(6, (short) (int) Integer.decode(bits));
    Ipv4Header header = header(bytes);
    assertThat("more fragments", header.moreFragments(), is(more));
    assertThat("offset in bytes", header.fragmentOffset(), is(offset));
    assertThat("is a fragment", header.isFragment(), is(fragment));
  }

  @Test
  @Order(7)
  @Given
  @DisplayName("timeToLive: 8 bits, without sign")
  void timeToLive() {
    assertThat(header.timeToLive(), is(192));
  }

  @Test
  @Order(8)
  @Given
  @DisplayName("protocol: 8 bits, without sign")
  void protocol() {
    assertThat(header.protocol(), is(253));
  }

  @Test
  @Order(9)
  @Given
  @DisplayName("source and destination")
  void addresses() {
    assertThat(header.source(), is(new Ipv4Address(0xC0A8_6401)));
    assertThat(header.destination(), is(new Ipv4Address(0x8081_82FE)));
  }

  @Test
  @Order(10)
  @DisplayName("reads where the header stands: what changes there, changes here")
  void readsInPlace() {
    byte[] bytes = HEADER.clone();
    Ipv4Header header = header(bytes);
    bytes[0] = 0x65;
    assertThat(header.version(), is(6));
  }

  @Test
  @Order(20)
  @Exercise("3.4")
  @DisplayName("isChecksumRight: whether header and checksum agree")
  void checksum() {
    // 4500 + 0054 + 0000 + 4000 + 4001 + c0a8 + 6401 + c0a8 + 6402 = 30ea8 -> 0eab; not: f154
    String right = "45 00 00 54 | 00 00 40 00 | 40 01 f1 54 | c0 a8 64 01 | c0 a8 64 02";
    assertThat("checksum f154", header(Hex.bytes(right)).isChecksumRight(), is(true));
    String wrong = right.replace("f1 54", "f1 55");
    assertThat("checksum f155", header(Hex.bytes(wrong)).isChecksumRight(), is(false));
  }

  @Test
  @Order(21)
  @Exercise("3.4")
  @DisplayName("isChecksumRight: finds every bit that is wrong")
  void checksumFindsEveryBit() {
    byte[] right = Frames.ipv4().options(Hex.bytes("94 04 00 00")).payload(new byte[8]).packet();
    assertThat("nothing wrong, with options", header(right).isChecksumRight(), is(true));
    for (int bit = 8 * 2; bit < 8 * 24; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(
          "byte " + bit / 8 + " wrong, so is it right?",
          header(wrong).isChecksumRight(),
          is(false));
    }
  }

  @Test
  @Order(22)
  @Exercise("3.4")
  @DisplayName("isChecksumRight: covers the options, and not the payload")
  void checksumCovers() {
    byte[] packet =
        Frames.ipv4().options(Hex.bytes("94 04 00 01")).payload(Hex.bytes("12 34 56")).packet();
    assertThat("with options and payload", header(packet).isChecksumRight(), is(true));
    packet[25] ^= 1;
    assertThat("another payload", header(packet).isChecksumRight(), is(true));
    packet[23] ^= 1;
    assertThat("another option", header(packet).isChecksumRight(), is(false));
  }

  @Test
  @Order(30)
  @Exercise("3.4")
  @DisplayName("write: puts a header without options, that nobody may fragment, and its checksum")
  void writes() {
    byte[] bytes = new byte[20];
    Ipv4Header.write(
        ByteBuffer.wrap(bytes), 84, 1, new Ipv4Address(0xC0A8_6401), new Ipv4Address(0xC0A8_6402));
    assertThat(
        bytes,
        samePacket(
            Hex.bytes("45 00 00 54 | 00 00 40 00 | 40 01 f1 54 | c0 a8 64 01 | c0 a8 64 02")));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(31)
  @Exercise("3.4")
  @ValueSource(ints = {20, 21, 255, 256, 1500, 32768, 65535})
  @DisplayName("write: any total length")
  void writesTotalLength(int totalLength) {
    byte[] bytes = new byte[20];
    Ipv4Header.write(
        ByteBuffer.wrap(bytes),
        totalLength,
        253,
        new Ipv4Address(0x8081_82FE),
        new Ipv4Address(0xC0A8_6401));
    assertThat(
        bytes,
        samePacket(
            Frames.ipv4()
                .from("128.129.130.254")
                .to("192.168.100.1")
                .identification(0)
                .dontFragment()
                .totalLength(totalLength)
                .packet()));
  }

  @Test
  @Order(32)
  @Exercise("3.4")
  @DisplayName("write: writes every byte, whatever was in the buffer before, and none after")
  void writesEveryByte() {
    byte[] bytes = new byte[24];
    Arrays.fill(bytes, (byte) 0xEE);
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    Ipv4Header.write(packet, 84, 1, new Ipv4Address(0xC0A8_6401), new Ipv4Address(0xC0A8_6402));
    assertThat(
        Arrays.copyOf(bytes, 20),
        samePacket(
            Hex.bytes("45 00 00 54 | 00 00 40 00 | 40 01 f1 54 | c0 a8 64 01 | c0 a8 64 02")));
    assertThat("after", Arrays.copyOfRange(bytes, 20, 24), sameBytes(Hex.bytes("ee ee ee ee")));
    assertThat("the packet's position, after write", packet.position(), is(0));
  }

  private static Ipv4Header header(byte[] bytes) {
    return new Ipv4Header(ByteBuffer.wrap(bytes));
  }

  private static Ipv4Header with(int index, int value) {
    byte[] bytes = HEADER.clone();
    bytes[index] = (byte) value;
    return header(bytes);
  }
}
