package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Count;
import workshop.shared.MalformedException;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Refusal;

@Order(3)
@DisplayName("EthernetFrame")
class EthernetFrameTest {
  private static final byte[] FRAME =
      Hex.bytes("ff ff ff ff ff ff | 02 00 00 00 00 aa | 08 06 | 00 01 02");

  @Test
  @Exercise("2.2")
  @Order(1)
  @DisplayName("parse: finds destination, source and EtherType")
  void readsHeader() throws MalformedException {
    EthernetFrame frame = EthernetFrame.parse(DirectMemory.of(FRAME));
    assertThat("destination", frame.destination(), is(new MacAddress(0xFFFF_FFFF_FFFFL)));
    assertThat("source", frame.source(), is(new MacAddress(0x0200_0000_00AAL)));
    assertThat("EtherType", frame.etherType(), is(0x0806));
  }

  @Test
  @Exercise("2.2")
  @Order(2)
  @DisplayName("parse: an EtherType above 7fff is not negative")
  void etherTypeHasNoSign() throws MalformedException {
    byte[] ipv6 = Frames.ethernet().type(0x86DD).payload(new byte[46]).frame();
    int etherType = EthernetFrame.parse(DirectMemory.of(ipv6)).etherType();
    assertThat("EtherType of IPv6", Integer.toHexString(etherType), is("86dd"));
  }

  @Test
  @Exercise("2.2")
  @Order(3)
  @DisplayName("parse: the payload is all after the header, with its first byte at index 0")
  void hasPayload() throws MalformedException {
    ByteBuffer payload = EthernetFrame.parse(DirectMemory.of(FRAME)).payload();
    assertThat("payload", payload, sameBytes(Hex.bytes("00 01 02")));
    assertThat("the payload's position", payload.position(), is(0));
    assertThat("byte at index 1", payload.get(1), is((byte) 1));
  }

  @Test
  @Exercise("2.2")
  @Order(4)
  @DisplayName("parse: reads from position to limit, and leaves the buffer as it is")
  void readsFromPosition() throws MalformedException {
    ByteBuffer bytes = DirectMemory.within(FRAME);
    EthernetFrame frame = EthernetFrame.parse(bytes);
    assertThat("source", frame.source(), is(new MacAddress(0x0200_0000_00AAL)));
    assertThat("EtherType", frame.etherType(), is(0x0806));
    assertThat("payload", frame.payload(), sameBytes(Hex.bytes("00 01 02")));
    assertThat("the buffer's position, after parse", bytes.position(), is(5));
    assertThat("the buffer's limit, after parse", bytes.limit(), is(5 + FRAME.length));
  }

  @Test
  @Exercise("2.2")
  @Order(5)
  @DisplayName("parse: reads in the network's byte order, whatever the buffer's is")
  void readsNetworkByteOrder() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(FRAME).order(ByteOrder.LITTLE_ENDIAN);
    EthernetFrame frame = EthernetFrame.parse(bytes);
    assertThat("source", frame.source(), is(new MacAddress(0x0200_0000_00AAL)));
    assertThat("EtherType", frame.etherType(), is(0x0806));
    assertThat(
        "the buffer's own order, left as it was", bytes.order(), is(ByteOrder.LITTLE_ENDIAN));
  }

  @Test
  @Exercise("2.2")
  @Order(6)
  @DisplayName("parse: the payload is a view, not a copy")
  void doesNotCopy() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(FRAME);
    ByteBuffer payload = EthernetFrame.parse(bytes).payload();
    bytes.put(14, (byte) 0x7f);
    assertThat(
        "the payload, after the frame's byte 14 became 7f",
        payload,
        sameBytes(Hex.bytes("7f 01 02")));
  }

  @Test
  @Exercise("2.2")
  @Order(7)
  @DisplayName("parse: a header without payload is a frame")
  void emptyPayload() throws MalformedException {
    ByteBuffer bytes = DirectMemory.of(Arrays.copyOf(FRAME, 14));
    assertThat("payload", EthernetFrame.parse(bytes).payload(), sameBytes(new byte[0]));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Exercise("2.2")
  @Order(8)
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  @DisplayName("parse: refuses what is shorter than a header")
  void refusesShort(int length) {
    ByteBuffer bytes = DirectMemory.within(Arrays.copyOf(FRAME, length));
    String what = Count.of(length, "byte") + " from position 5 to the limit";
    MalformedException refused =
        Refusal.of(MalformedException.class, what, () -> EthernetFrame.parse(bytes));
    assertThat("reason", refused.reason(), is(EthernetDrop.FRAME_TOO_SHORT));
  }

  @Test
  @Exercise("2.2")
  @Order(9)
  @DisplayName("writeHeader: puts destination, source and EtherType before the payload")
  void writesHeader() {
    byte[] bytes = new byte[17];
    bytes[14] = 0;
    bytes[15] = 1;
    bytes[16] = 2;
    ByteBuffer frame = DirectMemory.of(bytes);
    EthernetFrame.writeHeader(
        frame, new MacAddress(0xFFFF_FFFF_FFFFL), new MacAddress(0x0200_0000_00AAL), 0x0806);
    assertThat("the frame's position, after writeHeader", frame.position(), is(0));
    assertThat(frame, sameFrame(FRAME));
  }

  @Test
  @Exercise("2.2")
  @Order(10)
  @DisplayName("writeHeader: an EtherType above 7fff")
  void writesLargeEtherType() {
    ByteBuffer frame = DirectMemory.of(new byte[14]);
    EthernetFrame.writeHeader(
        frame, new MacAddress(0x0200_0000_00AAL), new MacAddress(0x0200_0000_0001L), 0x86DD);
    assertThat(frame, sameBytes(Hex.bytes("02 00 00 00 00 aa | 02 00 00 00 00 01 | 86 dd")));
  }

  @Test
  @Given
  @Order(11)
  @DisplayName("is shown in one line: from whom, to whom, what")
  void isShown() {
    MacAddress source = new MacAddress(0x0200_0000_00AAL);
    ByteBuffer payload = ByteBuffer.allocate(3);
    assertThat(
        new EthernetFrame(MacAddress.BROADCAST, source, EtherType.ARP, payload).toString(),
        allOf(
            startsWith("02:00:00:00:00:aa > ff:ff:ff:ff:ff:ff"),
            containsString("ARP"),
            containsString("3 bytes")));
  }
}
