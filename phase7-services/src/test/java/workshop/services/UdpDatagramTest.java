package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(1)
@Exercise("7.1")
@DisplayName("UdpDatagram comes in")
class UdpDatagramTest {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final Ipv4Address STACK = Ipv4Address.parse(Frames.STACK_IP);

  @Test
  @Order(1)
  @DisplayName("cut: a whole datagram, header and data")
  void cutsWhole() {
    byte[] bytes = Udp.toStack(40000, 7, "hello".getBytes());
    assertThat("header and data", cut(Udp.direct(bytes)), sameBytes(bytes));
  }

  @Test
  @Order(2)
  @DisplayName("cut: ends where the length field says; what follows is not data")
  void cutsAtLength() {
    byte[] bytes = Udp.toStack(40000, 7, "hello".getBytes());
    ByteBuffer longer = Udp.direct(Arrays.copyOf(bytes, bytes.length + 4));
    assertThat("the length field says 13, there are 17", cut(longer), sameBytes(bytes));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(3)
  @ValueSource(ints = {0, 1, 5, 6, 7})
  @DisplayName("cut: refuses fewer bytes than a header has")
  void refusesShort(int count) {
    byte[] bytes = Arrays.copyOf(Udp.fields(40000, 7, 8, 0, new byte[0]), count);
    refused(ServicesDrop.DATAGRAM_TOO_SHORT, count + " bytes, a header has 8", bytes);
  }

  @ParameterizedTest(name = "the field says {0}, there are {1} bytes")
  @Order(4)
  @CsvSource({"0, 13", "1, 13", "7, 13", "7, 8", "14, 13", "9, 8", "32768, 13", "65535, 13"})
  @DisplayName("cut: refuses a length that lies")
  void refusesLength(int field, int count) {
    byte[] bytes = Udp.fields(40000, 7, field, 0, Udp.bytes(count - 8));
    String lie = "the length field says " + field + ", there are " + count + " bytes";
    refused(ServicesDrop.BAD_UDP_LENGTH, lie, bytes);
  }

  /** What it returns, from index 0 to the limit. */
  private static byte[] cut(ByteBuffer bytes) {
    try {
      return Hex.bytes(UdpDatagram.cut(bytes).duplicate().rewind());
    } catch (MalformedException e) {
      int field = bytes.getShort(4) & 0xFFFF;
      throw new AssertionError(
          "the length field says %d, there are %d bytes: that is right, but it was refused: %s"
              .formatted(field, bytes.limit(), e.getMessage()));
    }
  }

  private static void refused(DropReason reason, String what, byte[] bytes) {
    MalformedException refused =
        assertThrows(
            MalformedException.class,
            () -> UdpDatagram.cut(Udp.direct(bytes)),
            what + ": this must be refused");
    assertThat(what, refused.reason(), is(reason));
  }

  @ParameterizedTest(name = "{0} bytes of data")
  @Order(5)
  @ValueSource(ints = {0, 1, 1472, 32760, 40000, 65507})
  @DisplayName("cut: takes no data, and as much as a packet can carry")
  void takesAnySize(int count) {
    byte[] bytes = Udp.toStack(40000, 7, Udp.bytes(count));
    assertThat(cut(Udp.direct(bytes)), sameBytes(bytes));
  }

  @Test
  @Order(6)
  @DisplayName("isIntact: takes a datagram whose checksum is right")
  void rightChecksum() {
    byte[] bytes = Udp.toStack(40000, 7, "hi".getBytes());
    assertThat("it is right: is it taken?", intact(bytes, KERNEL, STACK), is(true));
  }

  @ParameterizedTest(name = "{0} bytes of data")
  @Order(7)
  @ValueSource(ints = {0, 1, 2, 3, 1471, 1472, 33000, 65507})
  @DisplayName("isIntact: takes a right checksum of every length, odd ones too")
  void rightChecksumOfAnyLength(int count) {
    byte[] bytes = Udp.toStack(50000, 8080, Udp.bytes(count));
    assertThat("it is right: is it taken?", intact(bytes, KERNEL, STACK), is(true));
  }

  @Test
  @Order(8)
  @DisplayName("isIntact: finds every wrong bit")
  void findsWrongBits() {
    byte[] right = Udp.toStack(40000, 7, "odd".getBytes());
    for (int bit = 0; bit < 8 * right.length; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(
          "a wrong bit in byte " + bit / 8 + ": is the datagram taken?\n" + Hex.dump(wrong),
          intact(wrong, KERNEL, STACK),
          is(false));
    }
  }

  @Test
  @Order(9)
  @DisplayName("isIntact: the pseudo-header counts: other addresses, another checksum")
  void addressesCount() {
    byte[] bytes = Udp.toStack(40000, 7, "hello".getBytes());
    Ipv4Address other = Ipv4Address.parse("192.168.100.77");
    assertThat("meant for another machine: taken?", intact(bytes, KERNEL, other), is(false));
    assertThat("from another machine: taken?", intact(bytes, other, STACK), is(false));
  }

  @Test
  @Order(10)
  @DisplayName("isIntact: a field of 0 says that there is no checksum, and all is taken")
  void noChecksum() {
    byte[] bytes = Udp.fields(40000, 7, 13, 0, "hello".getBytes());
    assertThat("the checksum is 0: taken?", intact(bytes, KERNEL, STACK), is(true));
  }

  @Test
  @Order(11)
  @DisplayName("isIntact: a field of ffff is a checksum like any other")
  void allOnes() {
    byte[] right = withChecksum(0xFFFF);
    assertThat("ffff is right here: taken?", intact(right, KERNEL, STACK), is(true));
    byte[] wrong = Udp.fields(40000, 7, 13, 0xFFFF, "hello".getBytes());
    assertThat("ffff is wrong here: taken?", intact(wrong, KERNEL, STACK), is(false));
  }

  /** A datagram whose sum comes to 0. */
  private static byte[] withChecksum(int wanted) {
    for (int i = 0; i < 1 << 16; i++) {
      byte[] bytes = Udp.toStack(40000, 7, new byte[] {(byte) (i >> 8), (byte) i});
      if ((ByteBuffer.wrap(bytes).getShort(6) & 0xFFFF) == wanted) {
        return bytes;
      }
    }
    throw new AssertionError("there is none");
  }

  private static boolean intact(byte[] bytes, Ipv4Address source, Ipv4Address destination) {
    return UdpDatagram.isIntact(Udp.direct(bytes), source, destination);
  }

  @ParameterizedTest(name = "from port {0} to port {1}")
  @Order(12)
  @CsvSource({"40000, 7", "1, 65535", "65535, 1", "0, 8080", "32768, 40001"})
  @DisplayName("read: both ports, without a sign, and the data")
  void reads(int from, int to) {
    UdpDatagram read = UdpDatagram.read(Udp.direct(Udp.toStack(from, to, "hello".getBytes())));
    assertThat("source port", read.sourcePort(), is(from));
    assertThat("destination port", read.destinationPort(), is(to));
    assertThat("data", Hex.bytes(read.data().duplicate().rewind()), sameBytes("hello".getBytes()));
  }

  @Test
  @Order(13)
  @DisplayName("parse: all of it together")
  void parses() throws MalformedException {
    byte[] bytes = Udp.toStack(40000, 7, "hello".getBytes());
    UdpDatagram datagram = UdpDatagram.parse(Udp.direct(bytes), KERNEL, STACK);
    assertThat("source port", datagram.sourcePort(), is(40000));
    assertThat("destination port", datagram.destinationPort(), is(7));
    bytes[9]++;
    UdpDatagram checked = UdpDatagram.parseChecked(Udp.direct(bytes));
    assertThat("on a link that has checked it: source port", checked.sourcePort(), is(40000));
    MalformedException refused =
        assertThrows(
            MalformedException.class,
            () -> UdpDatagram.parse(Udp.direct(bytes), KERNEL, STACK),
            "a damaged datagram");
    assertThat("a damaged datagram", refused.reason(), is(ServicesDrop.BAD_UDP_CHECKSUM));
  }
}
