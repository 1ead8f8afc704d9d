package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, fifth: SND.WND, SND.WL1 and SND.WL2. */
@Order(28)
@Exercise("5.5")
@DisplayName("The peer's window")
class SendWindowTest {
  private static final int BASE = Integer.MAX_VALUE - 150; // half of the circle, soon passed

  private final SendWindow window = new SendWindow();

  private static TcpSegment segment(int flags, int seq, int ack, int field) {
    return new TcpSegment(
        1,
        2,
        new SequenceNumber(BASE + seq),
        new SequenceNumber(-100 + ack),
        flags,
        field,
        0,
        TcpOptions.NONE,
        TcpSegment.EMPTY);
  }

  /** SND.UNA was this when it came. */
  private SendWindowTest take(int una, int seq, int ack, int field) {
    window.take(segment(TcpFlags.ACK, seq, ack, field), new SequenceNumber(-100 + una));
    return this;
  }

  /** This is given, but needs exercise 4.2: whoever has done 5.5 has done that, too. */
  @BeforeEach
  void afterPhase4() {
    new InOrderSender(1460, new StreamOptions()).transmit(FakeOutput.NOWHERE);
  }

  @Test
  @Order(1)
  @DisplayName("at first there is none")
  void atFirst() {
    assertThat(window.size(), equalTo(0));
    assertThat(window.largest(), equalTo(0));
  }

  @ParameterizedTest(name = "by {0} bits: {1}")
  @Order(2)
  @DisplayName("what a segment tells is shifted (RFC 7323 2.2)")
  @CsvSource({"0, 65535", "1, 131070", "2, 262140", "7, 8388480", "14, 1073725440"})
  void scaled(int shift, int expected) {
    window.scaleBy(shift);
    assertThat(window.told(segment(TcpFlags.ACK, 0, 0, 65535)), equalTo(expected));
  }

  @ParameterizedTest(name = "by {0} bits")
  @Order(3)
  @DisplayName("but never in a SYN (RFC 7323 2.2)")
  @ValueSource(ints = {0, 7, 14})
  void syn(int shift) {
    window.scaleBy(shift);
    assertThat(window.told(segment(TcpFlags.SYN, 0, 0, 5000)), equalTo(5000));
    assertThat(window.told(segment(TcpFlags.SYN | TcpFlags.ACK, 0, 0, 5000)), equalTo(5000));
  }

  @Test
  @Order(4)
  @DisplayName("the handshake's ACK brings the first, wherever the numbers lie")
  void first() {
    window.scaleBy(2);
    assertThat(take(0, 1, 1, 1000).window.size(), equalTo(4000));
    assertThat(window.largest(), equalTo(4000));
  }

  @ParameterizedTest(name = "seq {0}, ack {1}")
  @Order(5)
  @DisplayName("a newer segment's counts: SND.WL1 < SEG.SEQ, or the same and SND.WL2 =< SEG.ACK")
  @CsvSource({
    "100, 50", // the same numbers: the window alone is news
    "100, 51", // acknowledges more
    "101, 50", // one more of the peer's
    "300, 50", // ... beyond half of the circle
    "101, 60"
  })
  void newer(int seq, int ack) {
    take(0, 100, 50, 9000);
    assertThat(take(50, seq, ack, 700).window.size(), equalTo(700));
    assertThat("the largest stays", window.largest(), equalTo(9000));
  }

  @ParameterizedTest(name = "SND.UNA {0}, seq {1}, ack {2}")
  @Order(6)
  @DisplayName("one that was overtaken does not")
  @CsvSource({
    "50, 99, 50", // SEG.SEQ < SND.WL1
    "50, 0, 50",
    "50, 100, 49", // SEG.ACK < SND.UNA
    "50, 101, 49", // ... although the number is newer
    "50, 99, 10"
  })
  void overtaken(int una, int seq, int ack) {
    take(0, 100, 50, 700);
    assertThat(take(una, seq, ack, 9000).window.size(), equalTo(700));
    assertThat("the largest stays", window.largest(), equalTo(700));
  }

  @Test
  @Order(7)
  @DisplayName("what the peer sends again, with an ACK of more than all before, is not old")
  void sentAgain() {
    take(0, 100, 50, 700);
    assertThat(take(50, 1, 51, 800).window.size(), equalTo(800));
  }

  @Test
  @Order(8)
  @DisplayName("once taken, a segment's numbers are the ones to compare with")
  void moves() {
    take(0, 100, 50, 700);
    take(50, 150, 60, 800);
    assertThat("SND.WL1 is 150", take(60, 120, 60, 900).window.size(), equalTo(800));
    take(60, 40, 70, 1000);
    assertThat("SND.WL1 is 40", take(70, 39, 70, 900).window.size(), equalTo(1000));
    assertThat("SND.WL1 is 40", take(70, 41, 70, 900).window.size(), equalTo(900));
  }

  @Test
  @Order(9)
  @DisplayName("it may close, shrink and open again; the largest is the largest so far")
  void largest() {
    window.scaleBy(3);
    take(0, 1, 1, 100);
    take(1, 2, 1, 0);
    assertThat(window.size(), equalTo(0));
    assertThat(window.largest(), equalTo(800));
    take(1, 2, 1, 300);
    assertThat(window.size(), equalTo(2400));
    assertThat(take(1, 2, 1, 200).window.largest(), equalTo(2400));
  }
}
