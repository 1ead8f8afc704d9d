package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.reliability.SenderBench.segments;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.testkit.Exercise;

/** The handshake has taken 100 ms: so RTO is 300 ms at first. */
@ExtendWith(History.class)
@Order(36)
@Exercise("6.6")
@DisplayName("The timer goes off")
class TimerTest {
  private static final int LARGE = 60_000;

  @Test
  @Order(1)
  @Exercise("6.5")
  @DisplayName("RTO after it was sent, the first segment goes once more, alone (RFC 6298 5.4)")
  void firstAgain() {
    SenderBench bench = new SenderBench().established(LARGE).writes(5000);
    assertThat(
        bench.at(200).sends(),
        segments("1-1001", "1001-2001", "2001-3001", "3001-4001", "4001-5001 PSH"));
    assertThat("RTO = 100 + 4 * 50 ms", bench.deadline(), is(500.0));
    assertThat("before that, nothing", bench.at(499).sends(), segments());
    assertThat("what it sends", bench.at(500).sends(), segments("1-1001"));
  }

  @Test
  @Order(2)
  @Exercise("6.5")
  @DisplayName("each time it waits twice as long, but never beyond a minute (RFC 6298 5.5)")
  void backsOff() {
    SenderBench bench = new SenderBench().established(LARGE).writes(100);
    assertThat("what it sends", bench.at(100).sends(), segments("1-101 PSH"));
    double time = 100;
    double rto = 300;
    for (int i = 0; i < 12; i++) {
      time += rto;
      assertThat("the deadline after %d time-outs".formatted(i), bench.deadline(), is(time));
      assertThat("at %.0f ms".formatted(time), bench.at(time).sends(), segments("1-101 PSH"));
      rto = Math.min(60_000, 2 * rto);
      if (time + rto > 300_100) {
        return; // then the user time-out comes first
      }
    }
  }

