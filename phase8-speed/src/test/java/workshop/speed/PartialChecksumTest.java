package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(3)
@Exercise("8.3")
@DisplayName("A checksum in two halves")
class PartialChecksumTest {

  @ParameterizedTest(name = "{0} > {1}, {2} bytes of TCP")
  @Order(1)
  @CsvSource({
    // c0a8 + 6402 + c0a8 + 6401 + 0006 + 0019 = 2 4972, and the carry brought round.
    "192.168.100.2, 192.168.100.1, 25, 4974",
    "192.168.100.2, 192.168.100.1, 65515, 4947",
    "10.0.0.1, 10.0.0.2, 20, 141d",
    // 8000 + 0000 + 7fe5 + 0000 + 0006 + 0014 = ffff: as good as 0.
    "128.0.0.0, 127.229.0.0, 20, ffff",
  })
  @DisplayName("leave: the field has the sum of the pseudo-header, not complemented")
  void leavesSum(String source, String destination, int length, String sum) {
    byte[] bytes = Vnet.text(7, length);
    bytes[16] = 0;
    bytes[17] = 0;
    OutgoingFrame segment = OutgoingFrame.of(ByteBuffer.wrap(bytes));
    PartialChecksum.leave(segment, Ipv4Address.parse(source), Ipv4Address.parse(destination));
    int field = segment.bytes().getShort(16) & 0xFFFF;
    assertThat("the checksum's field", String.format("%04x", field), is(sum));
  }

  @Test
  @Order(2)
  @DisplayName("leave: the rest is left to the link, and no other byte changes")
  void asksTheLink() {
    byte[] bytes = Vnet.text(7, 100);
    bytes[16] = 0;
    bytes[17] = 0;
    OutgoingFrame segment = OutgoingFrame.of(ByteBuffer.wrap(bytes));
    PartialChecksum.leave(
        segment, Ipv4Address.parse(Frames.STACK_IP), Ipv4Address.parse(Frames.KERNEL_IP));
    assertThat("the link sums from the TCP header on", segment.checksumStart(), is(0));
    assertThat("where the link puts the checksum", segment.checksumField(), is(16));
    byte[] after = Vnet.bytes(segment);
    after[16] = 0;
    after[17] = 0;
    assertThat(after, sameBytes(bytes));
  }

  @ParameterizedTest(name = "{0} bytes of text")
  @Order(3)
  @ValueSource(ints = {5, 0, 1, 2, 1460, 65495})
  @DisplayName("complete: the frame has the right checksum then")
  void completes(int count) {
    byte[] right = Vnet.segment(count).frame();
    OutgoingFrame frame = Vnet.partial(right);
    PartialChecksum.complete(frame);
    assertThat(checksum(Vnet.bytes(frame)), is(checksum(right)));
    assertThat(Vnet.bytes(frame), sameFrame(right));
  }

  @Test
  @Order(4)
  @DisplayName("complete: wherever the checksum starts, and its field is")
  void completesAnywhere() {
    byte[] bytes = Vnet.text(0, 101);
    bytes[30] = 0x12;
    bytes[31] = 0x34;
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(bytes, 24, 77));
    frame.leaveChecksum(6);
    frame.prepend(24).put(0, bytes, 0, 24);
    byte[] part = new byte[77];
    System.arraycopy(bytes, 24, part, 0, 77);
    int sum = Frames.checksum(part);
    bytes[30] = (byte) (sum >> 8);
    bytes[31] = (byte) sum;
    PartialChecksum.complete(frame);
    assertThat("start 24, field 6", Vnet.bytes(frame), sameBytes(bytes));
  }

  @Test
  @Order(5)
  @DisplayName("complete: a frame that leaves no checksum to the link stays as it is")
  void leavesOthersAlone() {
    byte[] bytes = Frames.echoReply().payload("hello").frame();
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(bytes));
    PartialChecksum.complete(frame);
    assertThat(Vnet.bytes(frame), sameFrame(bytes));
  }

  @ParameterizedTest(name = "flags {0}: {2}")
  @Order(6)
  @CsvSource({
    "0, false, it has come from a wire",
    "1, true, NEEDS_CSUM: it has not been on any wire",
    "2, true, DATA_VALID: the kernel has found it right",
    "3, true, both",
    "4, false, a flag that says something else",
    "5, true, NEEDS_CSUM and a flag that says something else",
  })
  @DisplayName("isChecked: when nobody has to look")
  void isChecked(int flags, boolean checked, String why) {
    assertThat(
        "flags %d (%s): need nobody look?".formatted(flags, why),
        PartialChecksum.isChecked(flags),
        is(checked));
  }

  private static String checksum(byte[] frame) {
    return String.format("the checksum is %02x%02x", frame[50], frame[51]);
  }
}
