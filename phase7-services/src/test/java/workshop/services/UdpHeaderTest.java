package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

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
import workshop.testkit.Hex;

@Order(2)
@Exercise("7.2")
@DisplayName("UdpDatagram goes out")
class UdpHeaderTest {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final Ipv4Address STACK = Ipv4Address.parse(Frames.STACK_IP);

  @ParameterizedTest(name = "from port {0} to port {1}")
  @Order(1)
  @CsvSource({"7, 40000", "8080, 65535"})
  @DisplayName("writeHeader: ports and length")
  void writesFields(int from, int to) {
    ByteBuffer bytes = written(from, to, "hello".getBytes());
    assertThat("source port", bytes.getShort(0) & 0xFFFF, is(from));
    assertThat("destination port", bytes.getShort(2) & 0xFFFF, is(to));
    assertThat("length of header and data", bytes.getShort(4) & 0xFFFF, is(13));
  }

  @ParameterizedTest(name = "{0} bytes of data")
  @Order(2)
  @ValueSource(ints = {0, 1, 2, 5, 1472, 33001, 65507})
  @DisplayName("writeHeader: the checksum over pseudo-header, header and data")
  void writesChecksum(int count) {
    byte[] data = Udp.bytes(count);
    byte[] right = Udp.toKernel(8080, 50000, data);
    ByteBuffer written = written(8080, 50000, data);
    assertThat("the checksum", checksum(written), is(checksum(ByteBuffer.wrap(right))));
    assertThat(written, sameBytes(right));
  }

  @Test
  @Order(3)
  @DisplayName("writeHeader: a checksum that comes to 0 goes out as ffff")
  void zeroIsAllOnes() {
    byte[] data = dataWhoseChecksumIsZero();
    int checksum = written(7, 40000, data).getShort(6) & 0xFFFF;
    assertThat(
        "the sum of this datagram comes to 0, and 0 would say \"no checksum\": the field",
        Integer.toHexString(checksum),
        is("ffff"));
  }

  private static String checksum(ByteBuffer datagram) {
    return String.format("%04x", datagram.getShort(6) & 0xFFFF);
  }

  private static byte[] dataWhoseChecksumIsZero() {
    for (int i = 0; i < 1 << 16; i++) {
      byte[] data = {(byte) (i >> 8), (byte) i};
      if (Udp.sum(Frames.STACK_IP, Frames.KERNEL_IP, Udp.fields(7, 40000, 10, 0, data)) == 0) {
        return data;
      }
    }
    throw new AssertionError("there is none");
  }

  @Test
  @Order(4)
  @DisplayName("writeHeader: moves no position, and leaves the data as it is")
  void movesNothing() {
    ByteBuffer buffer = buffer("hello".getBytes()).position(2);
    new UdpDatagram(7, 40000, ByteBuffer.wrap("hello".getBytes()))
        .writeHeader(buffer, STACK, KERNEL);
    assertThat("the buffer's position, after writeHeader", buffer.position(), is(2));
    assertThat(buffer.rewind(), sameBytes(Udp.toKernel(7, 40000, "hello".getBytes())));
  }

  @Test
  @Order(5)
  @DisplayName("write: twice into the same frame, the second one shorter")
  void writesTwice() {
    OutgoingFrame frame = new OutgoingFrame(100);
    new UdpDatagram(7, 40000, Udp.direct(Udp.bytes(60))).write(frame, STACK, KERNEL);
    new UdpDatagram(8080, 50001, Udp.direct("hello".getBytes())).write(frame, STACK, KERNEL);
    assertThat(frame.bytes(), sameBytes(Udp.toKernel(8080, 50001, "hello".getBytes())));
  }

  private static ByteBuffer written(int from, int to, byte[] data) {
    ByteBuffer buffer = buffer(data);
    new UdpDatagram(from, to, ByteBuffer.wrap(data)).writeHeader(buffer, STACK, KERNEL);
    return buffer.rewind();
  }

  /** Outside the heap, with old bytes where the header goes, and the data after them. */
  private static ByteBuffer buffer(byte[] data) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(8 + data.length + 5).slice(5, 8 + data.length);
    return buffer.put(0, Hex.bytes("ee ee ee ee ee ee ee ee")).put(8, data);
  }
}