  @Test
  @Order(3)
  @DisplayName("one segment is all that may be on its way then, and what follows is slow start")
  void slowStart() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    assertThat(bench.at(200).sends().size(), is(8));
    assertThat("what it sends", bench.at(500).sends(), segments("1-1001"));
    assertThat("cwnd (RFC 5681 equation 4)", bench.sender.figures().congestionWindow(), is(1000));
    assertThat(
        "ssthresh: half of the flight of 8000",
        bench.sender.figures().slowStartThreshold(),
        is(4000));
    assertThat(
        "cwnd is 2 segments now",
        bench.at(600).acknowledges(1001, LARGE).sends(),
        segments("1001-2001", "2001-3001"));
    assertThat(
        "and then 3 more: none is on its way any more",
        bench.at(700).acknowledges(3001, LARGE).sends(),
        segments("3001-4001", "4001-5001", "5001-6001"));
  }

  @Test
  @Order(4)
  @Exercise("6.5")
  @DisplayName("the threshold is halved once, however often the same segment goes")
  void thresholdOnce() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    bench.at(200).sends();
    bench.at(500).sends();
    assertThat("what it sends", bench.at(1100).sends(), segments("1-1001"));
    assertThat("what it sends", bench.at(2300).sends(), segments("1-1001"));
    assertThat(bench.sender.figures().slowStartThreshold(), is(4000));
    assertThat("time-outs", bench.sender.figures().timeouts(), is(3L));
  }

  @Test
  @Order(5)
  @Exercise("6.6")
  @DisplayName("an acknowledgment of something new starts it anew (RFC 6298 5.3)")
  void restarted() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    // R' = 100 ms: RTTVAR = 3/4 * 50 = 37.5 ms, SRTT = 100 ms, RTO = 250 ms.
    bench.at(300).acknowledges(1001, LARGE);
    assertThat("what it sends", bench.sends(), segments());
    assertThat(bench.deadline(), is(550.0));
    bench.at(400).acknowledges(1001, LARGE);
    assertThat("what it sends", bench.sends(), segments());
    assertThat("one that is not new does not", bench.deadline(), is(550.0));
  }

  @Test
  @Order(6)
  @Exercise("6.6")
  @DisplayName("it stops when all is acknowledged (RFC 6298 5.2)")
  void stopped() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.at(300).acknowledges(3001, LARGE).sends();
    assertThat(bench.sender.deadline(), is(Long.MAX_VALUE));
    assertThat("what it sends", bench.at(1e9).sends(), segments());
  }

  @Test
  @Order(7)
  @DisplayName("a FIN that is lost goes once more")
  void finAgain() {
    SenderBench bench = new SenderBench().established(LARGE).writes(10);
    bench.at(200).sends();
    bench.at(300).acknowledges(11, LARGE);
    bench.sender.close();
    assertThat("what it sends", bench.sends(), segments("11-11 FIN"));
    assertThat("what it sends", bench.at(600).sends(), segments("11-11 FIN"));
    bench.at(700).acknowledges(12, LARGE);
    assertThat("what it sends", bench.sends(), segments());
    assertThat(bench.sender.finAcknowledged(), is(true));
  }

  @Test
  @Order(8)
  @Exercise("6.5")
  @DisplayName("the closed window of a peer is probed with one byte (RFC 9293 3.8.6.1, MUST-36)")
  void probes() {
    SenderBench bench = new SenderBench().established(0).writes(5000);
    assertThat("what it sends", bench.sends(), segments());
    assertThat("first after RTO (SHLD-29)", bench.deadline(), is(400.0));
    assertThat("what it sends", bench.at(400).sends(), segments("1-2"));
    bench.at(410).acknowledges(1, 0);
    assertThat("and then at growing distances (SHLD-30)", bench.deadline(), is(1000.0));
    assertThat("what it sends", bench.at(1000).sends(), segments("1-2"));
    bench.at(1010).acknowledges(1, 0);
    assertThat(bench.deadline(), is(2200.0));
    assertThat("what it sends", bench.at(2200).sends(), segments("1-2"));
    assertThat("no loss of the network's", bench.sender.figures().timeouts(), is(0L));
    assertThat("IW", bench.sender.figures().congestionWindow(), is(10_000));
  }

  @Test
  @Order(9)
  @Exercise("6.5")
  @DisplayName("as long as the probes are answered, it never gives up (MUST-37)")
  void probesForHours() {
    SenderBench bench = new SenderBench().established(0).writes(5000);
    bench.sends();
    for (int i = 0; i < 500; i++) {
      double time = bench.deadline();
      bench.at(time);
      assertThat("after %.0f s".formatted(time / 1000), bench.givesUp(), is(false));
      assertThat("what it sends", bench.sends(), segments("1-2"));
      bench.at(time + 10).acknowledges(1, 0).sends();
      assertThat("the next distance", bench.deadline() - time, lessThanOrEqualTo(60_000.0));
    }
    assertThat("a whole working day", bench.deadline() > 8 * 3_600_000, is(true));
  }

  @Test
  @Order(10)
  @Exercise("6.5")
  @DisplayName("when the window opens, all goes at once, the byte of the probe first")
  void windowOpens() {
    SenderBench bench = new SenderBench().established(0).writes(2001);
    bench.sends();
    bench.at(400).sends();
    assertThat(
        "what it sends",
        bench.at(500).acknowledges(1, LARGE).sends(),
        segments("1-2", "2-1002", "1002-2002 PSH"));
    assertThat("its timer starts anew", bench.deadline(), is(800.0));
  }

  @Test
  @Order(11)
  @DisplayName("a probe that the peer takes is no byte twice")
  void probeTaken() {
    SenderBench bench = new SenderBench().established(0).writes(1000);
    bench.sends();
    bench.at(400).sends();
    assertThat(
        "what it sends", bench.at(500).acknowledges(2, LARGE).sends(), segments("2-1001 PSH"));
  }

  @Test
  @Order(12)
  @Exercise("6.5")
  @DisplayName(
      "a window that closes over what is on its way: one byte of it is the probe (MUST-35)")
  void shrunk() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, 0);
    assertThat("what it sends", bench.sends(), segments());
    assertThat("what it sends", bench.at(500).sends(), segments("1-2"));
    assertThat("one, not one after the other", bench.at(510).sends(), segments());
    assertThat("no loss of the network's", bench.sender.figures().timeouts(), is(0L));
  }

  @Test
  @Order(13)
  @DisplayName(
      "a window too small to be worth a segment is filled after a while (3.8.6.2.1, case 4)")
  void smallWindow() {
    SenderBench bench = new SenderBench().established(LARGE).writes(1000);
    bench.at(200).sends();
    // The largest window was 60000: 400 bytes are neither a full segment nor half of that.
    bench.writes(5000).at(300).acknowledges(1001, 400);
    assertThat("what it sends", bench.sends(), segments());
    // R' = 100 ms: RTO = 100 + 4 * 37.5 = 250 ms.
    assertThat(bench.deadline(), is(550.0));
    assertThat("what it sends", bench.at(550).sends(), segments("1001-1401"));
    assertThat("nothing was on its way: no time-out", bench.sender.figures().timeouts(), is(0L));
    assertThat(
        "nor a longer RTO", bench.sender.figures().retransmissionTimeout(), is(250_000_000L));
  }

  @Test
  @Order(13)
  @Exercise("6.5")
  @DisplayName(
      "through a window that is small, but not closed, segments get lost as through others")
  void lostInASmallWindow() {
    SenderBench bench = new SenderBench().established(500).writes(500);
    assertThat("what it sends", bench.at(200).sends(), segments("1-501 PSH"));
    assertThat("what it sends", bench.at(500).sends(), segments("1-501 PSH"));
    assertThat("time-outs", bench.sender.figures().timeouts(), is(1L));
    assertThat("RTO, doubled", bench.sender.figures().retransmissionTimeout(), is(600_000_000L));
  }

  @Test
  @Order(13)
  @Exercise("6.5")
  @DisplayName("a probe says nothing of the other segments: they may have arrived")
  void onlyTheFirstIsProbed() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, 0).sends(); // the window has shrunk to nothing
    assertThat("what it sends", bench.at(bench.deadline()).sends(), segments("1-2"));
    assertThat(
        "the window opens: all of the first segment goes, and no other",
        bench.at(600).acknowledges(1, LARGE).sends(),
        segments("1-2", "2-1001"));
  }

  @Test
  @Order(13)
  @DisplayName("a closed window is probed after RTO, a small one used after a second at most")
  void longTimeOut() {
    SenderBench closed = withLongTimeOut().acknowledges(1001, 0).writes(3000);
    closed.at(2000).sends();
    assertThat("SHLD-29: after RTO", closed.deadline(), is(3200.0));
    assertThat(closed.at(3200).sends(), segments("1001-1002"));
    SenderBench small = withLongTimeOut().acknowledges(1001, 10).writes(3000);
    small.at(2000).sends();
    assertThat("0.1 to 1 s (RFC 9293 3.8.6.2.1)", small.deadline(), is(3000.0));
    assertThat(small.at(3000).sends(), segments("1001-1011"));
  }

  /** RTO 1200 ms: two time-outs have doubled it, and what was sent twice gives no sample. */
  private static SenderBench withLongTimeOut() {
    SenderBench bench = new SenderBench().established(LARGE).writes(1000);
    bench.at(200).sends();
    bench.at(500).sends();
    bench.at(1100).sends();
    return bench.at(1200);
  }

  @Test
  @Order(14)
  @DisplayName("what the peer has after a hole is not sent again (RFC 2018 section 5)")
  void arrivedIsNotSentAgain() {
    SenderBench bench = new SenderBench().established(LARGE).writes(4000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, LARGE, 1001, 3001);
    bench.sends();
    assertThat("what it sends", bench.at(900).sends(), segments("1-1001"));
    assertThat(
        "the peer has 1001 to 3000: 3001 is next",
        bench.at(1000).acknowledges(1001, LARGE).sends(),
        segments("3001-4001 PSH"));
  }

  @Test
  @Order(15)
  @DisplayName("a peer that has what comes first, but does not acknowledge it, has taken it back")
  void takenBack() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, LARGE, 1001, 3001).sends();
    bench.at(310).acknowledges(1001, LARGE).sends();
    double timer = bench.deadline();
    assertThat(
        "1001 was told, and is missing again", bench.at(timer).sends(), segments("1001-2001"));
    assertThat(
        "what it sends",
        bench.at(timer + 10).acknowledges(2001, LARGE).sends(),
        segments("2001-3001 PSH"));
  }

  @Test
  @Order(15)
  @Exercise("6.6")
  @DisplayName("the same in a recovery: it does not wait for the timer")
  void takenBackInRecovery() {
    SenderBench bench = new SenderBench().established(LARGE).writes(5000);
    bench.at(200).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(300 + i).acknowledges(1, LARGE, 1001, 3001);
    }
    assertThat("what it sends", bench.sends(), segments("1-1001"));
    assertThat(
        "1001 was told, and is missing again",
        bench.at(400).acknowledges(1001, LARGE).sends(),
        segments("1001-2001"));
  }

  @Test
  @Order(16)
  @DisplayName("after a time-out, duplicates of the same flight do not start a recovery (RFC 6582)")
  void noRecoveryAfterTimeOut() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    bench.at(200).sends();
    bench.at(500).sends();
    for (int i = 0; i < 5; i++) {
      bench.at(510 + i).acknowledges(1, LARGE).sends();
    }
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
    assertThat("ssthresh", bench.sender.figures().slowStartThreshold(), is(4000));
  }

  @Test
  @Order(16)
  @DisplayName("nor do those after the first of it has arrived: recover is SND.NXT (RFC 6582 3.2)")
  void noRecoveryWithinTheFlight() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    bench.at(200).sends();
    bench.at(500).sends();
    bench.at(600).acknowledges(1001, LARGE).sends();
    for (int i = 0; i < 5; i++) {
      bench.at(610 + i).acknowledges(1001, LARGE).sends();
    }
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(17)
  @Exercise("6.5")
  @DisplayName("after the user time-out without any progress, it gives up (RFC 9293 3.8.3)")
  void givesUp() {
    SenderBench bench = new SenderBench().established(LARGE).writes(1000);
    bench.at(1000).sends();
    while (bench.deadline() < 301_000) {
      bench.at(bench.deadline());
      assertThat(bench.givesUp(), is(false));
      assertThat("what it sends", bench.sends(), segments("1-1001 PSH"));
    }
    assertThat("five minutes after it was sent", bench.deadline(), equalTo(301_000.0));
    assertThat(bench.at(301_000).givesUp(), is(true));
  }

  @Test
  @Order(18)
  @DisplayName("a path MTU that a router tells counts at the time-out (RFC 1191, RFC 5927 7.2)")
  void pathMtu() {
    SenderBench bench = new SenderBench().established(LARGE).writes(2000);
    bench.at(200).sends();
    bench.sender.claimMtu(640);
    assertThat("what it sends", bench.at(300).sends(), segments());
    assertThat("640 less 40 bytes of headers", bench.at(500).sends(), segments("1-601"));
    assertThat(
        "what it sends",
        bench.at(600).acknowledges(601, LARGE).sends(),
        segments("601-1001", "1001-1601"));
  }

  @Test
  @Order(19)
  @DisplayName("but not if what was sent arrives all the same: then it was a lie")
  void pathMtuLie() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.sender.claimMtu(640);
    bench.at(300).acknowledges(1001, LARGE).sends();
    assertThat("what it sends", bench.at(550).sends(), segments("1001-2001"));
  }

  @Test
  @Order(20)
  @Exercise("6.5")
  @DisplayName("what was once sent again for another reason is lost as if for the first time")
  void lostAfterProbe() {
    SenderBench bench = new SenderBench().established(0).writes(8001);
    bench.sends();
    bench.at(400).sends();
    // The window opens; the probe's byte and eight segments go out, and all are lost.
    assertThat("what it sends", bench.at(500).acknowledges(1, LARGE).sends(), segments(9));
    bench.at(bench.deadline()).sends();
    assertThat(
        "ssthresh: half of the flight of 8001 (RFC 5681 section 3.1, equation 4)",
        bench.sender.figures().slowStartThreshold(),
        is(4000));
  }

  @Test
  @Order(21)
  @DisplayName("a time-out after all of the last one has arrived halves the threshold anew")
  void nextTimeOut() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    bench.at(200).sends();
    bench.at(500).sends();
    bench.at(600).acknowledges(8001, LARGE).writes(2000);
    assertThat("what it sends", bench.sends(), segments("8001-9001", "9001-10001 PSH"));
    bench.at(bench.deadline()).sends();
    assertThat("two segments at least", bench.sender.figures().slowStartThreshold(), is(2000));
  }

  @Test
  @Order(21)
  @DisplayName("a time-out while some of the last one's is missing still: the threshold stays")
  void withinTheLastTimeOut() {
    SenderBench bench = new SenderBench().established(LARGE).writes(8000);
    bench.at(200).sends();
    bench.at(500).sends();
    assertThat(
        "what it sends",
        bench.at(600).acknowledges(1001, LARGE).sends(),
        segments("1001-2001", "2001-3001"));
    assertThat("what it sends", bench.at(bench.deadline()).sends(), segments("1001-2001"));
    assertThat("half of 8000, as before", bench.sender.figures().slowStartThreshold(), is(4000));
  }

  @Test
  @Order(22)
  @Exercise("6.5")
  @DisplayName("the answers to probes are no duplicates: nothing is lost")
  void answersToProbes() {
    SenderBench bench = new SenderBench().established(0).writes(5000);
    bench.sends();
    for (int i = 0; i < 5; i++) {
      double time = bench.deadline();
      assertThat("what it sends", bench.at(time).sends(), segments("1-2"));
      assertThat("what it sends", bench.at(time + 1).acknowledges(1, 0).sends(), segments());
    }
    assertThat("fast retransmits", bench.sender.figures().fastRetransmits(), is(0L));
  }

  @Test
  @Order(23)
  @Exercise("6.5")
  @DisplayName("a segment without text has a number within the window (RFC 9293 appendix A.2)")
  void acceptable() {
    SenderBench bench = new SenderBench().established(0).writes(5000);
    bench.sends();
    bench.at(400).sends();
    assertThat("SND.NXT, after the probe", bench.next(), is(2));
    assertThat("what an ACK has", bench.acceptable(), is(1));
  }

  @Test
  @Order(24)
  @Exercise("6.5")
  @DisplayName("what goes after a wait has a whole RTO (RFC 6298 5.1)")
  void wholeTimeOut() {
    SenderBench bench = new SenderBench().established(0).writes(1000);
    bench.sends();
    assertThat(bench.deadline(), is(400.0));
    assertThat(
        "what it sends", bench.at(399).acknowledges(1, LARGE).sends(), segments("1-1001 PSH"));
    assertThat(bench.deadline(), is(699.0));
  }

  @Test
  @Order(25)
  @DisplayName("what went into a small window is no probe: the next ACK does not send it again")
  void smallWindowIsNoProbe() {
    SenderBench bench = new SenderBench().established(LARGE).writes(1000);
    bench.at(200).sends();
    bench.writes(5000).at(300).acknowledges(1001, 400).sends();
    assertThat("what it sends", bench.at(550).sends(), segments("1001-1401"));
    assertThat("what it sends", bench.at(551).acknowledges(1001, 400).sends(), segments());
    assertThat(
        "nor does a full window follow", bench.at(600).acknowledges(1401, 400).sends(), segments());
  }

  @Test
  @Order(26)
  @Exercise("6.6")
  @DisplayName("a second ACK in the same batch: nothing is forced into a closed window")
  void notForced() {
    SenderBench bench = new SenderBench().established(LARGE).writes(20_000);
    bench.at(200).sends();
    for (int i = 0; i < 3; i++) {
      bench.at(300).acknowledges(1, LARGE);
    }
    assertThat("what it sends", bench.acknowledges(10_001, 0).sends(), segments());
  }

  @Test
  @Order(27)
  @Exercise("6.5")
  @DisplayName("of a window that has shrunk, only what lies within it goes again (SHLD-16)")
  void shrunkButOpen() {
    SenderBench bench = new SenderBench().established(LARGE).writes(3000);
    bench.at(200).sends();
    bench.at(300).acknowledges(1, 500).sends();
    assertThat("what it sends", bench.at(500).sends(), segments("1-501"));
  }

  @Test
  @Order(28)
  @Exercise("6.5")
  @DisplayName("whoever wants never to give up may (RFC 9293 3.8.3)")
  void never() {
    SenderBench bench = new SenderBench().established(LARGE).writes(1000);
    bench.options.setUserTimeout(Long.MAX_VALUE);
    bench.at(200).sends();
    assertThat(bench.deadline(), is(500.0));
    assertThat(bench.at(1e9).givesUp(), is(false));
  }
}
