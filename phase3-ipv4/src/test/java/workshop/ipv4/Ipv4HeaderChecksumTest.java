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
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(3)
@Exercise("3.4")
@DisplayName("Ipv4Header: its checksum, and writing it")
class Ipv4HeaderChecksumTest {
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);
  private static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);

  /** 4500 + 0054 + 0000 + 4000 + 4001 + c0a8 + 6401 + c0a8 + 6402 = 30ea8 -> 0eab; not: f154. */
  private static final byte[] HEADER =
      Hex.bytes("45 00 00 54 | 00 00 40 00 | 40 01 f1 54 | c0 a8 64 01 | c0 a8 64 02");

  @Test
  @Order(1)
  @DisplayName("isChecksumRight: whether header and checksum agree; the payload is not covered")
  void checksum() {
    byte[] packet = Arrays.copyOf(HEADER, 84);
    Arrays.fill(packet, 20, 84, (byte) 0x12);
    String covers = " (it covers the header, IHL times 4 bytes, and not the total length)";
    assertThat("is f154 right?" + covers, isRight(packet), is(true));
    packet[11] = 0x55;
    assertThat("is f155 right?" + covers, isRight(packet), is(false));
  }

  @Test
  @Order(2)
  @DisplayName("isChecksumRight: works for a header alone, without its payload")
  void checksumOfHeaderAlone() {
    assertThat("is f154 right? Only the header is here", isRight(HEADER), is(true));
  }

  @Test
  @Order(3)
  @DisplayName("isChecksumRight: covers the options, and not the payload")
  void checksumCovers() {
    byte[] packet =
        Frames.ipv4().options(Hex.bytes("94 04 00 01")).payload(Hex.bytes("12 34 56")).packet();
    assertThat("is it right, with options and payload?", isRight(packet), is(true));
    packet[25] ^= 1;
    assertThat("is it right, with another payload?", isRight(packet), is(true));
    packet[23] ^= 1;
    assertThat("is it right, with another option?", isRight(packet), is(false));
  }

  @Test
  @Order(4)
  @DisplayName("isChecksumRight: finds every bit that is wrong")
  void checksumFindsEveryBit() {
    byte[] right = Frames.ipv4().options(Hex.bytes("94 04 00 00")).payload(new byte[8]).packet();
    for (int bit = 8 * 2; bit < 8 * 24; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat("byte " + bit / 8 + " wrong, so is it right?", isRight(wrong), is(false));
    }
  }

  @ParameterizedTest(name = "checksum {0}")
  @Order(5)
  @ValueSource(ints = {0, 0xFFFF})
  @DisplayName("isChecksumRight: a checksum of 0 or ffff is as wrong as any other")
  void noChecksumIsWrong(int checksum) {
    byte[] packet = Frames.ipv4().payload(new byte[5]).checksum(checksum).packet();
    assertThat("is it right?", isRight(packet), is(false));
  }

  @Test
  @Order(5)
  @DisplayName("isChecksumRight: a checksum of 0 may be right, too")
  void zeroMayBeRight() {
    // 4500 + 11d8 + 0000 + 4000 + 40fd + 8081 + 82fe + c0a8 + 6401 = 2fffd -> ffff; not: 0000
    byte[] header =
        Hex.bytes("45 00 11 d8 | 00 00 40 00 | 40 fd 00 00 | 80 81 82 fe | c0 a8 64 01");
    assertThat("is 0000 right?", isRight(header), is(true));
  }

  @Test
  @Order(6)
  @DisplayName("isChecksumRight: changes nothing: a second call returns the same")
  void checksumChangesNothing() {
    ByteBuffer packet = DirectMemory.of(HEADER);
    Ipv4Header header = new Ipv4Header(packet);
    assertThat("is it right?", header.isChecksumRight(), is(true));
    assertThat("is it right, asked again?", header.isChecksumRight(), is(true));
    assertThat(packet, samePacket(HEADER));
  }

  @Test
  @Order(10)
  @DisplayName("write: a header without options, with \"don't fragment\" and the right checksum")
  void writes() {
    ByteBuffer packet = DirectMemory.of(new byte[20]);
    Ipv4Header.write(packet, 84, 1, KERNEL, STACK);
    assertThat(packet.duplicate().rewind(), samePacket(HEADER));
    assertThat("the packet's position, after write", packet.position(), is(0));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(11)
  @ValueSource(ints = {20, 21, 255, 256, 1500, 32768, 65535})
  @DisplayName("write: any total length")
  void writesTotalLength(int totalLength) {
    assertWritten(totalLength, 253);
  }

  @Test
  @Order(12)
  @DisplayName("write: any checksum, 0 too")
  void writesAnyChecksum() {
    // Each total length has another checksum: 0x11D7 has 0001, and 0x11D8 has 0000.
    for (int totalLength = 0x11D0; totalLength < 0x11E0; totalLength++) {
      assertWritten(totalLength, 253);
    }
  }

  @Test
  @Order(13)
  @DisplayName("write: overwrites all old bytes of the buffer, but no byte after them")
  void writesEveryByte() {
    byte[] dirty = new byte[24];
    Arrays.fill(dirty, (byte) 0xEE);
    ByteBuffer packet = DirectMemory.of(dirty);
    Ipv4Header.write(packet, 84, 1, KERNEL, STACK);
    assertThat(packet.slice(0, 20), samePacket(HEADER));
    assertThat("after", packet.slice(20, 4), sameBytes(Hex.bytes("ee ee ee ee")));
  }

  private static void assertWritten(int totalLength, int protocol) {
    ByteBuffer packet = DirectMemory.of(new byte[20]);
    Ipv4Header.write(packet, totalLength, protocol, new Ipv4Address(0x8081_82FE), KERNEL);
    byte[] expected =
        Frames.ipv4()
            .from("128.129.130.254")
            .to("192.168.100.1")
            .protocol(protocol)
            .identification(0)
            .dontFragment()
            .totalLength(totalLength)
            .packet();
    assertThat(packet, samePacket(expected));
  }

  private static boolean isRight(byte[] packet) {
    return new Ipv4Header(DirectMemory.of(packet)).isChecksumRight();
  }
}
