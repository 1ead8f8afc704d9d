package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.reliability.SenderBench.segments;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.TcpFlags;
import workshop.testkit.Exercise;

@ExtendWith(History.class)
@Order(37)
@Exercise("6.6")
@DisplayName("The sending half, while the timer sleeps")
class ReliableSenderTest {
  private static final int LARGE = 60_000;

  @Test
  @Order(1)
  @DisplayName("the first flight is IW: ten segments (RFC 6928)")
  void initialWindow() {
    SenderBench bench = new SenderBench().established(LARGE).writes(30_000);
    assertThat("what it sends", bench.sends(), segments(10));
    assertThat(
        "in slow start, an ACK of two lets three more go: two have left, and cwnd has grown by one",
        bench.at(200).acknowledges(2001, LARGE).sends(),
        segments("10001-11001", "11001-12001", "12001-13001"));
  }

  @Test
  @Order(2)
  @Exercise("6.5")
  @DisplayName("a SYN that goes again as an answer is not lost: RTO stays at 1 s (RFC 6298 2.1)")
  void synAsAnAnswer() {
    SenderBench bench = new SenderBench().sendsSyn();
    bench.at(999).established(LARGE).writes(30_000);
    assertThat("what it sends", bench.sends(), segments(10));
    assertThat("RTO", bench.deadline(), is(2099.0));
  }

  @Test
  @Order(2)
  @Exercise("6.5")
  @DisplayName("after a SYN that got lost, RTO is 3 s (RFC 6298 5.7), but IW as ever (RFC 6928)")
  void afterLostSyn() {
    SenderBench bench = new SenderBench().sendsSyn();
    bench.at(1000).established(LARGE).writes(30_000);
    assertThat("what it sends", bench.sends(), segments(10));
    assertThat("RTO", bench.deadline(), is(4100.0));
  }

  @Test
  @Order(2)
  @Exercise("6.5")
  @DisplayName("one that had to send its SYN three times begins with one segment (RFC 5681 3.1)")
  void afterLostSyns() {
    SenderBench bench = new SenderBench().sendsSyn();
    bench.at(1000).sendsSyn();
    bench.at(3000).established(LARGE).writes(30_000);
    assertThat("what it sends", bench.sends(), segments("1-1001"));
    assertThat("RTO", bench.deadline(), is(6100.0));
  }

  @Test
  @Order(3)
  @DisplayName("never beyond the peer's window")
  void window() {
    SenderBench bench = new SenderBench().established(2500).writes(30_000);
    assertThat("what it sends", bench.sends(), segments("1-1001", "1001-2001"));
    assertThat(
        "what it sends", bench.at(200).acknowledges(1001, 2500).sends(), segments("2001-3001"));
  }

  @Test
  @Order(4)
  @DisplayName("three duplicates: the first segment goes again at once, and the window is halved")
  void fastRetransmit() {
    SenderBench bench = new SenderBench().established(LARGE).writes(30_000);
    bench.at(200).sends();
    assertThat(
        "limited transmit (RFC 3042)",
        bench.at(301).acknowledges(1, LARGE).sends(),
        segments("10001-11001"));
    assertThat(
        "what it sends", bench.at(302).acknowledges(1, LARGE).sends(), segments("11001-12001"));
    assertThat("what it sends", bench.at(303).acknowledges(1, LARGE).sends(), segments("1-1001"));
    // Half of the ten that were on their way at the first duplicate, plus three.
    assertThat(bench.sender.figures().slowStartThreshold(), is(5000));
    assertThat(bench.sender.figures().congestionWindow(), is(8000));
    assertThat("no time-out", bench.sender.figures().timeouts(), is(0L));
  }

