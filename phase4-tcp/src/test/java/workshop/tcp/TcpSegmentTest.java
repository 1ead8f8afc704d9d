package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.STACK;
import static workshop.tcp.Segments.segment;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameSegment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.TcpFields;

@Order(6)
@Exercise("4.5")
@DisplayName("A segment")
class TcpSegmentTest {
  /**
   * The SYN of a client, its checksum by hand: 9c40 + 1f90 + 0000 + 03e8 + 0000 + 0000 + 6002 +
   * faf0 + 0000 + 0000 + 0204 + 05b4 = 22262; with the pseudo-header c0a8 + 6401 + c0a8 + 6402 +
   * 0006 + 0018 = 24971 it is 46bd3; the carry goes round: 6bd3 + 4 = 6bd7; its complement is 9428.
   */
  private static final byte[] SYN =
      Hex.bytes(
          """
          9c 40 | 1f 90     # source port 40000, destination port 8080
          00 00 03 e8       # sequence number 1000
          00 00 00 00       # acknowledgment number
          60 02 | fa f0     # 6 words, SYN, window 64240
          94 28 | 00 00     # checksum, urgent pointer
          02 04 05 b4       # MSS 1460
          """);

  /**
   * An odd payload: 1f90 + 9c40 + 0000 + 1389 + 0000 + 03e9 + 5018 + 2000 + 0000 + 0000 + 4869 +
   * 2100 = 1acc3, where the last word is "!" and a zero that is not sent; with the pseudo-header
   * c0a8 + 6402 + c0a8 + 6401 + 0006 + 0017 = 24970 it is 3f633; f633 + 3 = f636; its complement is
   * 09c9.
   */
  private static final byte[] DATA =
      Hex.bytes(
          """
          1f 90 | 9c 40
          00 00 13 89       # sequence number 5001
          00 00 03 e9       # acknowledgment number 1001
          50 18 | 20 00     # 5 words, PSH,ACK, window 8192
          09 c9 | 00 00
          48 69 21          # Hi!
          """);

  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  private static TcpSegment parse(byte[] bytes) throws MalformedException {
    return TcpSegment.parse(ByteBuffer.wrap(bytes), KERNEL, STACK);
  }

  private static void assertDropped(String what, DropReason reason, byte[] bytes) {
    assertDropped(what, reason, ByteBuffer.wrap(bytes));
  }

