package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.tcp.Segments.segment;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.exercises.Count;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(8)
@Exercise("4.6")
@DisplayName("What a segment takes up")
class SegmentLengthTest {
  @ParameterizedTest(name = "0x{0}: SYN {1}, ACK {2}, both {3}")
  @Order(1)
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
  @Order(2)
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
    String what =
        TcpFlags.toString(segment.flags()) + " and " + Count.of(text, "byte") + " of text";
    assertThat("the length of " + what, segment.length(), equalTo(length));
    assertThat(
        "the end of " + what + ", from 1000 on",
        segment.end(),
        equalTo(new SequenceNumber(1000 + length)));
  }

  @Test
  @Order(3)
  @DisplayName(
      "its payload goes from index 0 to the limit, whatever its position is; options do not count")
  void lengthUpToTheLimit() {
    ByteBuffer payload =
        DirectMemory.of("text and more".getBytes(StandardCharsets.UTF_8)).position(1).limit(4);
    TcpSegment segment =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(0),
            TcpFlags.ACK,
            65535,
            0,
            TcpOptions.withMaximumSegmentSize(1460),
            payload);
    assertThat(
        "the length: 4 bytes of payload (the options do not count)", segment.length(), equalTo(4));
  }

  @Test
  @Order(4)
  @DisplayName("its end may lie beyond the wrap-around")
  void endBeyondTheWrap() {
    assertThat(
        "the end of 5 bytes from 4294967294 on",
        segment(0x10, 0xFFFF_FFFEL, 0, "12345").end(),
        equalTo(new SequenceNumber(3)));
    assertThat(
        "the end of a SYN at 4294967295",
        segment(0x02, 0xFFFF_FFFFL, 0, "").end(),
        equalTo(new SequenceNumber(0)));
  }

  @ParameterizedTest(name = "flags {1} at {0}, within {2} to {3}: flags {4} at {5}, text \"{6}\"")
  @Order(5)
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
  @Order(6)
  @DisplayName("if the beginning is cut off, urgent data still ends at the same number")
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
  @Order(7)
  @Given
  @DisplayName("it is shown in one line, with the acknowledgment only if there is one")
  void shownInOneLine() {
    assertThat(
        segment(TcpFlags.SYN, 4_000_000_000L, 7, "").toString(),
        equalTo("40000 > 8080 SYN seq=4000000000 win=65535 len=0"));
    assertThat(
        segment(TcpFlags.PSH | TcpFlags.ACK, 1, 4_000_000_000L, "Hello").toString(),
        equalTo("40000 > 8080 PSH,ACK seq=1 ack=4000000000 win=65535 len=5"));
  }
}
