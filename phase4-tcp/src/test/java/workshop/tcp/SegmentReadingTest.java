package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.tcp.Segments.DATA;
import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.STACK;
import static workshop.tcp.Segments.SYN;
import static workshop.tcp.Segments.segment;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Count;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Refusal;

@Order(6)
@Exercise("4.5")
@DisplayName("A segment in")
class SegmentReadingTest {
  @Test
  @Order(1)
  @DisplayName("in: every field, the options and no payload")
  void readsASyn() throws Exception {
    TcpSegment segment = parse(SYN);
    assertThat("source port", segment.sourcePort(), equalTo(40000));
    assertThat("destination port", segment.destinationPort(), equalTo(8080));
    assertThat("sequence number", segment.seq(), equalTo(new SequenceNumber(1000)));
    assertThat("acknowledgment number", segment.ack(), equalTo(new SequenceNumber(0)));
    assertThat("flags", segment.flags(), equalTo(TcpFlags.SYN));
    assertThat("window", segment.window(), equalTo(64240));
    assertThat("urgent pointer", segment.urgentPointer(), equalTo(0));
    assertThat("options", segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat("payload, after a header of 24 bytes", segment.payload(), sameBytes(new byte[0]));
  }

  @Test
  @Order(2)
  @DisplayName("in: the payload begins where the data offset says, not at 20")
  void payloadBehindOptions() throws Exception {
    for (int words = 0; words <= 10; words++) {
      byte[] options = new byte[4 * words];
      Arrays.fill(options, (byte) 1);
      byte[] bytes =
          Frames.tcp().flags("ACK,URG").urgentPointer(3).options(options).payload("abc").segment();
      TcpSegment segment = parse(bytes);
      assertThat("options", segment.options(), sameBytes(options));
      assertThat("payload", segment.payload(), sameBytes("abc".getBytes(StandardCharsets.UTF_8)));
      assertThat(segment.urgentPointer(), equalTo(3));
    }
  }

  @Test
  @Order(3)
  @DisplayName("in: a payload of any length, odd ones too")
  void payloadOfAnyLength() throws Exception {
    Random random = new Random(1);
    for (int length = 0; length <= 1460; length += length < 20 ? 1 : 97) {
      byte[] payload = new byte[length];
      random.nextBytes(payload);
      TcpSegment segment = parse(Frames.tcp().flags("ACK").payload(payload).segment());
      assertThat("payload", segment.payload(), sameBytes(payload));
    }
  }

  @Test
  @Order(4)
  @DisplayName("in: reads its part of a larger buffer, and does not change the buffer")
  void withinALargerBuffer() throws Exception {
    ByteBuffer bytes = DirectMemory.of(SYN);
    TcpSegment segment = TcpSegment.parse(bytes, KERNEL, STACK);
    assertThat("options", segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat("the buffer's position", bytes.position(), equalTo(0));
    assertThat("the buffer's limit", bytes.limit(), equalTo(SYN.length));
    // What lies after the limit is not ours.
    ByteBuffer more = DirectMemory.of(Arrays.copyOf(DATA, DATA.length + 7)).limit(DATA.length);
    assertThat(
        "up to the limit",
        TcpSegment.parse(more, STACK, KERNEL).payload(),
        sameBytes(Hex.bytes("48 69 21")));
  }

  @Test
  @Order(5)
  @DisplayName("in: bytes shorter than a header are dropped, at every length")
  void tooShort() {
    for (int length = 0; length < 20; length++) {
      assertLengthDropped(
          Count.of(length, "byte"),
          TcpDrop.SEGMENT_TOO_SHORT,
          DirectMemory.of(Arrays.copyOf(SYN, length)));
      assertLengthDropped(
          "a limit of " + length, TcpDrop.SEGMENT_TOO_SHORT, DirectMemory.of(SYN).limit(length));
    }
  }

  @ParameterizedTest(name = "{0} words")
  @Order(6)
  @DisplayName("in: a data offset of less than 5 words is dropped")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void dataOffsetTooSmall(int words) {
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(words).segment();
    assertLengthDropped(
        "a data offset of " + words + " words in 25 bytes",
        TcpDrop.BAD_DATA_OFFSET,
        DirectMemory.of(bytes));
  }

  @ParameterizedTest(name = "{0} words")
  @Order(7)
  @DisplayName("in: a data offset past the end is dropped")
  @ValueSource(ints = {7, 8, 11, 15})
  void dataOffsetPastTheEnd(int words) {
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(words).segment();
    assertLengthDropped(
        "a data offset of " + words + " words in 25 bytes",
        TcpDrop.BAD_DATA_OFFSET,
        DirectMemory.of(bytes));
    ByteBuffer more = DirectMemory.of(Arrays.copyOf(bytes, 60)).limit(bytes.length);
    assertLengthDropped(words + " words, past the limit", TcpDrop.BAD_DATA_OFFSET, more);
  }

  @Test
  @Order(8)
  @DisplayName("in: a data offset that takes up the whole segment leaves no payload")
  void dataOffsetUpToTheEnd() throws Exception {
    byte[] bytes = Frames.tcp().flags("ACK").payload("\1\1\1\1").dataOffset(6).segment();
    TcpSegment segment = parse(bytes);
    assertThat("options", segment.options(), sameBytes(Hex.bytes("01 01 01 01")));
    assertThat("payload, after a header of 24 bytes", segment.payload(), sameBytes(new byte[0]));
  }

  @Test
  @Order(9)
  @DisplayName("in: the lengths are looked at first, even if the checksum is wrong")
  void lengthsComeFirst() {
    ByteBuffer tooShort = DirectMemory.of(SYN).limit(19);
    assertRefused("19 bytes", TcpDrop.SEGMENT_TOO_SHORT, () -> TcpSegment.parse(tooShort, 1));
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(7).segment();
    assertRefused(
        "a data offset of 7 words in 25 bytes",
        TcpDrop.BAD_DATA_OFFSET,
        () -> TcpSegment.parse(DirectMemory.of(bytes), 1));
  }

  @ParameterizedTest(name = "{0}")
  @Order(10)
  @DisplayName("in: a wrong checksum is dropped; 0 and ffff are no exceptions, as they are in UDP")
  @ValueSource(strings = {"0x1234", "0x0000", "0xffff"})
  void wrongChecksum(String checksum) {
    byte[] bytes =
        Frames.tcp().flags("ACK").payload("Hello").checksum(Integer.decode(checksum)).segment();
    assertDropped("with the checksum " + checksum, TcpDrop.BAD_CHECKSUM, bytes);
  }

  @Test
  @Order(11)
  @DisplayName("in: a segment that is cut off anywhere is dropped")
  void truncated() {
    byte[] whole = Frames.tcp().flags("PSH,ACK").mss(1460).payload("Hello, TCP!").segment();
    for (int length = 0; length < 20; length++) {
      assertDropped(length + " bytes", TcpDrop.SEGMENT_TOO_SHORT, Arrays.copyOf(whole, length));
    }
    for (int length = 20; length < 24; length++) {
      assertDropped(length + " bytes", TcpDrop.BAD_DATA_OFFSET, Arrays.copyOf(whole, length));
    }
    for (int length = 24; length < whole.length; length++) {
      assertDropped(length + " bytes", TcpDrop.BAD_CHECKSUM, Arrays.copyOf(whole, length));
    }
  }

  @Test
  @Order(12)
  @DisplayName("in: a single wrong bit anywhere makes the checksum wrong")
  void everyBitFlipped() {
    byte[] right = Frames.tcp().flags("PSH,ACK").seq(7).ack(9).payload("Hello").segment();
    for (int bit = 0; bit < right.length * 8; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      // The upper half of this byte is the data offset, which is looked at before.
      DropReason reason =
          bit / 8 == 12 && bit % 8 < 4 && wrong[12] >>> 4 != 5
              ? offsetReason(wrong)
              : TcpDrop.BAD_CHECKSUM;
      assertDropped("bit " + bit + " flipped", reason, wrong);
    }
  }

  private static DropReason offsetReason(byte[] bytes) {
    int length = (bytes[12] >> 4 & 0xF) * 4;
    return length < 20 || length > bytes.length ? TcpDrop.BAD_DATA_OFFSET : TcpDrop.BAD_CHECKSUM;
  }

  @Test
  @Order(13)
  @DisplayName("in: the checksum covers both addresses, so that a stray segment is noticed")
  void checksumCoversTheAddresses() {
    Ipv4Address other = new Ipv4Address(0xC0A8_6403);
    ByteBuffer bytes = DirectMemory.of(SYN);
    assertRefused(
        "from another machine", TcpDrop.BAD_CHECKSUM, () -> TcpSegment.parse(bytes, other, STACK));
    assertRefused(
        "to another machine", TcpDrop.BAD_CHECKSUM, () -> TcpSegment.parse(bytes, KERNEL, other));
  }

  @Test
  @Order(14)
  @DisplayName("in: the checksum that was computed before decides, and not the field in the header")
  void believesTheChecksumThatItIsGiven() throws Exception {
    // All that the kernel puts there where the card has to do the rest: c0a8 + 6401 + c0a8 + 6402 +
    // 0006 + 001b = 24974, and with the carry brought round 4976.
    byte[] partial = Frames.tcp().flags("SYN").mss(1460).payload("abc").checksum(0x4976).segment();
    TcpSegment segment = TcpSegment.parse(DirectMemory.of(partial), TcpSegment.RIGHT);
    assertThat("options", segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat("payload", segment.payload(), sameBytes("abc".getBytes(StandardCharsets.UTF_8)));
    for (int wrong : new int[] {1, 0x8000, 0xFFFF}) {
      assertRefused(
          "a sum of %04x, and not 0".formatted(wrong),
          TcpDrop.BAD_CHECKSUM,
          () -> TcpSegment.parse(DirectMemory.of(SYN), wrong));
    }
  }

  private static TcpSegment parse(byte[] bytes) throws MalformedException {
    return TcpSegment.parse(DirectMemory.of(bytes), KERNEL, STACK);
  }

  private static void assertDropped(String what, DropReason reason, byte[] bytes) {
    assertDropped(what, reason, DirectMemory.of(bytes));
  }

  private static void assertDropped(String what, DropReason reason, ByteBuffer bytes) {
    assertRefused(what, reason, () -> TcpSegment.parse(bytes, KERNEL, STACK));
  }

  /** Without the checksum, which needs other exercises: the lengths do not. */
  private static void assertLengthDropped(String what, DropReason reason, ByteBuffer bytes) {
    assertRefused(what, reason, () -> TcpSegment.parse(bytes, TcpSegment.RIGHT));
  }

  private static void assertRefused(String what, DropReason reason, Executable parse) {
    MalformedException refused =
        Refusal.of(MalformedException.class, what + " (" + reason.words() + ")", parse);
    assertThat(what + ": the reason", refused.reason(), equalTo(reason));
  }
}
