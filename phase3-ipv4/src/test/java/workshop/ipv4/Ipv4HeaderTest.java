package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.DirectMemory;
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
    assertThat("version", header.version(), is(4));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(2)
  @CsvSource({"0x45, 4", "0x65, 6", "0x05, 0", "0xf5, 15", "0x85, 8"})
  @DisplayName("version: no sign is dragged along")
  void versionHasNoSign(int first, int version) {
    assertThat("version", with(0, first).version(), is(version));
  }

  @ParameterizedTest(name = "{0}: {1} bytes")
  @Order(3)
  @CsvSource({"0x45, 20", "0x46, 24", "0x4f, 60", "0x40, 0", "0x44, 16", "0xf8, 32"})
  @DisplayName("length: the lower four bits of the first byte, times 4")
  void length(int first, int length) {
    assertThat("the header's length in bytes", with(0, first).length(), is(length));
  }

  @Test
  @Order(4)
  @DisplayName("totalLength: 16 bits, without sign")
  void totalLength() {
    assertThat("total length", header.totalLength(), is(33332));
    assertThat(header(Frames.ipv4().totalLength(65535).packet()).totalLength(), is(65535));
    assertThat(header(Frames.ipv4().totalLength(20).packet()).totalLength(), is(20));
  }

  @Test
  @Order(5)
  @DisplayName("identification: 16 bits, without sign")
  void identification() {
    assertThat("identification", header.identification(), is(65244));
  }

  @ParameterizedTest(name = "{0}: more {1}, offset {2}, a fragment: {3}")
  @Order(6)
  @CsvSource({
    "0x0000, false, 0, false",
    "0x4000, false, 0, false", // don't fragment: not a fragment
    "0x2000, true, 0, true", // the first
    "0x2001, true, 8, true", // one in the middle
    "0x0001, false, 8, true", // the last
    "0x00b9, false, 1480, true",
    "0x1fff, false, 65528, true",
    "0x8000, false, 0, false", // the bit that must be zero
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
    ByteBuffer bytes = DirectMemory.of(HEADER);
    Ipv4Header header = new Ipv4Header(bytes);
    bytes.put(0, (byte) 0x65);
    assertThat("version, after the first byte became 65", header.version(), is(6));
  }

  private static Ipv4Header header(byte[] bytes) {
    return new Ipv4Header(DirectMemory.of(bytes));
  }

  private static Ipv4Header with(int index, int value) {
    byte[] bytes = HEADER.clone();
    bytes[index] = (byte) value;
    return header(bytes);
  }
}
