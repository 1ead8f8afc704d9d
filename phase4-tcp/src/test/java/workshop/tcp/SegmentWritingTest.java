package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.tcp.Segments.DATA;
import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.STACK;
import static workshop.tcp.Segments.SYN;
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
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.OutgoingFrame;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.TcpFields;

@Order(7)
@Exercise("4.5")
@DisplayName("A segment out")
class SegmentWritingTest {
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  @Test
  @Order(1)
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
    ByteBuffer buffer = fill(DirectMemory.of(new byte[24]));
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

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(2)
  @DisplayName("header: options are filled up with zeros to whole words; the data offset says so")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 39, 40})
  void optionsAreFilledUp(int size) {
    byte[] options = new byte[size];
    Arrays.fill(options, (byte) 1);
    byte[] expected =
        Frames.tcp().flags("ACK").options(options).payload("text").checksum(0).segment();
    TcpSegment segment = withOptions(DirectMemory.of(options), DirectMemory.of(TEXT));
    assertThat("the header's length", segment.headerLength(), equalTo(expected.length - 4));
    ByteBuffer buffer = before(TEXT, expected.length - 4);
    segment.writeHeader(buffer);
    assertThat(buffer, sameSegment(expected));
  }

  @Test
  @Order(3)
  @DisplayName("header: all old bytes of the buffer are overwritten")
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
            DirectMemory.of(Hex.bytes("01 01 01 01 01")),
            DirectMemory.of(Hex.bytes("07")))
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

  @Test
  @Order(4)
  @DisplayName("header: nothing after it is touched: the buffer may end there")
  void writesIntoABufferThatEndsThere() {
    ByteBuffer buffer = DirectMemory.of(new byte[24]);
    new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(0),
            TcpFlags.SYN,
            64240,
            0,
            DirectMemory.of(Hex.bytes("02 04 05 b4")),
            TcpSegment.EMPTY)
        .writeHeader(buffer);
    byte[] expected = SYN.clone();
    Arrays.fill(expected, 16, 18, (byte) 0); // the checksum
    assertThat(buffer, sameSegment(expected));
  }

  @Test
  @Order(5)
  @DisplayName("header: options go from index 0 to their limit, and no position moves")
  void writesAllOptions() {
    ByteBuffer options =
        DirectMemory.of(Hex.bytes("02 04 05 b4 01 01 01 01 77")).position(5).limit(8);
    ByteBuffer buffer = before(TEXT, 28);
    withOptions(options, TcpSegment.EMPTY).writeHeader(buffer);
    assertThat(
        buffer,
        sameSegment(
            Frames.tcp()
                .flags("ACK")
                .options(Hex.bytes("02 04 05 b4 01 01 01 01"))
                .payload("text")
                .checksum(0)
                .segment()));
    assertThat("the buffer's position", buffer.position(), equalTo(0));
    assertThat("the options' position", options.position(), equalTo(5));
  }

  @Test
  @Order(6)
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
            DirectMemory.of(Hex.bytes("02 04 05 b4")),
            TcpSegment.EMPTY)
        .write(frame, KERNEL, STACK);
    assertThat(frame.bytes(), sameSegment(SYN));
  }

  @Test
  @Order(7)
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
            DirectMemory.of(Hex.bytes("48 69 21")))
        .write(frame, STACK, KERNEL);
    assertThat(frame.bytes(), sameSegment(DATA));
  }

  @Test
  @Order(8)
  @DisplayName("out: the payload goes from index 0 to its limit, and its position does not move")
  void writesAllOfThePayload() {
    ByteBuffer payload =
        DirectMemory.of("text and more".getBytes(StandardCharsets.UTF_8)).position(3).limit(4);
    OutgoingFrame frame = new OutgoingFrame(100);
    withOptions(TcpOptions.NONE, payload).write(frame, KERNEL, STACK);
    assertThat(frame.bytes(), sameSegment(Frames.tcp().flags("ACK").payload("text").segment()));
    assertThat("the payload's position", payload.position(), equalTo(3));
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(9)
  @DisplayName("out: a dirty frame: header and payload are whole, and nothing before is touched")
  @ValueSource(ints = {0, 1, 3, 4, 38, 40})
  void writesIntoADirtyFrame(int size) {
    byte[] options = new byte[size];
    Arrays.fill(options, (byte) 1);
    OutgoingFrame frame = dirtyFrame();
    withOptions(DirectMemory.of(options), DirectMemory.of(TEXT)).write(frame, KERNEL, STACK);
    assertThat(
        frame.bytes(),
        sameSegment(Frames.tcp().flags("ACK").options(options).payload("text").segment()));
    assertThat("the byte before the header", frame.prepend(1).get(0), equalTo((byte) 0x5A));
  }

  @Test
  @Order(10)
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
              DirectMemory.of(payload))
          .write(frame, STACK, KERNEL);
      TcpFields read =
          Frames.readSegment(Hex.bytes(frame.bytes()), Frames.STACK_IP, Frames.KERNEL_IP);
      assertThat(length + " bytes: is the checksum right?", read.checksumOk(), equalTo(true));
      assertThat("payload", read.payload(), sameBytes(payload));
    }
  }

  @Test
  @Order(11)
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
    return fill(DirectMemory.of(new byte[headerLength + payload.length]))
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
}
