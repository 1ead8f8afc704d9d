package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(5)
@Exercise("8.5")
@DisplayName("Cutting a super-segment")
class CutterTest {
  private static final int SIZE = 1000;
  private final OutgoingFrame piece = new OutgoingFrame(1514);

  @ParameterizedTest(name = "from byte {0} on")
  @Order(1)
  @CsvSource({"0, 1000", "1000, 1000", "2000, 500"})
  @DisplayName("segment: a part of the text, with the sequence number of its first byte")
  void segmentOfPart(int at, int length) {
    segment(Vnet.segment(2500).segment(), at, length);
    assertThat(
        "the sequence number: 1000 is that of the whole",
        piece.bytes().getInt(4) & 0xFFFFFFFFL,
        is(1000L + at));
    assertThat("header and text, in bytes", piece.size(), is(20 + length));
    assertThat(
        "the text",
        Arrays.copyOfRange(Vnet.bytes(piece), 20, 20 + length),
        sameBytes(Vnet.text(at, length)));
    assertThat("the field of the checksum", piece.bytes().getShort(16), is((short) 0));
  }

  @ParameterizedTest(name = "{0}, from byte {1} on")
  @Order(2)
  @CsvSource({
    "ACK|PSH, 0, ACK",
    "ACK|PSH, 1000, ACK",
    "ACK|PSH, 2000, ACK|PSH",
    "ACK|FIN, 0, ACK",
    "ACK|FIN, 1000, ACK",
    "ACK|FIN, 2000, ACK|FIN",
    "ACK|PSH|FIN, 1000, ACK",
    "ACK|PSH|FIN, 2000, ACK|PSH|FIN",
    "ACK|URG, 0, ACK|URG",
    "ACK, 2000, ACK",
  })
  @DisplayName("segment: FIN and PSH belong to the last one")
  void flags(String whole, int at, String expected) {
    segment(flagged(whole, 2500), at, Math.min(SIZE, 2500 - at));
    assertThat(
        "the flags of %s, bytes %d and on of 2500".formatted(whole, at),
        flagNames(piece.bytes().get(13)),
        is(expected));
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(3)
  @CsvSource({"2000, 1000", "1001, 1000"})
  @DisplayName("segment: the last one ends where the text ends, full or not")
  void lastOne(int count, int at) {
    segment(flagged("ACK|FIN", count), at, count - at);
    assertThat("the flags of the last", flagNames(piece.bytes().get(13)), is("ACK|FIN"));
    segment(flagged("ACK|FIN", count), 0, SIZE);
    assertThat("the flags of the first", flagNames(piece.bytes().get(13)), is("ACK"));
  }

  @Test
  @Order(4)
  @DisplayName("segment: sequence numbers wrap round")
  void wraps() {
    segment(Vnet.segment(2500).seq(0xFFFFFF00L).segment(), 1000, SIZE);
    assertThat(piece.bytes().getInt(4), is(0x100 - 0x200 + 1000));
  }

  @Test
  @Order(5)
  @DisplayName("segment: each one has the options, and old bytes do not show through")
  void options() {
    byte[] options = {1, 1, 5, 10, 0, 0, 0, 9, 0, 0, 0, 99};
    byte[] whole = Vnet.segment(2500).options(options).segment();
    piece.message(1500).put(0, new byte[1500]);
    segment(whole, 1000, SIZE);
    assertThat("header and text, in bytes", piece.size(), is(32 + SIZE));
    byte[] bytes = Vnet.bytes(piece);
    assertThat("options", Arrays.copyOfRange(bytes, 20, 32), sameBytes(options));
    assertThat("text", Arrays.copyOfRange(bytes, 32, 1032), sameBytes(Vnet.text(1000, SIZE)));
  }

  @ParameterizedTest(name = "segment {0}")
  @Order(6)
  @CsvSource({"0, 7", "1, 8", "40, 47"})
  @DisplayName("header: its own length, and the identification counts on")
  void header(int index, int identification) {
    byte[] right =
        Frames.ipv4()
            .fromStack()
            .protocol(6)
            .dontFragment()
            .identification(identification)
            .payload(new byte[520])
            .packet();
    piece.message(520).put(0, Vnet.text(0, 520));
    Cutter.header(wholeHeader(7), index, piece);
    ByteBuffer bytes = piece.bytes();
    assertThat("total length: header 20, segment 520", bytes.getShort(2), is((short) 540));
    assertThat("identification", bytes.getShort(4), is((short) identification));
    assertThat(
        "the header with its checksum",
        Arrays.copyOf(Vnet.bytes(piece), 20),
        sameBytes(Arrays.copyOf(right, 20)));
  }

  @Test
  @Order(7)
  @DisplayName("header: the identification wraps round; the whole stays as it is")
  void headerWraps() {
    ByteBuffer whole = wholeHeader(65535);
    byte[] before = bytes(whole);
    piece.message(520);
    Cutter.header(whole, 1, piece);
    assertThat("identification after 65535", piece.bytes().getShort(4), is((short) 0));
    assertThat("the whole, afterwards", bytes(whole), sameBytes(before));
  }

  @ParameterizedTest(name = "{0} bytes of text")
  @Order(8)
  @CsvSource({"1001, 2", "2000, 2", "2500, 3", "65000, 65"})
  @DisplayName("cut: all pieces are frames as phase 7 would have sent them")
  void cut(int count, int pieces) {
    OutgoingFrame whole = Vnet.large(Vnet.segment(count).flags("ACK,PSH").frame(), SIZE);
    byte[] before = Vnet.bytes(whole);
    assertThat("pieces", Cutter.pieces(whole), is(pieces));
    for (int i = 0; i < pieces; i++) {
      Cutter.cut(whole, i, piece);
      int index = i;
      int length = Math.min(SIZE, count - i * SIZE);
      byte[] right =
          Vnet.segment(0)
              .seq(1000 + i * SIZE)
              .flags(i == pieces - 1 ? "ACK,PSH" : "ACK")
              .ip(ip -> ip.identification(1 + index))
              .payload(Vnet.text(i * SIZE, length))
              .frame();
      assertThat("piece " + i, Vnet.bytes(piece), sameFrame(right));
    }
    assertThat("the whole, afterwards", Vnet.bytes(whole), sameBytes(before));
  }

  private void segment(byte[] whole, int at, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(whole.clone());
    Cutter.segment(buffer, at, length, piece);
    assertThat("the whole, afterwards", bytes(buffer), sameBytes(whole));
  }

  private static byte[] flagged(String flags, int count) {
    return Vnet.segment(count).flags(flags.replace('|', ',')).segment();
  }

  private static ByteBuffer wholeHeader(int identification) {
    return ByteBuffer.wrap(
        Arrays.copyOf(
            Frames.ipv4()
                .fromStack()
                .protocol(6)
                .dontFragment()
                .identification(identification)
                .payload(new byte[5000])
                .packet(),
            20));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static String flagNames(byte flags) {
    String names = (flags & 16) != 0 ? "ACK" : "no ACK";
    names += (flags & 32) != 0 ? "|URG" : "";
    names += (flags & 8) != 0 ? "|PSH" : "";
    return names + ((flags & 1) != 0 ? "|FIN" : "");
  }
}
