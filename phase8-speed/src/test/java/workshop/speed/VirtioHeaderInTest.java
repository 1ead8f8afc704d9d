package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Order(1)
@Exercise("8.1")
@DisplayName("VirtioHeader comes in")
class VirtioHeaderInTest {

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @ValueSource(ints = {1460, 0, 1, 255, 256, 32767, 32768, 65535})
  @DisplayName("number: in the machine's byte order, from a buffer in the network's")
  void numberInNetworksBuffer(int number) {
    ByteBuffer bytes = ByteBuffer.wrap(Vnet.header(0, 0, 0, number, 0, 0));
    assertThat(
        "gso_size of %s, on a %s machine"
            .formatted(Hex.dump(Hex.bytes(bytes.duplicate())).trim(), ByteOrder.nativeOrder()),
        VirtioHeader.number(bytes, 4),
        is(number));
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @ValueSource(ints = {1460, 32768, 65535})
  @DisplayName("number: the same from a buffer in the machine's order, which stays as it is")
  void numberInMachinesBuffer(int number) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Vnet.header(0, 0, 0, number, 0, 0)).order(ByteOrder.nativeOrder());
    assertThat("in a buffer in native order", VirtioHeader.number(bytes, 4), is(number));

    ByteBuffer network = ByteBuffer.wrap(Vnet.header(0, 0, 0, number, 0, 0));
    VirtioHeader.number(network, 4);
    assertThat(
        "the buffer's order, after number: the frame is read from the same buffer",
        network.order(),
        is(ByteOrder.BIG_ENDIAN));
  }

  @ParameterizedTest(name = "gso_type {0}, gso_size {1}")
  @Order(3)
  @CsvSource({
    "1, 1460, 1460, a super-segment of TCP over IPv4",
    "0, 0, 0, a single frame",
    "0, 1460, 0, a single frame: nobody fills in gso_size",
    "0x81, 1448, 1448, TCP over IPv4 with ECN",
    "1, 40000, 40000, a large MTU",
    "3, 1400, 0, UDP: we have not asked for it",
    "4, 1440, 0, TCP over IPv6: we have not asked for it",
    "5, 1400, 0, UDP again: we have not asked for it",
  })
  @DisplayName("segmentSize: of super-segments of TCP over IPv4")
  void segmentSize(String type, int size, int expected, String what) {
    VirtioHeader header = header(0, Integer.decode(type), 54, size, 0, 0);
    assertThat(what + ": its segment size", header.segmentSize(), is(expected));
  }

  @ParameterizedTest(name = "{6}")
  @Order(4)
  @CsvSource({
    "0, 0, 0, 0, 60, true, a single frame that leaves nothing to do",
    "1, 0, 34, 16, 54, true, a partial checksum",
    "1, 1, 34, 16, 1514, true, a super-segment",
    "1, 0x81, 34, 16, 1514, true, a super-segment with ECN",
    "2, 0, 0, 0, 60, true, a checksum that is right",
    "1, 0, 34, 16, 52, true, the checksum is the frame's end",
    "1, 0, 34, 16, 51, false, half of the checksum lies after the frame's end",
    "1, 0, 34, 16, 50, false, the checksum lies after the frame's end",
    "1, 0, 65535, 65535, 1514, false, the checksum lies far after the frame's end",
    "0, 0, 65535, 16, 60, true, no checksum is needed: where it would be does not matter",
    "2, 0, 65535, 16, 60, true, a right checksum: where it is does not matter",
    "1, 3, 34, 16, 1514, false, a super-segment of UDP",
    "1, 4, 54, 16, 1514, false, a super-segment of TCP over IPv6",
    "1, 5, 34, 6, 1514, false, a super-segment of UDP of the newer kind",
  })
  @DisplayName("isSound: what we can understand")
  void isSound(
      String flags, String type, int start, int offset, int size, boolean sound, String what) {
    VirtioHeader header =
        header(Integer.decode(flags), Integer.decode(type), 54, 1460, start, offset);
    assertThat(
        "%s, %d bytes: is its header sound?".formatted(what, size),
        header.isSound(size),
        is(sound));
  }

  @ParameterizedTest(name = "gso_type {0}")
  @Order(5)
  @CsvSource({"1", "0x81"})
  @DisplayName("isSound: not a super-segment that does not tell its segment size")
  void notWithoutSize(String type) {
    assertThat(
        "gso_size is 0: is the header sound?",
        header(1, Integer.decode(type), 54, 0, 34, 16).isSound(1514),
        is(false));
  }

  @Test
  @Order(6)
  @DisplayName("reads where the header is now, and moves no position")
  void readsAnew() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(100);
    VirtioHeader header = new VirtioHeader(bytes);
    bytes.put(0, Vnet.header(1, 1, 54, 1000, 34, 16)).position(40);
    assertThat("the first", header.segmentSize(), is(1000));
    bytes.put(0, Vnet.header(1, 1, 54, 1448, 34, 16));
    assertThat("the next one, in the same buffer", header.segmentSize(), is(1448));
    assertThat("sound", header.isSound(60), is(true));
    assertThat("the buffer's position, afterwards", bytes.position(), is(40));
    assertThat(Hex.bytes(bytes.slice(0, 10)), sameBytes(Vnet.header(1, 1, 54, 1448, 34, 16)));
  }

  private static VirtioHeader header(
      int flags, int type, int length, int size, int start, int offset) {
    return new VirtioHeader(ByteBuffer.wrap(Vnet.header(flags, type, length, size, start, offset)));
  }
}
