package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static workshop.reliability.SenderBench.segments;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;

/** Times are in seconds from the beginning. */
@Scenario
@Order(52)
@Exercise("6.9")
@DisplayName("What connections do because time passes")
class ReliableTimerTest {
  private static final int SYN = TcpFlags.SYN;
  private static final int ACK = TcpFlags.ACK;
  private static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;
  private static final int WINDOW = 60_000;

  private final TcpBench bench = new TcpBench(Settings.DEFAULTS);

  private void assertTimedOut() {
    assertThat(bench.connection(), nullValue());
    assertThat(bench.aborts, segments("timed out"));
    assertThat("nothing waits any more", bench.deadline(), equalTo("never"));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @Exercise("6.2")
  @DisplayName("the SYN,ACK goes again after 1, 2, 4 s and so on (RFC 6298 2.1, 5.5)")
  void synAckAgain() {
    bench.isCalled();
    assertThat(bench.deadline(), equalTo("1"));
    bench.at(299);
    assertThat(
        "twice the time each time, up to a minute (RFC 6298 2.5)",
        bench.sent(),
        segments(
            "0 SYN,ACK seq=0",
            "1 SYN,ACK seq=0",
            "3 SYN,ACK seq=0",
            "7 SYN,ACK seq=0",
            "15 SYN,ACK seq=0",
            "31 SYN,ACK seq=0",
            "63 SYN,ACK seq=0",
            "123 SYN,ACK seq=0",
            "183 SYN,ACK seq=0",
            "243 SYN,ACK seq=0"));
    assertThat("each wakes it once", bench.wakes(), equalTo(9));
    assertThat(bench.connection().state(), equalTo(State.SYN_RECEIVED));
  }

  @Test
  @Order(2)
  @Exercise("6.2")
  @DisplayName("nobody answers for five minutes, the user time-out: it is given up (MUST-23)")
  void synAckGivenUp() {
    bench.isCalled().at(299.999);
    bench.sent();
    bench.at(300);
    assertTimedOut();
    assertThat("USER TIMEOUT (3.10.8): nothing is sent", bench.sent(), segments());
    assertThat("it never had an application", bench.application.aborted, nullValue());
  }

  @Test
  @Order(3)
  @Exercise("6.2")
  @DisplayName("the SYN of an active open likewise; its application is told")
  void synAgain() {
    bench.connects().at(299.999);
    assertThat(
        bench.sent(),
        segments(
            "0 SYN seq=0",
            "1 SYN seq=0",
            "3 SYN seq=0",
            "7 SYN seq=0",
            "15 SYN seq=0",
            "31 SYN seq=0",
            "63 SYN seq=0",
            "123 SYN seq=0",
            "183 SYN seq=0",
            "243 SYN seq=0"));
    assertThat(bench.application.aborted, nullValue());
    bench.at(300);
    assertTimedOut();
    assertThat("the peer knows of nothing (3.10.5, SYN-SENT)", bench.sent(), segments());
    assertThat(bench.application.aborted, equalTo("timed out"));
  }

  @Test
  @Order(4)
  @Exercise("6.5")
  @DisplayName("once it is answered, the SYN is not sent again")
  void answered() {
    bench.isCalled().at(1.5).acknowledges(1, WINDOW);
    bench.at(10_000);
    assertThat(bench.sent(), segments("0 SYN,ACK seq=0", "1 SYN,ACK seq=0"));
    assertThat(bench.connection().state(), equalTo(State.ESTABLISHED));
  }

  @Test
  @Order(5)
  @DisplayName("where nothing waits, it is never called")
  void never() {
    assertThat("no connection", bench.endOfBatch().deadline(), equalTo("never"));
    bench.established();
    assertThat("an idle one", bench.deadline(), equalTo("never"));
    bench.at(0.2).writes(10);
    assertThat("text on its way", bench.deadline(), equalTo("0.5"));
    bench.at(0.3).acknowledges(11, WINDOW);
    assertThat("it has arrived", bench.deadline(), equalTo("never"));
  }

  @Test
  @Order(6)
  @DisplayName("text without an answer goes again and again; at last it is given up (3.8.3)")
  void textAgain() {
    bench.established().at(1).writes(100);
    bench.at(300.9);
    assertThat(
        "RTO 0.3 s, doubled up to a minute",
        bench.sent(),
        segments(
            "1 PSH,ACK seq=1 len=100",
            "1.3 PSH,ACK seq=1 len=100",
            "1.9 PSH,ACK seq=1 len=100",
            "3.1 PSH,ACK seq=1 len=100",
            "5.5 PSH,ACK seq=1 len=100",
            "10.3 PSH,ACK seq=1 len=100",
            "19.9 PSH,ACK seq=1 len=100",
            "39.1 PSH,ACK seq=1 len=100",
            "77.5 PSH,ACK seq=1 len=100",
            "137.5 PSH,ACK seq=1 len=100",
            "197.5 PSH,ACK seq=1 len=100",
            "257.5 PSH,ACK seq=1 len=100"));
    assertThat(bench.deadline(), equalTo("301"));
    assertThat(bench.application.aborted, nullValue());
    bench.at(301);
    assertThat("USER TIMEOUT (3.10.8): nothing is sent", bench.sent(), segments());
    assertTimedOut();
    assertThat(bench.application.aborted, equalTo("timed out"));
  }

  /** The times are those of {@link #textAgain}. */
  @Test
  @Order(7)
  @DisplayName("after 3 retransmissions the way is doubted; who writes is told once (R1, MUST-20)")
  void unanswered() {
    bench.established().at(1).writes(100);
    bench.at(5.499);
    assertThat("three are not too many (SHLD-10)", bench.doubts, segments());
    bench.at(20);
    assertThat(bench.doubts, segments("5.5", "10.3", "19.9"));
    assertThat("the application (SHLD-9)", bench.application.unanswered, equalTo(1));
    assertThat("the observer", bench.unanswered, segments("5.5"));
    bench.receives(ACK, 1, 1, WINDOW, 10); // it is there, but has not got it
    bench.at(39.2);
    assertThat(bench.doubts, segments("5.5", "10.3", "19.9", "39.1"));
  }

  @Test
  @Order(7)
  @DisplayName("an answer ends it, and the next trouble is news again (SHLD-9)")
  void answeredAfterTrouble() {
    bench.established().at(1).writes(100).at(6).acknowledges(101, WINDOW);
    bench.at(100);
    assertThat(bench.doubts, segments("5.5"));
    bench.writes(100).at(200);
    assertThat("sent again at 104.8, 114.4, 133.6 s", bench.doubts, segments("5.5", "172"));
    assertThat(bench.application.unanswered, equalTo(2));
    assertThat(bench.unanswered, segments(2));
  }

  @Test
  @Order(7)
  @Exercise("6.2")
  @DisplayName("a SYN without an answer: likewise, whoever has opened the connection (MUST-20)")
  void unansweredSyn() {
    bench.connects().at(20);
    assertThat("sent again at 1, 3, 7 s", bench.doubts, segments("15"));
    assertThat(bench.application.unanswered, equalTo(1));
  }

  @Test
  @Order(7)
  @Exercise("6.2")
  @DisplayName("a SYN,ACK without an answer: its application does not know of it yet")
  void unansweredSynAck() {
    bench.isCalled().at(20);
    assertThat(bench.doubts, segments("15"));
    assertThat(bench.application.unanswered, equalTo(0));
  }

  @Test
  @Order(7)
  @DisplayName("a FIN without an answer goes again, too")
  void finAgain() {
    bench.established().at(1).closes();
    bench.at(3);
    assertThat(bench.sent(), segments("1 FIN,ACK seq=1", "1.3 FIN,ACK seq=1", "1.9 FIN,ACK seq=1"));
    bench.at(3.05).acknowledges(2, WINDOW);
    assertThat(bench.connection().state(), equalTo(State.FIN_WAIT_2));
    assertThat(bench.deadline(), equalTo("never"));
  }

  @Test
  @Order(8)
  @DisplayName("TIME-WAIT ends after 240 s, that is 2 MSL (MUST-13)")
  void timeWait() {
    bench.established().at(1).closes();
    bench.at(1.1).acknowledges(2, WINDOW);
    bench.at(5).receives(FIN_ACK, 1, 2, WINDOW);
    bench.sent();
    bench.at(244.999);
    assertThat(bench.connection().state(), equalTo(State.TIME_WAIT));
    assertThat(bench.deadline(), equalTo("245"));
    assertThat(bench.application.closed, equalTo(false));
    bench.at(245);
    assertThat(bench.connection(), nullValue());
    assertThat(bench.application.closed, equalTo(true));
    assertThat("in silence", bench.sent(), segments());
    assertThat(bench.aborts, segments());
    assertThat(bench.deadline(), equalTo("never"));
  }

  @Test
  @Order(8)
  @DisplayName("also if the last FIN comes when a timer of the state before is over")
  void timeWaitAfterAnotherDeadline() {
    bench.established().at(1).closes();
    assertThat("our FIN goes again", bench.deadline(), equalTo("1.3"));
    bench.sent();
    bench.busyUntil(1.5).receives(FIN_ACK, 1, 2, WINDOW);
    assertThat("the FIN is acknowledged", bench.sent(), segments("1.5 ACK seq=2"));
    assertThat(bench.connection().state(), equalTo(State.TIME_WAIT));
    assertThat(bench.deadline(), equalTo("241.5"));
    bench.at(241.499);
    assertThat(bench.connection().state(), equalTo(State.TIME_WAIT));
    bench.at(241.5);
    assertThat(bench.connection(), nullValue());
  }

  @Test
  @Order(9)
  @DisplayName(
      "and starts anew with each FIN that comes again (3.10.7.4, eighth); no other segment")
  void timeWaitAnew() {
    bench.established().at(1).closes();
    bench.at(1.1).acknowledges(2, WINDOW);
    bench.at(5).receives(FIN_ACK, 1, 2, WINDOW);
    bench.at(100).receives(FIN_ACK, 1, 2, WINDOW);
    assertThat(bench.deadline(), equalTo("340"));
    bench.at(200).receives(ACK, 2, 2, WINDOW);
    assertThat(bench.deadline(), equalTo("340"));
    bench.at(330).receives(FIN_ACK, 1, 2, WINDOW);
    bench.at(569.999);
    assertThat(bench.connection().state(), equalTo(State.TIME_WAIT));
    bench.at(570);
    assertThat(bench.connection(), nullValue());
  }

  @Test
  @Order(10)
  @DisplayName(
      "a closed window is probed for hours, as long as the peer answers (MUST-36, MUST-37)")
  void probesAnswered() {
    bench.established().at(1).acknowledges(1, 0);
    bench.writes(5001);
    bench.sent();
    double time = 1;
    for (int i = 0; i < 300; i++) {
      time = Double.parseDouble(bench.deadline());
      bench.at(time);
      assertThat("the probe, one byte", bench.sent(), segments(1));
      bench.at(time + 0.05).acknowledges(1, 0);
      assertThat("the answer to a probe is no sign of a loss", bench.sent(), segments());
    }
    assertThat("more than four hours", 4 * 3600 < time, equalTo(true));
    assertThat("that is no trouble", bench.doubts, segments());
    assertThat(bench.connection().state(), equalTo(State.ESTABLISHED));
    bench.at(time + 1).acknowledges(1, WINDOW);
    assertThat("all goes at once", bench.sent(), segments(6));
  }

  @ParameterizedTest(
      name = "also with a user time-out of {0} s, shorter than the time between probes")
  @Order(10)
  @ValueSource(longs = {1, 2, 10, 59})
  void probesAnsweredWithAShortTimeout(long seconds) {
    bench.established().application.stream.options().setUserTimeout(seconds * 1_000_000_000L);
    bench.at(1).acknowledges(1, 0);
    bench.writes(5001);
    for (int i = 0; i < 50; i++) {
      double time = Double.parseDouble(bench.deadline());
      bench.at(time).sent();
      bench.at(time + 0.05).acknowledges(1, 0);
      assertThat("it answers, so it lives", bench.connection(), notNullValue());
    }
    bench.at(Double.parseDouble(bench.deadline()) + seconds + 1);
    assertTimedOut();
  }

  @Test
  @Order(11)
  @DisplayName("one whose peer does not answer the probes is given up")
  void probesUnanswered() {
    bench.established().at(1).acknowledges(1, 0);
    bench.writes(5000);
    bench.sent();
    bench.at(300.9);
    for (String probe : bench.sent()) {
      assertThat(probe, probe.endsWith(" ACK seq=1 len=1"), equalTo(true));
    }
    assertThat(bench.connection().state(), equalTo(State.ESTABLISHED));
    assertThat("probed at 1.3, again at 1.9, 3.1, 5.5 s", bench.unanswered, segments("10.3"));
    bench.at(301);
    assertTimedOut();
  }

  @Test
  @Order(12)
  @DisplayName("an idle peer is asked if it is there, with a number that it has (3.8.4)")
  void keepAlive() {
    TcpBench asking =
        new TcpBench(new Settings(Settings.DEFAULTS.userTimeout(), 10_000_000_000L, Set.of()));
    asking.established();
    assertThat(asking.deadline(), equalTo("10.1"));
    asking.at(20);
    assertThat("SND.NXT - 1, without text", asking.sent(), segments("10.1 ACK seq=0"));
    asking.acknowledges(1, WINDOW).at(30);
    assertThat("ten seconds after the answer", asking.sent(), segments("30 ACK seq=0"));
    asking.acknowledges(1, WINDOW).at(35).receives(ACK, 1, 1, WINDOW, 10);
    asking.at(44.9);
    assertThat("text is an answer, too", asking.sent(), segments("35.04 ACK seq=1"));
  }

  @Test
  @Order(13)
  @DisplayName("nine times, every 75 s; if no answer comes, the connection is given up")
  void keepAliveUnanswered() {
    TcpBench asking =
        new TcpBench(new Settings(Settings.DEFAULTS.userTimeout(), 10_000_000_000L, Set.of()));
    asking.established();
    asking.at(685);
    assertThat(
        asking.sent(),
        segments(
            "10.1 ACK seq=0",
            "85.1 ACK seq=0",
            "160.1 ACK seq=0",
            "235.1 ACK seq=0",
            "310.1 ACK seq=0",
            "385.1 ACK seq=0",
            "460.1 ACK seq=0",
            "535.1 ACK seq=0",
            "610.1 ACK seq=0"));
    assertThat(asking.connection().state(), equalTo(State.ESTABLISHED));
    asking.at(686);
    assertThat("nothing is sent", asking.sent(), segments());
    assertThat(asking.application.aborted, equalTo("timed out"));
  }

  @Test
  @Order(14)
  @DisplayName("after a silence of days the application has the peer asked: it has time to answer")
  void keepAliveLate() {
    bench.established().at(200_000);
    bench.application.stream.options().setKeepAlive(true);
    bench.writes(0).at(200_001);
    assertThat("one probe", bench.sent(), segments("200000 ACK seq=0"));
    assertThat(bench.application.aborted, nullValue());
  }

  @Test
  @Order(15)
  @DisplayName("an ACK that waits goes by itself after 40 ms (MUST-40: less than 0.5 s)")
  void delayedAck() {
    bench.established().at(1).receives(ACK, 1, 1, WINDOW, 100);
    assertThat(bench.sent(), segments());
    assertThat(bench.deadline(), equalTo("1.04"));
    bench.at(2);
    assertThat(bench.sent(), segments("1.04 ACK seq=1"));
    assertThat(bench.deadline(), equalTo("never"));
    assertThat("once", bench.wakes(), equalTo(1));
  }

  @Test
  @Order(16)
  @DisplayName("of two deadlines the earlier counts: the ACK's, and the text's")
  void both() {
    bench.established().at(1).writes(100).at(1.29).receives(ACK, 1, 1, WINDOW, 100);
    assertThat(bench.deadline(), equalTo("1.3"));
    bench.at(1.5);
    assertThat(
        "what goes again takes the ACK along",
        bench.sent(),
        segments("1 PSH,ACK seq=1 len=100", "1.3 PSH,ACK seq=1 len=100"));
  }

  @Test
  @Order(17)
  @DisplayName("a user time-out of the application's own counts from the SYN on (MUST-21)")
  void userTimeout() {
    bench.established().application.stream.options().setUserTimeout(2_000_000_000L);
    bench.at(1).writes(100).at(2.9);
    assertThat(bench.connection().state(), equalTo(State.ESTABLISHED));
    bench.at(3);
    assertTimedOut();
  }

  @Test
  @Order(18)
  @Exercise("6.1")
  @DisplayName("thousands come and go: nothing stays of those that are gone")
  void forgotten() {
    bench.isCalled(); // one that stays, and is to be called before all others
    List<WeakReference<Object>> gone = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      bench.at(0.0001 * (i + 1));
      knockAndLeave(1024 + i, gone);
    }
    assertThat("connections", bench.tcp.connections().size(), equalTo(1));
    assertThat(bench.deadline(), equalTo("1"));
    System.gc();
    long kept = gone.stream().filter(reference -> reference.get() != null).count();
    // A few may wait until it is worth while: what counts is that they do not pile up.
    assertThat("connections still in memory", kept, lessThan(50L));
  }

  /** A SYN, and after its answer a reset: a connection with an alarm is gone. */
  private void knockAndLeave(int port, List<WeakReference<Object>> gone) {
    bench.input.receive(TcpBench.PEER, segment(port, 0, SYN));
    bench.endOfBatch();
    gone.add(
        new WeakReference<>(
            bench
                .tcp
                .connections()
                .find(new ConnectionId(TcpBench.STACK, 8080, TcpBench.PEER, port))));
    bench.input.receive(TcpBench.PEER, segment(port, 1, TcpFlags.RST));
    bench.endOfBatch();
  }

  private static TcpSegment segment(int port, int seq, int flags) {
    return new TcpSegment(
        port,
        8080,
        new SequenceNumber(seq),
        new SequenceNumber(0),
        flags,
        WINDOW,
        0,
        TcpOptions.NONE,
        TcpSegment.EMPTY);
  }
}
