package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static workshop.tcp.Segments.assertIsReset;
import static workshop.tcp.Segments.segment;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

/** RFC 9293 section 3.10.7.1. */
@Order(9)
@Exercise("4.7")
@DisplayName("The reset that answers a segment without a connection")
class ResetTest {
  private static final int RST_ACK = TcpFlags.RST | TcpFlags.ACK;

  @Test
  @Order(1)
  @DisplayName("a SYN takes up one number: the reset acknowledges it, and starts at 0")
  void answersASyn() {
    assertIsReset(Reset.answerTo(segment(TcpFlags.SYN, 1000, 0, "")), RST_ACK, 0, 1001);
  }

  @Test
  @Order(2)
  @DisplayName("text and FIN take up numbers too")
  void answersTextAndFin() {
    assertIsReset(Reset.answerTo(segment(TcpFlags.SYN, 1000, 0, "Hello")), RST_ACK, 0, 1006);
    assertIsReset(Reset.answerTo(segment(TcpFlags.PSH, 1000, 0, "Hello")), RST_ACK, 0, 1005);
    assertIsReset(Reset.answerTo(segment(TcpFlags.FIN, 1000, 0, "")), RST_ACK, 0, 1001);
    int synFin = TcpFlags.SYN | TcpFlags.FIN;
    assertIsReset(Reset.answerTo(segment(synFin, 1000, 0, "Hello")), RST_ACK, 0, 1007);
    assertIsReset(Reset.answerTo(segment(0, 1000, 0, "")), RST_ACK, 0, 1000);
  }

  @Test
  @Order(3)
  @DisplayName("the number that it acknowledges may lie after the wrap-around")
  void answersAcrossTheWrap() {
    assertIsReset(Reset.answerTo(segment(TcpFlags.SYN, 0xFFFF_FFFFL, 0, "")), RST_ACK, 0, 0);
  }

  @Test
  @Order(4)
  @DisplayName(
      "a segment with an ACK: the reset has RST alone, and starts at the number in the ACK")
  void answersAnAck() {
    assertIsReset(Reset.answerTo(segment(TcpFlags.ACK, 1000, 5000, "")), TcpFlags.RST, 5000, 0);
    int pshAck = TcpFlags.PSH | TcpFlags.ACK;
    assertIsReset(Reset.answerTo(segment(pshAck, 1, 0xFFFF_FFF0L, "x")), TcpFlags.RST, -16, 0);
    int synAck = TcpFlags.SYN | TcpFlags.ACK;
    assertIsReset(Reset.answerTo(segment(synAck, 1000, 5000, "")), TcpFlags.RST, 5000, 0);
    int finAck = TcpFlags.FIN | TcpFlags.ACK;
    assertIsReset(Reset.answerTo(segment(finAck, 1000, 5000, "")), TcpFlags.RST, 5000, 0);
  }

  @Test
  @Order(5)
  @DisplayName("without an ACK, the acknowledgment number means nothing")
  void doesNotBelieveTheAckOfASyn() {
    assertIsReset(Reset.answerTo(segment(TcpFlags.SYN, 1000, 7777, "")), RST_ACK, 0, 1001);
    assertIsReset(Reset.answerTo(segment(TcpFlags.FIN, 1000, 7777, "x")), RST_ACK, 0, 1002);
  }

  @ParameterizedTest(name = "flags {0}")
  @Order(6)
  @DisplayName("nothing else of the segment comes back: no options, no text, no urgent pointer")
  @ValueSource(ints = {TcpFlags.SYN, TcpFlags.ACK, TcpFlags.URG, TcpFlags.URG | TcpFlags.ACK})
  void nothingElseComesBack(int flags) {
    TcpSegment full =
        new TcpSegment(
            40000,
            8080,
            new SequenceNumber(1000),
            new SequenceNumber(5000),
            flags,
            64240,
            3,
            TcpOptions.withMaximumSegmentSize(1460),
            DirectMemory.of(Hex.bytes("01 02 03")));
    if ((flags & TcpFlags.ACK) != 0) {
      assertIsReset(Reset.answerTo(full), TcpFlags.RST, 5000, 0);
    } else {
      assertIsReset(Reset.answerTo(full), RST_ACK, 0, flags == TcpFlags.SYN ? 1004 : 1003);
    }
  }

  @Test
  @Order(7)
  @DisplayName("the ports are those of the segment, whatever they are")
  void portsChangePlaces() {
    SequenceNumber zero = new SequenceNumber(0);
    TcpSegment segment =
        new TcpSegment(65535, 1, zero, zero, TcpFlags.SYN, 0, 0, TcpOptions.NONE, TcpSegment.EMPTY);
    TcpSegment reset = Reset.answerTo(segment);
    assertThat("source port", reset.sourcePort(), equalTo(1));
    assertThat("destination port", reset.destinationPort(), equalTo(65535));
  }

  @ParameterizedTest(name = "flags {0}")
  @Order(8)
  @DisplayName("a reset is never answered: two such machines would never stop")
  @ValueSource(ints = {0x04, 0x14, 0x06, 0x05, 0x16, 0xFF})
  void doesNotAnswerAReset(int flags) {
    assertThat(
        "the answer to " + TcpFlags.toString(flags),
        Reset.answerTo(segment(flags, 1000, 5000, "")),
        nullValue());
  }
}
