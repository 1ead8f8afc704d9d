package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, the end of the first step. */
@Order(7)
@Exercise("4.6")
@DisplayName("Trimming a segment")
class TrimmingTest {
  private static TcpSegment segment(int flags, int seq, int urgentPointer) {
    return new TcpSegment(
        40000,
        8080,
        new SequenceNumber(seq),
        new SequenceNumber(7),
        flags,
        65535,
        urgentPointer,
        TcpOptions.NONE,
        ByteBuffer.wrap("abcdef".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "flags {1} at {0}, within {2} to {3}: flags {4} at {5}, text \"{6}\"")
  @Order(1)
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
    TcpSegment whole = segment(Integer.parseInt(flags, 16), seq, 0);
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
  @Order(2)
  @DisplayName("urgent data ends at the same number, where the beginning is cut off")
  @CsvSource({"0, 4", "1, 3", "4, 0", "5, 0"})
  void keepsTheEndOfUrgentData(int cut, int pointer) {
    TcpSegment whole = segment(TcpFlags.ACK | TcpFlags.URG, 100, 4);
    TcpSegment part = Trimming.trim(whole, new SequenceNumber(100 + cut), new SequenceNumber(200));
    assertThat(part.urgentPointer(), equalTo(pointer));
  }
}
