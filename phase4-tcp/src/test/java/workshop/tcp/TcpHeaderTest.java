package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(2)
@Exercise("4.1")
@DisplayName("The header, read where it stands")
class TcpHeaderTest {

  /** No two bytes are alike, so that no field can be taken for another one. */
  private final TcpHeader header =
      header(
          """
          9c 40 | 1f 90     # source port 40000, destination port 8080
          01 23 45 67       # sequence number
          89 ab cd ef       # acknowledgment number
          60 18 | fa f0     # 6 words, PSH,ACK, window 64240
          12 34 | 56 78     # checksum, urgent pointer
          02 04 05 b4       # MSS 1460
          """);

  /** The same, with the highest bit set wherever a sign could be dragged along. */
  private final TcpHeader high =
      header(
          """
          ff fe | ff fd
          ff ff ff fc
          ff ff ff fb
          f0 ff | ff fa
          00 00 | ff f9
          """);

  private static TcpHeader header(String hex) {
    return new TcpHeader(DirectMemory.of(Hex.bytes(hex)));
  }

  @Test
  @Order(1)
  @DisplayName("source port")
  void sourcePort() {
    assertThat("source port", header.sourcePort(), equalTo(40000));
    assertThat("source port, all bits high", high.sourcePort(), equalTo(0xFFFE));
  }

  @Test
  @Order(2)
  @DisplayName("destination port")
  void destinationPort() {
    assertThat("destination port", header.destinationPort(), equalTo(8080));
    assertThat("destination port, all bits high", high.destinationPort(), equalTo(0xFFFD));
  }

  @Test
  @Order(3)
  @DisplayName("sequence number")
  void sequenceNumber() {
    assertThat(
        "sequence number", header.sequenceNumber(), equalTo(new SequenceNumber(0x0123_4567)));
    assertThat(
        "sequence number, all bits high",
        high.sequenceNumber(),
        equalTo(new SequenceNumber(0xFFFF_FFFC)));
  }

  @Test
  @Order(4)
  @DisplayName("acknowledgment number")
  void acknowledgmentNumber() {
    assertThat(
        "acknowledgment number",
        header.acknowledgmentNumber(),
        equalTo(new SequenceNumber(0x89AB_CDEF)));
    assertThat(
        "acknowledgment number, all bits high",
        high.acknowledgmentNumber(),
        equalTo(new SequenceNumber(0xFFFF_FFFB)));
  }

  @ParameterizedTest(name = "{0} words")
  @Order(5)
  @DisplayName("the data offset counts words of 4 bytes; what stands beside it is not part of it")
  @ValueSource(ints = {5, 6, 7, 8, 10, 15, 0, 4})
  void length(int words) {
    byte[] bytes = Frames.tcp().dataOffset(words).reserved(0xF).flags("SYN").segment();
    assertThat(
        "the header's length in bytes",
        new TcpHeader(DirectMemory.of(bytes)).length(),
        equalTo(words * 4));
  }

  @ParameterizedTest(name = "0x{0}")
  @Order(6)
  @DisplayName("all eight flags, and nothing of the byte before them")
  @ValueSource(strings = {"12", "18", "ff", "80", "40", "20", "01", "02", "10", "00"})
  void flags(String hex) {
    TcpHeader read =
        header("00 00 | 00 00 | 00 00 00 00 | 00 00 00 00 | ff " + hex + " | 00 00 | 00 00 00 00");
    assertThat(
        "the flags, in hex",
        Integer.toHexString(read.flags()),
        equalTo(Integer.toHexString(Integer.parseInt(hex, 16))));
  }

  @Test
  @Order(7)
  @DisplayName("window: up to 65535, never negative")
  void window() {
    assertThat("window", header.window(), equalTo(64240));
    assertThat("window, all bits high", high.window(), equalTo(0xFFFA));
  }

  @Test
  @Order(8)
  @DisplayName("urgent pointer")
  void urgentPointer() {
    assertThat("urgent pointer", header.urgentPointer(), equalTo(0x5678));
    assertThat("urgent pointer, all bits high", high.urgentPointer(), equalTo(0xFFF9));
  }
}
