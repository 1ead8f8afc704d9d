package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(2)
@Exercise("8.2")
@DisplayName("VirtioHeader goes out")
class VirtioHeaderOutTest {

  @Test
  @Order(1)
  @DisplayName("prepend: a frame that leaves nothing to the kernel gets ten zeros")
  void nothingIsLeft() {
    byte[] frame = Frames.arpRequest().frame();
    assertThat(
        "the ten bytes of a frame that leaves nothing to the kernel",
        header(OutgoingFrame.of(ByteBuffer.wrap(frame))),
        sameBytes(new byte[10]));
  }

  @Test
  @Order(2)
  @DisplayName("prepend: a partial checksum")
  void partialChecksum() {
    ByteBuffer header = ByteBuffer.wrap(header(Vnet.partial(Vnet.segment(100).frame())));
    assertThat("flags: NEEDS_CSUM", header.get(0), is((byte) 1));
    assertThat("gso_type: nothing is to be cut", header.get(1), is((byte) 0));
    assertThat("csum_start: Ethernet 14, IPv4 20", number(header, 6), is(34));
    assertThat("csum_offset: where TCP has its checksum", number(header, 8), is(16));
    assertThat("gso_size: nothing is to be cut", number(header, 4), is(0));
  }

  @Test
  @Order(3)
  @DisplayName("prepend: a checksum at another place, as UDP's")
  void anotherPlace() {
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.allocate(20));
    frame.leaveChecksum(6);
    frame.prepend(24);
    frame.prepend(14);
    ByteBuffer header = ByteBuffer.wrap(header(frame));
    assertThat("csum_start, after 4 bytes of IPv4 options", number(header, 6), is(38));
    assertThat("csum_offset of UDP", number(header, 8), is(6));
  }

  @ParameterizedTest(name = "segments of {0} bytes")
  @Order(4)
  @ValueSource(ints = {1460, 48, 40000})
  @DisplayName("prepend: a super-segment")
  void superSegment(int size) {
    OutgoingFrame frame = Vnet.large(Vnet.segment(60_000).frame(), size);
    ByteBuffer header = ByteBuffer.wrap(header(frame));
    assertThat("flags: NEEDS_CSUM", header.get(0), is((byte) 1));
    assertThat("gso_type: TCPV4", header.get(1), is((byte) 1));
    assertThat("gso_size: the text of each segment", number(header, 4), is(size));
    assertThat("csum_start", number(header, 6), is(34));
    assertThat("csum_offset", number(header, 8), is(16));
    assertThat("hdr_len: Ethernet 14, IPv4 20, TCP 20", number(header, 2), is(54));
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(5)
  @ValueSource(ints = {4, 12, 40})
  @DisplayName("prepend: hdr_len counts TCP's options")
  void headerLength(int options) {
    byte[] nops = new byte[options];
    Arrays.fill(nops, (byte) 1);
    byte[] frame = Vnet.segment(3000).options(nops).frame();
    assertThat(
        "hdr_len, with %d bytes of TCP options".formatted(options),
        number(ByteBuffer.wrap(header(Vnet.large(frame, 1448))), 2),
        is(54 + options));
  }

  @Test
  @Order(6)
  @DisplayName("prepend: before the frame, which stays as it is")
  void frameStays() {
    OutgoingFrame frame = Vnet.large(Vnet.segment(3000).frame(), 1460);
    byte[] before = Vnet.bytes(frame);
    VirtioHeader.prepend(frame);
    byte[] after = Vnet.bytes(frame);
    assertThat("bytes in the frame", after.length, is(before.length + 10));
    assertThat(Arrays.copyOfRange(after, 10, after.length), sameBytes(before));
  }

  /** The ten bytes, written over old ones. */
  private static byte[] header(OutgoingFrame frame) {
    byte[] old = new byte[10];
    Arrays.fill(old, (byte) 0xEE);
    frame.prepend(10).put(0, old);
    frame.takeAway(10);
    VirtioHeader.prepend(frame);
    return Arrays.copyOf(Vnet.bytes(frame), 10);
  }

  private static int number(ByteBuffer header, int at) {
    return header.order(ByteOrder.nativeOrder()).getShort(at) & 0xFFFF;
  }
}