  private static void assertDropped(String what, DropReason reason, ByteBuffer bytes) {
    MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> TcpSegment.parse(bytes, KERNEL, STACK),
            what + ": it must not become a segment");
    assertThat(what, e.reason(), sameInstance(reason));
  }

  /** Without the checksum, which needs other exercises: the lengths do not. */
  private static void assertLengthDropped(String what, DropReason reason, ByteBuffer bytes) {
    MalformedException e =
        assertThrows(
            MalformedException.class,
            () -> TcpSegment.parse(bytes, TcpSegment.RIGHT),
            what + ": it must not become a segment");
    assertThat(what, e.reason(), sameInstance(reason));
  }

  // --- Reading.

  @Test
  @Order(1)
  @DisplayName("in: every field, the options and no payload")
  void readsASyn() throws Exception {
    TcpSegment segment = parse(SYN);
    assertThat(segment.sourcePort(), equalTo(40000));
    assertThat(segment.destinationPort(), equalTo(8080));
    assertThat(segment.seq(), equalTo(new SequenceNumber(1000)));
    assertThat(segment.ack(), equalTo(new SequenceNumber(0)));
    assertThat(segment.flags(), equalTo(TcpFlags.SYN));
    assertThat(segment.window(), equalTo(64240));
    assertThat(segment.urgentPointer(), equalTo(0));
    assertThat(segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat(segment.payload(), sameBytes(new byte[0]));
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
      assertThat(segment.options(), sameBytes(options));
      assertThat(segment.payload(), sameBytes("abc".getBytes(StandardCharsets.UTF_8)));
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
      assertThat(segment.payload(), sameBytes(payload));
    }
  }

  @Test
  @Order(4)
  @DisplayName("in: it lies within a larger buffer, which is left as it was")
  void withinALargerBuffer() throws Exception {
    ByteBuffer large = ByteBuffer.allocateDirect(100);
    large.put(7, SYN);
    ByteBuffer bytes = large.slice(7, SYN.length);
    TcpSegment segment = TcpSegment.parse(bytes, KERNEL, STACK);
    assertThat(segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat(bytes.position(), equalTo(0));
    assertThat(bytes.limit(), equalTo(SYN.length));
    // What lies after the limit is not ours.
    ByteBuffer more = ByteBuffer.wrap(Arrays.copyOf(DATA, DATA.length + 7)).limit(DATA.length);
    assertThat(TcpSegment.parse(more, STACK, KERNEL).payload(), sameBytes(Hex.bytes("48 69 21")));
  }

  @Test
  @Order(5)
  @DisplayName("in: shorter than a header is dropped, whatever the length")
  void tooShort() {
    for (int length = 0; length < 20; length++) {
      assertLengthDropped(
          length + " bytes",
          TcpDrop.SEGMENT_TOO_SHORT,
          ByteBuffer.wrap(Arrays.copyOf(SYN, length)));
      assertLengthDropped(
          "a limit of " + length,
          TcpDrop.SEGMENT_TOO_SHORT,
          ByteBuffer.wrap(SYN.clone()).limit(length));
    }
  }

  @Test
  @Order(6)
  @DisplayName("in: cut off anywhere, it is dropped")
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

  @ParameterizedTest(name = "{0} words")
  @Order(7)
  @DisplayName("in: a data offset of less than 5 words is dropped")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void dataOffsetTooSmall(int words) {
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(words).segment();
    assertLengthDropped(words + " words", TcpDrop.BAD_DATA_OFFSET, ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest(name = "{0} words")
  @Order(8)
  @DisplayName("in: a data offset past the end is dropped")
  @ValueSource(ints = {7, 8, 11, 15})
  void dataOffsetPastTheEnd(int words) {
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(words).segment();
    assertLengthDropped(words + " words", TcpDrop.BAD_DATA_OFFSET, ByteBuffer.wrap(bytes));
    ByteBuffer more = ByteBuffer.wrap(Arrays.copyOf(bytes, 60)).limit(bytes.length);
    assertLengthDropped(words + " words, past the limit", TcpDrop.BAD_DATA_OFFSET, more);
  }

  @Test
  @Order(9)
  @DisplayName("in: a data offset that takes up the whole segment leaves no payload")
  void dataOffsetUpToTheEnd() throws Exception {
    byte[] bytes = Frames.tcp().flags("ACK").payload("\1\1\1\1").dataOffset(6).segment();
    TcpSegment segment = parse(bytes);
    assertThat(segment.options(), sameBytes(Hex.bytes("01 01 01 01")));
    assertThat(segment.payload(), sameBytes(new byte[0]));
  }

  @Test
  @Order(10)
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
  @Order(11)
  @DisplayName("in: the checksum covers both addresses, so that a stray segment is noticed")
  void checksumCoversTheAddresses() {
    Ipv4Address other = new Ipv4Address(0xC0A8_6403);
    ByteBuffer bytes = ByteBuffer.wrap(SYN);
    MalformedException wrongSource =
        assertThrows(MalformedException.class, () -> TcpSegment.parse(bytes, other, STACK));
    assertThat(wrongSource.reason(), sameInstance(TcpDrop.BAD_CHECKSUM));
    MalformedException wrongDestination =
        assertThrows(MalformedException.class, () -> TcpSegment.parse(bytes, KERNEL, other));
    assertThat(wrongDestination.reason(), sameInstance(TcpDrop.BAD_CHECKSUM));
  }

  @Test
  @Order(12)
  @DisplayName("in: the checksum that was computed before decides, and not the field in the header")
  void believesTheChecksumThatItIsGiven() throws Exception {
    // All that the kernel puts there where the card has to do the rest: c0a8 + 6401 + c0a8 + 6402 +
    // 0006 + 001b = 24974, and with the carry brought round 4976.
    byte[] partial = Frames.tcp().flags("SYN").mss(1460).payload("abc").checksum(0x4976).segment();
    TcpSegment segment = TcpSegment.parse(ByteBuffer.wrap(partial), TcpSegment.RIGHT);
    assertThat(segment.options(), sameBytes(Hex.bytes("02 04 05 b4")));
    assertThat(segment.payload(), sameBytes("abc".getBytes(StandardCharsets.UTF_8)));
    for (int wrong : new int[] {1, 0x8000, 0xFFFF}) {
      MalformedException e =
          assertThrows(
              MalformedException.class,
              () -> TcpSegment.parse(ByteBuffer.wrap(SYN), wrong),
              "a checksum of " + wrong);
      assertThat(e.reason(), sameInstance(TcpDrop.BAD_CHECKSUM));
    }
  }

  @Test
  @Order(13)
  @DisplayName("in: the lengths are looked at first, even if the checksum is wrong")
  void lengthsComeFirst() {
    ByteBuffer tooShort = ByteBuffer.wrap(SYN).limit(19);
    MalformedException shorter =
        assertThrows(MalformedException.class, () -> TcpSegment.parse(tooShort, 1));
    assertThat(shorter.reason(), sameInstance(TcpDrop.SEGMENT_TOO_SHORT));
    byte[] bytes = Frames.tcp().flags("ACK").payload("Hello").dataOffset(7).segment();
    MalformedException offset =
        assertThrows(MalformedException.class, () -> TcpSegment.parse(ByteBuffer.wrap(bytes), 1));
    assertThat(offset.reason(), sameInstance(TcpDrop.BAD_DATA_OFFSET));
  }

  // --- Writing.

  /** Of 100 bytes for the message, and full of 5a from its first byte to its last. */
  private static OutgoingFrame dirtyFrame() {
    OutgoingFrame frame = new OutgoingFrame(100);
    frame.message(100);
    fill(frame.prepend(OutgoingFrame.HEADROOM));
    return frame;
  }

  private static ByteBuffer fill(ByteBuffer buffer) {
    for (int i = 0; i < buffer.limit(); i++) {
      buffer.put(i, (byte) 0x5A);
    }
    return buffer;
  }

  /** A dirty buffer with room for a header, and then the payload. */
  private static ByteBuffer before(byte[] payload, int headerLength) {
    return fill(ByteBuffer.allocateDirect(headerLength + payload.length))
        .put(headerLength, payload);
  }

  /** From the kernel's client to the stack's server. */
  private static TcpSegment withOptions(ByteBuffer options, ByteBuffer payload) {
    return new TcpSegment(
        40000,
        8080,
        new SequenceNumber(0),
        new SequenceNumber(0),
        TcpFlags.ACK,
        65535,
        0,
        options,
        payload);
  }

  @Test
  @Order(20)
  @DisplayName("header: every field at its place, with a checksum of 0, and nothing after it")
  void writesTheHeader() {
    TcpSegment segment =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(0x0123_4567),
            new SequenceNumber(0x89AB_CDEF),
            TcpFlags.PSH | TcpFlags.ACK,
            64240,
            0x5678,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    ByteBuffer buffer = fill(ByteBuffer.allocate(24));
    segment.writeHeader(buffer);
    assertThat("position", buffer.position(), equalTo(0));
    assertThat(
        buffer,
        sameSegment(
            Hex.bytes(
                """
                9c 40 | 1f 90
                01 23 45 67
                89 ab cd ef
                50 18 | fa f0
                00 00 | 56 78
                5a 5a 5a 5a       # left as it was
                """)));
  }

  @Test
  @Order(21)
  @DisplayName("header: nothing of what was in the buffer before shows through")
  void overwritesWhatWasThere() {
    ByteBuffer buffer = before(Hex.bytes("07"), 28);
    new TcpSegment(
            1,
            2,
            new SequenceNumber(3),
            new SequenceNumber(4),
            TcpFlags.ACK | TcpFlags.URG,
            5,
            6,
            ByteBuffer.wrap(Hex.bytes("01 01 01 01 01")),
            ByteBuffer.wrap(Hex.bytes("07")))
        .writeHeader(buffer);
    byte[] expected =
        Frames.tcp()
            .from(Frames.KERNEL_IP, 1)
            .to(Frames.STACK_IP, 2)
            .seq(3)
            .ack(4)
            .flags("ACK,URG")
            .window(5)
            .urgentPointer(6)
            .options(Hex.bytes("01 01 01 01 01 00 00 00")) // filled up to whole words
            .payload(Hex.bytes("07"))
            .checksum(0)
            .segment();
    assertThat(buffer, sameSegment(expected));
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(22)
  @DisplayName("header: options are filled up with zeros to whole words; the data offset says so")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 39, 40})
  void optionsAreFilledUp(int size) {
    byte[] options = new byte[size];
    Arrays.fill(options, (byte) 1);
    byte[] expected =
        Frames.tcp().flags("ACK").options(options).payload("text").checksum(0).segment();
    TcpSegment segment = withOptions(ByteBuffer.wrap(options), ByteBuffer.wrap(TEXT));
    assertThat("the header's length", segment.headerLength(), equalTo(expected.length - 4));
    ByteBuffer buffer = before(TEXT, expected.length - 4);
    segment.writeHeader(buffer);
    assertThat(buffer, sameSegment(expected));
  }

  @Test
  @Order(23)
  @DisplayName("header: nothing after it is touched: the buffer may end there")
  void writesIntoABufferThatEndsThere() {
    ByteBuffer buffer = ByteBuffer.allocate(24);
    new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(0),
            TcpFlags.SYN,
            64240,
            0,
            ByteBuffer.wrap(Hex.bytes("02 04 05 b4")),
            TcpSegment.EMPTY)
        .writeHeader(buffer);
    byte[] expected = SYN.clone();
    Arrays.fill(expected, 16, 18, (byte) 0); // the checksum
    assertThat(buffer, sameSegment(expected));
  }

  @Test
  @Order(24)
  @DisplayName("header: options go from index 0 to their limit, and no position moves")
  void writesAllOptions() {
    ByteBuffer options = ByteBuffer.wrap(Hex.bytes("02 04 05 b4 77 77")).position(2).limit(4);
    ByteBuffer buffer = before(TEXT, 24);
    withOptions(options, TcpSegment.EMPTY).writeHeader(buffer);
    assertThat(
        buffer,
        sameSegment(Frames.tcp().flags("ACK").mss(1460).payload("text").checksum(0).segment()));
    assertThat("the buffer's position", buffer.position(), equalTo(0));
    assertThat("the options' position", options.position(), equalTo(2));
  }

  @Test
  @Order(25)
  @DisplayName("out: byte by byte, with its checksum")
  void writes() {
    OutgoingFrame frame = new OutgoingFrame(100);
    new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(0),
            TcpFlags.SYN,
            64240,
            0,
            ByteBuffer.wrap(Hex.bytes("02 04 05 b4")),
            TcpSegment.EMPTY)
        .write(frame, KERNEL, STACK);
    assertThat(frame.bytes(), sameSegment(SYN));
  }

  @Test
  @Order(26)
  @DisplayName("out: an odd payload")
  void writesAnOddPayload() {
    OutgoingFrame frame = new OutgoingFrame(100);
    new TcpSegment(
            8080,
            40000,
            new SequenceNumber(5001),
            new SequenceNumber(1001),
            TcpFlags.PSH | TcpFlags.ACK,
            8192,
            0,
            TcpOptions.NONE,
            ByteBuffer.wrap(Hex.bytes("48 69 21")))
        .write(frame, STACK, KERNEL);
    assertThat(frame.bytes(), sameSegment(DATA));
  }

  @Test
  @Order(27)
  @DisplayName("out: the payload goes from index 0 to its limit, and its position does not move")
  void writesAllOfThePayload() {
    ByteBuffer payload =
        ByteBuffer.wrap("text and more".getBytes(StandardCharsets.UTF_8)).position(3).limit(4);
    OutgoingFrame frame = new OutgoingFrame(100);
    withOptions(TcpOptions.NONE, payload).write(frame, KERNEL, STACK);
    assertThat(frame.bytes(), sameSegment(Frames.tcp().flags("ACK").payload("text").segment()));
    assertThat("the payload's position", payload.position(), equalTo(3));
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(28)
  @DisplayName("out: a dirty frame: header and payload are whole, and nothing before is touched")
  @ValueSource(ints = {0, 1, 3, 4, 38, 40})
  void writesIntoADirtyFrame(int size) {
    byte[] options = new byte[size];
    Arrays.fill(options, (byte) 1);
    OutgoingFrame frame = dirtyFrame();
    withOptions(ByteBuffer.wrap(options), ByteBuffer.wrap(TEXT)).write(frame, KERNEL, STACK);
    assertThat(
        frame.bytes(),
        sameSegment(Frames.tcp().flags("ACK").options(options).payload("text").segment()));
    assertThat("the byte before the header", frame.prepend(1).get(0), equalTo((byte) 0x5A));
  }

  @Test
  @Order(29)
  @DisplayName("out: with any payload, the checksum is right; the frame is the same each time")
  void checksumIsRightForAnyPayload() {
    Random random = new Random(2);
    OutgoingFrame frame = new OutgoingFrame(1460);
    for (int length = 1460; length >= 0; length -= length <= 20 ? 1 : Math.min(97, length - 20)) {
      byte[] payload = new byte[length];
      random.nextBytes(payload);
      new TcpSegment(
              8080,
              40000,
              new SequenceNumber(random.nextInt()),
              new SequenceNumber(random.nextInt()),
              TcpFlags.ACK,
              random.nextInt(1 << 16),
              0,
              TcpOptions.NONE,
              ByteBuffer.wrap(payload))
          .write(frame, STACK, KERNEL);
      TcpFields read =
          Frames.readSegment(Hex.bytes(frame.bytes()), Frames.STACK_IP, Frames.KERNEL_IP);
      assertThat(length + " bytes", read.checksumOk(), equalTo(true));
      assertThat(read.payload(), sameBytes(payload));
    }
  }

  @Test
  @Order(30)
  @DisplayName("out: writing the same segment again gives the same bytes")
  void writesAgain() {
    TcpSegment segment = segment(TcpFlags.ACK, 1, 2, "again");
    OutgoingFrame first = new OutgoingFrame(100);
    OutgoingFrame second = new OutgoingFrame(100);
    segment.write(first, KERNEL, STACK);
    segment.write(second, KERNEL, STACK);
    assertThat(second.bytes(), sameSegment(Hex.bytes(first.bytes())));
    segment.write(first, KERNEL, STACK);
    assertThat(first.bytes(), sameSegment(Hex.bytes(second.bytes())));
  }

  // --- What it means.

  @ParameterizedTest(name = "0x{0}: SYN {1}, ACK {2}, both {3}")
  @Order(41)
  @Given
  @DisplayName("a flag is set or not; of several, all must be set")
  @CsvSource({
    "02, true, false, false",
    "10, false, true, false",
    "12, true, true, true",
    "ff, true, true, true",
    "ed, false, false, false"
  })
  void has(String flags, boolean syn, boolean ack, boolean both) {
    TcpSegment segment = segment(Integer.parseInt(flags, 16), 0, 0, "");
    assertThat("SYN", segment.has(TcpFlags.SYN), equalTo(syn));
    assertThat("ACK", segment.has(TcpFlags.ACK), equalTo(ack));
    assertThat("SYN,ACK", segment.has(TcpFlags.SYN | TcpFlags.ACK), equalTo(both));
  }

  @ParameterizedTest(name = "flags 0x{0}, {1} bytes of text: {2}")
  @Order(42)
  @Exercise("4.6")
  @DisplayName("SYN and FIN take up a sequence number each, as a byte does; nothing else does")
  @CsvSource({
    "10, 0, 0",
    "10, 5, 5",
    "02, 0, 1",
    "12, 0, 1",
    "01, 0, 1",
    "11, 5, 6",
    "03, 0, 2",
    "03, 5, 7",
    "fc, 0, 0", // all flags but SYN and FIN
    "ff, 1, 3"
  })
  void length(String flags, int text, int length) {
    TcpSegment segment = segment(Integer.parseInt(flags, 16), 1000, 0, "x".repeat(text));
    assertThat("length", segment.length(), equalTo(length));
    assertThat("end", segment.end(), equalTo(new SequenceNumber(1000 + length)));
  }

  @Test
  @Order(43)
  @Exercise("4.6")
  @DisplayName("its payload ends at the limit")
  void lengthUpToTheLimit() {
    ByteBuffer payload = ByteBuffer.wrap("text and more".getBytes(StandardCharsets.UTF_8)).limit(4);
    TcpSegment segment =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(0),
            TcpFlags.ACK,
            65535,
            0,
            TcpOptions.NONE,
            payload);
    assertThat("length", segment.length(), equalTo(4));
  }

  @Test
  @Order(44)
  @Exercise("4.6")
  @DisplayName("its end may lie beyond the wrap-around")
  void endBeyondTheWrap() {
    assertThat(segment(0x10, 0xFFFF_FFFEL, 0, "12345").end(), equalTo(new SequenceNumber(3)));
    assertThat(segment(0x02, 0xFFFF_FFFFL, 0, "").end(), equalTo(new SequenceNumber(0)));
  }

  @ParameterizedTest(name = "flags {1} at {0}, within {2} to {3}: flags {4} at {5}, text \"{6}\"")
  @Order(45)
  @Exercise("4.6")
  @DisplayName("the part within a window: SYN is its first number, FIN its last")
  @CsvSource(
      nullValues = "-",
      value = {
        // The text is "abcdef". Window and segment agree, or the window is larger.
        "100, 10, 100, 106, 10, 100, abcdef",
        "100, 10, 50, 200, 10, 100, abcdef",
        "100, 13, 100, 108, 13, 100, abcdef", // with SYN and FIN: 8 numbers, 100 to 107
        "100, 13, 99, 109, 13, 100, abcdef",
        // Cut off on the left.
        "100, 10, 101, 200, 10, 101, bcdef",
        "100, 10, 105, 200, 10, 105, f",
        "100, 13, 101, 200, 11, 101, abcdef", // the SYN alone
        "100, 13, 102, 200, 11, 102, bcdef",
        "100, 13, 107, 200, 11, 107, ''", // all but the FIN
        "100, 11, 106, 200, 11, 106, ''",
        // Cut off on the right.
        "100, 10, 100, 105, 10, 100, abcde",
        "100, 10, 100, 101, 10, 100, a",
        "100, 11, 100, 106, 10, 100, abcdef", // the FIN alone
        "100, 11, 100, 105, 10, 100, abcde",
        "100, 13, 100, 101, 12, 100, ''", // all but the SYN
        "100, 13, 100, 104, 12, 100, abc",
        // On both sides.
        "100, 10, 102, 104, 10, 102, cd",
        "100, 13, 101, 107, 10, 101, abcdef",
        "100, 13, 103, 105, 10, 103, cd",
        // Across the wrap-around.
        "-3, 11, -1, 2, 10, -1, cde",
        "-3, 11, 3, 100, 11, 3, ''",
        // A window of zero.
        "100, 11, 100, 100, 10, 100, ''"
      })
  void trimmed(int seq, String flags, int from, int to, String left, int leftSeq, String text) {
    TcpSegment whole = segment(Integer.parseInt(flags, 16), seq, 7, "abcdef");
    TcpSegment part = Trimming.trim(whole, new SequenceNumber(from), new SequenceNumber(to));
    assertThat(part.seq(), equalTo(new SequenceNumber(leftSeq)));
    assertThat(
        TcpFlags.toString(part.flags()), equalTo(TcpFlags.toString(Integer.parseInt(left, 16))));
    assertThat(part.payload(), sameBytes(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(part.ack(), equalTo(new SequenceNumber(7)));
    assertThat(part.window(), equalTo(65535));
    assertThat(part.sourcePort(), equalTo(40000));
    assertThat(part.destinationPort(), equalTo(8080));
  }

  @ParameterizedTest(name = "{0} bytes are cut off")
  @Order(46)
  @Exercise("4.6")
  @DisplayName("urgent data ends at the same number, where the beginning is cut off")
  @CsvSource({"0, 4", "1, 3", "4, 0", "5, 0"})
  void keepsTheEndOfUrgentData(int cut, int pointer) {
    TcpSegment whole =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(100),
            new SequenceNumber(7),
            TcpFlags.ACK | TcpFlags.URG,
            65535,
            4,
            TcpOptions.NONE,
            ByteBuffer.wrap("abcdef".getBytes(StandardCharsets.UTF_8)));
    TcpSegment part = Trimming.trim(whole, new SequenceNumber(100 + cut), new SequenceNumber(200));
    assertThat(part.urgentPointer(), equalTo(pointer));
  }

  @Test
  @Order(47)
  @Given
  @DisplayName("it is shown in one line, the acknowledgment only where there is one")
  void shownInOneLine() {
    assertThat(
        segment(TcpFlags.SYN, 4_000_000_000L, 7, "").toString(),
        equalTo("40000 > 8080 SYN seq=4000000000 win=65535 len=0"));
    assertThat(
        segment(TcpFlags.PSH | TcpFlags.ACK, 1, 4_000_000_000L, "Hello").toString(),
        equalTo("40000 > 8080 PSH,ACK seq=1 ack=4000000000 win=65535 len=5"));
  }
}