  @Test
  @Order(5)
  @DisplayName("two are not enough: frames also overtake each other")
  void reordering() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    bench.at(301).acknowledges(1, LARGE).sends();
    assertThat("what it sends", bench.at(302).acknowledges(1, LARGE).sends(), segments());
    assertThat("what it sends", bench.at(303).acknowledges(4001, LARGE).sends(), segments());
    assertThat(bench.sender.figures().retransmissions(), is(0L));
  }

  @Test
  @Order(6)
  @DisplayName("two lost of one flight: the partial acknowledgment brings the second (RFC 6582)")
  void partialAcknowledgment() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(301 + i).acknowledges(1, LARGE);
    }
    assertThat("what it sends", bench.sends(), segments("1-1001"));
    assertThat(
        "what it sends", bench.at(400).acknowledges(4001, LARGE).sends(), segments("4001-5001"));
    assertThat("what it sends", bench.at(500).acknowledges(10_001, LARGE).sends(), segments());
    assertThat(
        "min(ssthresh, max(FlightSize, SMSS) + SMSS), with nothing on its way",
        bench.sender.figures().congestionWindow(),
        is(2000));
  }

  @Test
  @Order(6)
  @DisplayName("news of the window that repeat an old block are no duplicates (RFC 6675 section 2)")
  void oldBlocks() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, LARGE, 1001, 2001);
    for (int i = 1; i <= 5; i++) {
      assertThat(
          "what it sends",
          bench.at(300 + i).acknowledges(1, LARGE - i, 1001, 2001).sends(),
          segments());
    }
    assertThat(
        "what it sends", bench.at(310).acknowledges(1, LARGE - 6, 1001, 3001).sends(), segments());
    assertThat(
        "each block that is news is one",
        bench.at(311).acknowledges(1, LARGE - 7, 1001, 4001).sends(),
        segments("1-1001"));
  }

  @Test
  @Order(6)
  @Exercise("6.6")
  @DisplayName("the third duplicate comes together with the time-out: one loss, told once")
  void toldByTheTimer() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    bench.at(301).acknowledges(1, LARGE).acknowledges(1, LARGE);
    assertThat(
        "what it sends",
        bench.at(bench.deadline()).acknowledges(1, LARGE).sends(),
        segments("1-1001"));
    assertThat("time-outs", bench.sender.figures().timeouts(), is(1L));
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(6)
  @Exercise("6.6")
  @DisplayName("three duplicates, and an ACK in the same batch: nothing goes again, nothing counts")
  void arrivedMeanwhile() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(301).acknowledges(1, LARGE);
    }
    assertThat("what it sends", bench.acknowledges(10_001, LARGE).sends(), segments());
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
    assertThat("sent again", bench.sender.figures().retransmissions(), is(0L));
    bench.writes(1000).at(302).sends();
    assertThat("what it sends", bench.at(bench.deadline()).sends(), segments("10001-11001 PSH"));
    assertThat("a time-out's is not one", bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(7)
  @Exercise("6.5")
  @DisplayName("an ACK with another window is no duplicate (RFC 5681 section 2)")
  void newsOfWindow() {
    SenderBench bench = new SenderBench().established(10_000).writes(10_000);
    bench.at(200).sends();
    for (int i = 1; i <= 5; i++) {
      assertThat(
          "what it sends", bench.at(300 + i).acknowledges(1, 10_000 + i).sends(), segments());
    }
    assertThat(bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(7)
  @Exercise("6.5")
  @DisplayName("one that carries text, a SYN or a FIN is no duplicate (RFC 5681 section 2)")
  void notNothingButAnAck() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    for (int i = 0; i < 4; i++) {
      bench.at(210 + 10 * i).talks(1, LARGE, TcpFlags.ACK, 100);
      assertThat("an ACK with text is no duplicate", bench.sends(), segments());
      bench.at(215 + 10 * i).talks(1, LARGE, TcpFlags.ACK | TcpFlags.FIN, 0);
      assertThat("an ACK with a FIN is no duplicate", bench.sends(), segments());
    }
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(7)
  @DisplayName("a probe is no time-out for fast recovery: the first loss after it is found at once")
  void lossAfterProbes() {
    SenderBench bench = new SenderBench().established(0).writes(8001);
    bench.sends();
    bench.at(400).sends();
    bench.at(500).acknowledges(1, LARGE).sends();
    bench.at(510).acknowledges(2, LARGE).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(600 + i).acknowledges(2, LARGE);
    }
    assertThat("what it sends", bench.sends(), segments("2-1002"));
    assertThat(bench.sender.figures().fastRetransmits(), is(1L));
  }

  @Test
  @Order(8)
  @DisplayName("but one that tells what has arrived is")
  void selective() {
    SenderBench bench = new SenderBench().established(10_000).writes(10_000);
    bench.at(200).sends();
    for (int i = 1; i <= 3; i++) {
      bench.at(300 + i).acknowledges(1, 10_000 + i, 1001, 1001 + 1000 * i);
    }
    assertThat("what it sends", bench.sends(), segments("1-1001"));
  }

  @Test
  @Order(9)
  @DisplayName("a little waits while something is on its way; or not, if the application wants so")
  void nagle() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10);
    assertThat("alone it goes", bench.sends(), segments("1-11 PSH"));
    assertThat("Nagle (RFC 9293 3.7.4)", bench.writes(10).sends(), segments());
    bench.options.setNagle(false);
    assertThat("what it sends", bench.sends(), segments("11-21 PSH"));
    bench.options.setNagle(true);
    assertThat("what it sends", bench.writes(10).sends(), segments());
    assertThat(
        "what it sends", bench.at(200).acknowledges(21, LARGE).sends(), segments("21-31 PSH"));
  }

  @Test
  @Order(10)
  @DisplayName("after a silence longer than RTO, it begins again with IW (RFC 5681 4.1)")
  void idle() {
    SenderBench bench = new SenderBench().established(LARGE).writes(40_000);
    int acknowledged = 1;
    for (int i = 0; i < 4; i++) {
      bench.at(200 + 100 * i);
      acknowledged += 1000 * bench.sends().size();
      bench.at(300 + 100 * i).acknowledges(acknowledged, LARGE);
    }
    assertThat("cwnd after four ACKs", bench.sender.figures().congestionWindow(), is(14_000));
    assertThat("what it sends", bench.at(10_000).writes(40_000).sends(), segments(10));
  }

  @Test
  @Order(11)
  @Exercise("6.5")
  @DisplayName("of a silence that nobody asked about, nothing is sent")
  void silence() {
    SenderBench bench = new SenderBench().established(LARGE);
    assertThat("what it sends", bench.at(1e10).sends(), segments());
    assertThat(bench.givesUp(), is(false));
    assertThat(bench.sender.deadline(), is(Long.MAX_VALUE));
  }

  @Test
  @Order(12)
  @Exercise("6.5")
  @DisplayName("a peer that is silent for too long is asked, and answers (RFC 9293 3.8.4)")
  void keepAlive() {
    SenderBench bench =
        new SenderBench(new Settings(Settings.DEFAULTS.userTimeout(), 10_000_000_000L, Set.of()))
            .established(LARGE);
    assertThat("what it sends", bench.sends(), segments());
    assertThat(bench.deadline(), is(10_100.0));
    assertThat("a number that the peer has", bench.at(10_100).sends(), segments("0-0"));
    bench.at(10_200).acknowledges(1, LARGE);
    assertThat("what it sends", bench.sends(), segments());
    assertThat(bench.deadline(), is(20_200.0));
    for (int i = 0; i < 9; i++) {
      assertThat("what it sends", bench.at(20_200 + 75_000 * i).sends(), segments("0-0"));
      assertThat("one without an answer proves nothing", bench.givesUp(), is(false));
    }
    assertThat("what it sends", bench.at(20_200 + 75_000 * 9).sends(), segments());
    assertThat(bench.givesUp(), is(true));
  }

  @Test
  @Order(13)
  @Exercise("6.2")
  @DisplayName("the SYN goes again after 1, 2, 4 s (RFC 6298 2.1, 5.5)")
  void synAgain() {
    SenderBench bench = new SenderBench().at(500).sendsSyn();
    assertThat(bench.deadline(), is(1500.0));
    assertThat(bench.at(1500).sendsSyn().deadline(), is(3500.0));
    assertThat("one that answers the peer's SYN", bench.at(2000).sendsSyn().deadline(), is(3500.0));
    assertThat(bench.at(3500).sendsSyn().deadline(), is(7500.0));
    assertThat("not yet", bench.at(300_499).givesUp(), is(false));
    assertThat("five minutes after the first", bench.at(300_500).givesUp(), is(true));
  }

  @Test
  @Order(14)
  @DisplayName("SND.UNA, SND.NXT and the largest window move as they should")
  void numbers() {
    SenderBench bench = new SenderBench().at(77).established(LARGE).writes(3000);
    bench.sends();
    assertThat("RTO, measured from the SYN on", bench.deadline(), is(477.0));
    assertThat(bench.next(), is(3001));
    assertThat(bench.unacknowledged(), is(1));
    bench.at(300).acknowledges(1001, 1234);
    assertThat(bench.unacknowledged(), is(1001));
    assertThat(bench.sender.largestWindow(), is(LARGE));
    assertThat(bench.sender.finAcknowledged(), is(false));
  }

  @Test
  @Order(15)
  @DisplayName("it counts what it does")
  void figures() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.sends();
    for (int i = 0; i < 3; i++) {
      bench.at(300 + i).acknowledges(1, LARGE);
    }
    bench.sends();
    bench.at(400).acknowledges(10_001, LARGE);
    SenderFigures figures = bench.sender.figures();
    assertThat("bytes that have arrived", figures.bytesAcknowledged(), is(10_000L));
    assertThat("segments", figures.segments(), is(11L));
    assertThat("sent again", figures.retransmissions(), is(1L));
    assertThat("fast retransmits", figures.fastRetransmits(), is(1L));
    assertThat("on their way", figures.inFlight(), is(0));
  }

  @Test
  @Order(16)
  @Exercise("6.5")
  @DisplayName("a window that the peer scales counts as many times more (RFC 7323 2.2)")
  void scaledWindow() {
    ByteBuffer options = ByteBuffer.wrap(new byte[] {2, 4, 3, (byte) 0xE8, 1, 3, 3, 2});
    SenderBench bench = new SenderBench().established(1000, options).writes(30_000);
    assertThat("4 * 1000", bench.sends(), segments(4));
  }

  @Test
  @Order(17)
  @Exercise("6.9")
  @DisplayName("where a segment carries options, its text is shorter by them (RFC 6691 section 2)")
  void roomForOptions() {
    ByteBuffer options = ByteBuffer.wrap(new byte[] {2, 4, 3, (byte) 0xE8, 1, 1, 4, 2});
    SenderBench bench = new SenderBench().established(LARGE, options).writes(1500);
    bench.receives(5001, 100);
    assertThat("1000 less 4 + 8 bytes", bench.sends(), segments("1-989"));
  }

  @Test
  @Order(18)
  @DisplayName("a FIN needs room in the window, too")
  void roomForFin() {
    SenderBench bench = new SenderBench().established(1000).writes(1000);
    bench.sender.close();
    assertThat("what it sends", bench.sends(), segments("1-1001 PSH"));
    assertThat(
        "what it sends", bench.at(200).acknowledges(1001, 1000).sends(), segments("1001-1001 FIN"));
    assertThat(bench.next(), is(1002));
  }

  @Test
  @Order(19)
  @DisplayName("half of the largest window is worth a segment (RFC 9293 3.8.6.2.1, case 3)")
  void halfOfTheWindow() {
    SenderBench bench = new SenderBench().established(1200).writes(3000);
    assertThat("what it sends", bench.sends(), segments("1-1001"));
    assertThat("599 is less", bench.at(200).acknowledges(1001, 599).sends(), segments());
    assertThat(
        "what it sends", bench.at(201).acknowledges(1001, 600).sends(), segments("1001-1601"));
  }

  @Test
  @Order(20)
  @DisplayName("the first partial acknowledgment starts the timer anew, no other (RFC 6582 3.2)")
  void impatient() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10_000);
    bench.at(200).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(301 + i).acknowledges(1, LARGE);
    }
    bench.sends();
    assertThat("fast retransmit leaves the timer alone", bench.deadline(), is(500.0));
    bench.at(400).acknowledges(3001, LARGE).sends();
    assertThat(bench.deadline(), is(700.0));
    bench.at(450).acknowledges(6001, LARGE).sends();
    assertThat(bench.deadline(), is(700.0));
    bench.at(500).acknowledges(10_001, LARGE).sends();
    assertThat(bench.sender.deadline(), is(Long.MAX_VALUE));
  }

  @Test
  @Order(21)
  @DisplayName("what arrives after a hole is measured, too; but not what was told before")
  void measuredAfterAHole() {
    SenderBench bench = new SenderBench().established(LARGE).writes(4000);
    bench.at(200).sends();
    // R' = 140 ms: RTTVAR = 3/4 * 50 + 1/4 * 40 = 47.5 ms, SRTT = 7/8 * 100 + 1/8 * 140 = 105 ms.
    bench.at(340).acknowledges(1, LARGE, 1001, 2001);
    assertThat(bench.sender.figures().smoothedRtt(), is(105_000_000L));
    assertThat(bench.sender.figures().retransmissionTimeout(), is(295_000_000L));
    bench.at(400).acknowledges(1, LARGE, 1001, 2001);
    assertThat("told once more", bench.sender.figures().smoothedRtt(), is(105_000_000L));
  }

  @Test
  @Order(22)
  @Exercise("6.5")
  @DisplayName("after a pause, progress is counted from the new data on")
  void progressAfterAPause() {
    SenderBench bench = new SenderBench().established(LARGE);
    bench.sends();
    bench.at(1_000_000).writes(10).sends();
    bench.at(1_000_300).sends();
    assertThat(bench.at(1_299_999).givesUp(), is(false));
    assertThat(bench.at(1_300_000).givesUp(), is(true));
  }

  @Test
  @Order(23)
  @Exercise("6.5")
  @DisplayName("the application may have it given up sooner, and asked whether it is there")
  void settings() {
    SenderBench bench = new SenderBench().established(LARGE);
    bench.options.setKeepAlive(true);
    bench.sends();
    assertThat("after two hours (MUST-28)", bench.deadline(), is(7_200_100.0));
    bench.options.setUserTimeout(2_000_000_000L);
    bench.at(200).writes(10).sends();
    bench.at(500).sends();
    assertThat(bench.at(2199).givesUp(), is(false));
    assertThat(bench.at(2200).givesUp(), is(true));
  }

  /** Wherever in the text the numbers do so. */
  @ParameterizedTest(name = "past {0}")
  @Order(30)
  @DisplayName("numbers that go past 2^31 or 2^32 change nothing, whatever gets lost")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 13_000; before += 500) {
      int iss = (where.equals("2^31") ? Integer.MIN_VALUE : 0) - before;
      SenderBench bench = new SenderBench(Settings.DEFAULTS, iss);
      assertThat(
          "what it sends", bench.established(LARGE).writes(10_000).at(200).sends(), segments(10));
      for (int i = 0; i < 3; i++) {
        bench.at(300 + i).acknowledges(1, LARGE);
      }
      assertThat("three duplicates", bench.sends(), segments("1-1001"));
      assertThat(
          "a partial ACK", bench.at(400).acknowledges(4001, LARGE).sends(), segments("4001-5001"));
      assertThat("a full ACK", bench.at(450).acknowledges(10_001, LARGE).sends(), segments());
      bench.writes(2000);
      assertThat("new text", bench.sends(), segments("10001-11001", "11001-12001 PSH"));
      assertThat("the timer", bench.at(bench.deadline()).sends(), segments("10001-11001"));
      bench.at(bench.deadline() - 1).acknowledges(12_001, LARGE);
      assertThat("all has arrived", bench.unacknowledged(), is(12_001));
    }
  }
}
