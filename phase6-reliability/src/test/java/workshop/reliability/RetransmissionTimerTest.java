package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** Times are in milliseconds; RTO is 300 ms at first. */
@Order(20)
@Exercise("6.3")
@DisplayName("The retransmission timer")
class RetransmissionTimerTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long OFF = FrameReceiver.NEVER / MILLISECOND;

  private final LoopClock clock = new LoopClock();
  private final RetransmissionTimeout timeout = new RetransmissionTimeout();
  private final RetransmissionTimer timer = new RetransmissionTimer(clock, timeout);

  @BeforeEach
  void start() {
    timeout.startFrom(300 * MILLISECOND);
    at(1000);
  }

  private RetransmissionTimer at(long milliseconds) {
    clock.set(milliseconds * MILLISECOND);
    return timer;
  }

  private static String inWords(long milliseconds) {
    return milliseconds == OFF ? "off" : milliseconds + " ms";
  }

  private void assertDeadline(long expected, String why) {
    assertThat(
        "deadline() at %s (RFC 6298 %s)".formatted(inWords(clock.now() / MILLISECOND), why),
        inWords(timer.deadline() / MILLISECOND),
        equalTo(inWords(expected)));
  }

  private void assertTimeout(long expected, String why) {
    assertThat(
        "RTO (RFC 6298 " + why + ")",
        inWords(timeout.nanos() / MILLISECOND),
        equalTo(inWords(expected)));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at the start it does not run")
  void atTheStart() {
    assertDeadline(OFF, "section 5: nothing is on its way");
  }

  @Test
  @Order(2)
  @DisplayName("5.1: a segment is sent: it goes off after RTO")
  void sent() {
    timer.sent();
    assertDeadline(1300, "5.1: RTO is 300 ms, and it is sent at 1000");
  }

  @ParameterizedTest(name = "{0} ms after the first")
  @Order(3)
  @DisplayName("5.1: a segment that is sent later does not put it off")
  @ValueSource(longs = {0, 1, 150, 299, 300, 301, 5000})
  void notPutOff(long later) {
    timer.sent();
    at(1000 + later).sent();
    assertDeadline(1300, "5.1: it is running, since 1000");
  }

  @Test
  @Order(4)
  @DisplayName("5.1: a new RTO does not move the deadline that is set")
  void newTimeout() {
    timer.sent();
    timeout.startFrom(700 * MILLISECOND);
    at(1100).sent();
    assertDeadline(1300, "5.1: it is running, since 1000");
  }

  @Test
  @Order(5)
  @DisplayName("5.2: all is acknowledged: it is off, until the next segment is sent")
  void turnedOff() {
    timer.sent();
    at(1100).acknowledged(false);
    assertDeadline(OFF, "5.2: nothing is outstanding");
    at(1150).acknowledged(false);
    assertDeadline(OFF, "5.2: nothing is outstanding");
    at(2000).sent();
    assertDeadline(2300, "5.1: RTO is 300 ms, and it is sent at 2000");
  }

  @ParameterizedTest(name = "{0} ms after it was started")
  @Order(6)
  @DisplayName("5.3: something new is acknowledged: it starts anew, also if it was about to go off")
  @ValueSource(longs = {0, 1, 100, 299, 300})
  void startedAnew(long later) {
    timer.sent();
    at(1000 + later).acknowledged(true);
    assertDeadline(1300 + later, "5.3: RTO after the acknowledgment");
  }

  @Test
  @Order(7)
  @DisplayName("5.3: with each acknowledgment of something new")
  void startedAnewEachTime() {
    timer.sent();
    for (int i = 1; i <= 20; i++) {
      at(1000 + 100 * i).acknowledged(true);
      assertDeadline(1300 + 100 * i, "5.3: RTO after the acknowledgment");
    }
  }

  @Test
  @Order(8)
  @DisplayName("5.3: with RTO as it is by now")
  void startedAnewWithNewTimeout() {
    timer.sent();
    timeout.startFrom(700 * MILLISECOND);
    at(1100).acknowledged(true);
    assertDeadline(1800, "5.3: RTO is 700 ms by now");
    timeout.startFrom(5000 * MILLISECOND);
    at(1200).acknowledged(true);
    assertDeadline(6200, "5.3: RTO is 5000 ms by now");
  }

  @Test
  @Order(9)
  @DisplayName("5.3: it starts also if it was off")
  void startedByAnAcknowledgment() {
    timer.acknowledged(true);
    assertDeadline(1300, "5.3: something is outstanding");
  }

  @Test
  @Order(10)
  @DisplayName("5.5, 5.6: it has gone off: first RTO is doubled, and then it starts with that")
  void expired() {
    timer.sent();
    at(1300).expired();
    assertTimeout(600, "5.5: doubled, it was 300 ms");
    assertDeadline(1900, "5.6: RTO is 600 ms by now");
    at(1900).expired();
    assertTimeout(1200, "5.5: doubled, it was 600 ms");
    assertDeadline(3100, "5.6: RTO is 1200 ms by now");
  }

  @Test
  @Order(11)
  @DisplayName("5.5: doubled up to a minute (2.5)")
  void longest() {
    timer.sent();
    long now = 1300;
    for (long rto : new long[] {600, 1200, 2400, 4800, 9600, 19_200, 38_400, 60_000, 60_000}) {
      at(now).expired();
      assertDeadline(now + rto, "5.5, 5.6, 2.5");
      now += rto;
    }
  }

  @Test
  @Order(12)
  @DisplayName("5.6: RTO is counted from now on, also if somebody was late")
  void late() {
    timer.sent();
    at(1450).expired();
    assertDeadline(2050, "5.6: RTO is 600 ms by now, and it is 1450");
  }

  @Test
  @Order(13)
  @DisplayName("5.1 after 5.6: a segment that is sent again does not put it off either")
  void sentAgain() {
    timer.sent();
    at(1300).expired();
    timer.sent();
    at(1500).sent();
    assertDeadline(1900, "5.1: it is running, since 1300");
  }

  @Test
  @Order(14)
  @DisplayName("5.3 after 5.5: RTO stays doubled until something is measured")
  void staysDoubled() {
    timer.sent();
    at(1300).expired();
    at(1400).acknowledged(true);
    assertDeadline(2000, "5.3: RTO is 600 ms still");
    timeout.measured(100 * MILLISECOND);
    at(1500).acknowledged(true);
    assertDeadline(1800, "section 5: after a measurement, RTO is 100 + 4 * 50 ms");
  }

  @Test
  @Order(15)
  @DisplayName("5.7: a SYN was lost: RTO is 3 s when text is sent, and nothing runs before that")
  void synWasLost() {
    timeout.startFrom(2000 * MILLISECOND); // 1 s, doubled for the SYN
    timer.synWasLost();
    assertTimeout(3000, "5.7: 3 s, whatever it was");
    assertDeadline(OFF, "5.1: nothing has been sent since the SYN");
    at(1100).sent();
    assertDeadline(4100, "5.7: RTO is 3 s");
  }

  @Test
  @Order(16)
  @DisplayName("5.7: also where RTO has been doubled beyond 3 s; a measurement ends it")
  void synWasLostOften() {
    timeout.startFrom(8000 * MILLISECOND);
    timer.synWasLost();
    assertTimeout(3000, "5.7: 3 s, whatever it was");
    timeout.measured(100 * MILLISECOND);
    timer.sent();
    assertDeadline(1300, "2.2: RTO is 100 + 4 * 50 ms");
  }
}
