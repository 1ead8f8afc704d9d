package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Exercise;

@Order(15)
@Exercise("6.4")
@DisplayName("The sending half, while the timer sleeps")
class ReliableSenderTest {
  private static final int LARGE = 60_000;

  @Test
  @Order(1)
  @DisplayName("the first flight is IW: ten segments (RFC 6928)")
  void initialWindow() {
    SenderBench bench = new SenderBench().established(LARGE).writes(30_000);
    assertThat(bench.sends(), hasSize(10));
    assertThat(
        "in slow start, an ACK of two lets three more go: two have left, and cwnd has grown by one",
        bench.at(200).acknowledges(2001, LARGE).sends(),
        contains("10001-11001", "11001-12001", "12001-13001"));
  }

  @Test
  @Order(2)
  @Exercise("6.2")
  @DisplayName("one that had to send its SYN twice begins with one segment (RFC 5681 3.1)")
  void afterLostSyn() {
    SenderBench bench = new SenderBench();
    bench.sender.synSent(0);
    bench.at(1000).established(LARGE).writes(30_000);
    assertThat(bench.sends(), contains("1-1001"));
    assertThat("RTO is 3 s then (RFC 6298 5.7)", bench.deadline(), is(3100.0));
  }

  @Test
  @Order(3)
  @DisplayName("never beyond the peer's window")
  void window() {
    SenderBench bench = new SenderBench().established(2500).writes(30_000);
    assertThat(bench.sends(), contains("1-1001", "1001-2001"));
    assertThat(bench.at(200).acknowledges(1001, 2500).sends(), contains("2001-3001"));
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
        contains("10001-11001"));
    assertThat(bench.at(302).acknowledges(1, LARGE).sends(), contains("11001-12001"));
    assertThat(bench.at(303).acknowledges(1, LARGE).sends(), contains("1-1001"));
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
    assertThat(bench.at(302).acknowledges(1, LARGE).sends(), empty());
    assertThat(bench.at(303).acknowledges(4001, LARGE).sends(), empty());
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
    assertThat(bench.sends(), contains("1-1001"));
    assertThat(bench.at(400).acknowledges(4001, LARGE).sends(), contains("4001-5001"));
    assertThat(bench.at(500).acknowledges(10_001, LARGE).sends(), empty());
    assertThat(
        "min(ssthresh, max(FlightSize, SMSS) + SMSS), with nothing on its way",
        bench.sender.figures().congestionWindow(),
        is(2000));
  }

  @Test
  @Order(7)
  @Exercise("6.3")
  @DisplayName("an ACK with another window is no duplicate (RFC 5681 section 2)")
  void newsOfWindow() {
    SenderBench bench = new SenderBench().established(10_000).writes(10_000);
    bench.at(200).sends();
    for (int i = 1; i <= 5; i++) {
      assertThat(bench.at(300 + i).acknowledges(1, 10_000 + i).sends(), empty());
    }
    assertThat(bench.sender.figures().fastRetransmits(), is(0L));
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
    assertThat(bench.sends(), contains("1-1001"));
  }

  @Test
  @Order(9)
  @DisplayName("a little waits while something is on its way; or not, if the application wants so")
  void nagle() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10);
    assertThat("alone it goes", bench.sends(), contains("1-11 PSH"));
    assertThat("Nagle (RFC 9293 3.7.4)", bench.writes(10).sends(), empty());
    bench.sender.setNagle(false);
    assertThat(bench.sends(), contains("11-21 PSH"));
    bench.sender.setNagle(true);
    assertThat(bench.writes(10).sends(), empty());
    assertThat(bench.at(200).acknowledges(21, LARGE).sends(), contains("21-31 PSH"));
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
    assertThat(bench.at(10_000).writes(40_000).sends(), hasSize(10));
  }

  @Test
  @Order(11)
  @Exercise("6.3")
  @DisplayName("of a silence that nobody asked about, nothing is sent")
  void silence() {
    SenderBench bench = new SenderBench().established(LARGE);
    assertThat(bench.at(1e10).sends(), empty());
    assertThat(bench.givesUp(), is(false));
    assertThat(bench.sender.deadline(), is(Long.MAX_VALUE));
  }

  @Test
  @Order(12)
  @Exercise("6.3")
  @DisplayName("a peer that is silent for too long is asked, and answers (RFC 9293 3.8.4)")
  void keepAlive() {
    SenderBench bench =
        new SenderBench(new Settings(Settings.DEFAULTS.userTimeout(), 10_000_000_000L))
            .established(LARGE);
    assertThat(bench.deadline(), is(10_100.0));
    assertThat("a number that the peer has", bench.at(10_100).sends(), contains("0-0"));
    bench.at(10_200).acknowledges(1, LARGE);
    assertThat(bench.sends(), empty());
    assertThat(bench.deadline(), is(20_200.0));
    for (int i = 0; i < 9; i++) {
      assertThat(bench.at(20_200 + 75_000 * i).sends(), contains("0-0"));
      assertThat("one without an answer proves nothing", bench.givesUp(), is(false));
    }
    assertThat(bench.at(20_200 + 75_000 * 9).sends(), empty());
    assertThat(bench.givesUp(), is(true));
  }
}
