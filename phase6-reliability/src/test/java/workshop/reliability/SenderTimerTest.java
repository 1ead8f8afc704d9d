package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** Times are in milliseconds; RTO is 300 ms at first. */
@Order(22)
@Exercise("6.3")
@DisplayName("What the sending half waits for")
class SenderTimerTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long OFF = FrameReceiver.NEVER / MILLISECOND;

  private final LoopClock clock = new LoopClock();
  private final RetransmissionTimeout timeout = new RetransmissionTimeout();
  private final RetransmissionTimer retransmission = new RetransmissionTimer(clock, timeout);
  private final Progress progress = new Progress(clock, new StreamOptions());
  private final SenderTimer timer = new SenderTimer(clock, timeout, retransmission, progress);

  @BeforeEach
  void start() {
    timeout.startFrom(300 * MILLISECOND);
    at(1000);
  }

  private SenderTimer at(long milliseconds) {
    clock.set(milliseconds * MILLISECOND);
    return timer;
  }

  private void assertWaits(Class<? extends Waiting> what, long deadline, String why) {
    assertThat("waits: " + why, timer.waiting(), instanceOf(what));
    assertThat(
        "deadline: " + why,
        inWords(timer.waiting().deadline() / MILLISECOND),
        equalTo(inWords(deadline)));
  }

  private static String inWords(long deadline) {
    return deadline == OFF ? "none" : deadline + " ms";
  }

  private void nothing() {
    timer.update(false, false, false);
  }

  private void onItsWay() {
    timer.update(true, true, false);
  }

  private void closedOverWhatIsOnItsWay() {
    timer.update(true, true, true);
  }

  private void closed() {
    timer.update(false, true, true);
  }

  private void tooSmall() {
    timer.update(false, true, false);
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("for nothing, as long as nothing was written")
  void idle() {
    nothing();
    assertWaits(Waiting.Idle.class, OFF, "nothing was written");
    assertThat(timer.isIdle(), equalTo(true));
    at(1_000_000);
    assertThat(timer.isOver(), equalTo(false));
  }

  @Test
  @Order(2)
  @DisplayName("for an acknowledgment, until the retransmission timer goes off")
  void forAck() {
    retransmission.sent();
    onItsWay();
    assertWaits(Waiting.ForAck.class, 1300, "RTO after it was sent");
    at(1299);
    assertThat("over", timer.isOver(), equalTo(false));
    at(1300);
    assertThat("over", timer.isOver(), equalTo(true));
    at(1200).acknowledged(true);
    onItsWay();
    assertWaits(Waiting.ForAck.class, 1500, "RTO after the acknowledgment");
    at(1250).acknowledged(false);
    nothing();
    assertWaits(Waiting.Idle.class, OFF, "all has arrived");
  }

  @Test
  @Order(3)
  @Given
  @DisplayName(
      "for a window to open: after RTO a probe (SHLD-29), then each twice as long (SHLD-30)")
  void forWindow() {
    closed();
    assertWaits(Waiting.ForWindow.class, 1300, "SHLD-29");
    at(1100);
    closed();
    assertWaits(Waiting.ForWindow.class, 1300, "it goes on waiting for the same");
    assertThat("probes", timer.probes(), equalTo(0));
    long now = 1300;
    int probes = 0;
    for (long wait : new long[] {600, 1200, 2400, 4800, 9600, 19_200, 38_400, 60_000, 60_000}) {
      at(now).probed();
      closed();
      assertThat("probes", timer.probes(), equalTo(++probes));
      assertWaits(Waiting.ForWindow.class, now + wait, "SHLD-30, up to a minute");
      now += wait;
    }
    for (int i = 0; i < 100; i++) {
      timer.probed();
    }
    assertWaits(Waiting.ForWindow.class, now, "however many there were: a minute from then on");
  }

  @Test
  @Order(4)
  @DisplayName("a window that closes over what is on its way: the deadline stays")
  void closesOver() {
    retransmission.sent();
    onItsWay();
    at(1200);
    closedOverWhatIsOnItsWay();
    assertWaits(Waiting.ForWindow.class, 1300, "RTO after it was sent");
    assertThat("probes", timer.probes(), equalTo(0));
    onItsWay();
    assertWaits(Waiting.ForAck.class, 1300, "it is open again");
  }

  @Test
  @Order(5)
  @DisplayName("a window that closes with the last acknowledgment, while more waits: a probe, too")
  void closesWithTheLast() {
    retransmission.sent();
    onItsWay();
    at(1200).acknowledged(false);
    closed();
    assertWaits(Waiting.ForWindow.class, 1500, "RTO after the acknowledgment");
  }

  @Test
  @Order(6)
  @Given
  @DisplayName("for more to send or more room: RTO, but not longer than a second (3.8.6.2.1)")
  void forMore() {
    tooSmall();
    assertWaits(Waiting.ForMore.class, 1300, "RTO is less than a second");
    at(1200);
    tooSmall();
    assertWaits(Waiting.ForMore.class, 1300, "it goes on waiting for the same");
    at(2000);
    nothing();
    timeout.startFrom(7000 * MILLISECOND);
    tooSmall();
    assertWaits(Waiting.ForMore.class, 3000, "a second, where RTO is longer");
  }

  @Test
  @Order(7)
  @DisplayName("after the last acknowledgment, with little room: it is counted from then on")
  void forMoreAfterTheLast() {
    retransmission.sent();
    onItsWay();
    at(1200).acknowledged(false);
    tooSmall();
    assertWaits(Waiting.ForMore.class, 1500, "RTO after the acknowledgment");
  }

  @Test
  @Order(8)
  @Given
  @DisplayName("a window that opens by little and closes again puts nothing off")
  void notPutOff() {
    closed();
    for (int i = 0; i < 100; i++) {
      at(1001 + 2 * i);
      tooSmall();
      assertWaits(Waiting.ForMore.class, 1300, "since 1000 there is something to send");
      at(1002 + 2 * i);
      closed();
      assertWaits(Waiting.ForWindow.class, 1300, "since 1000 there is something to send");
    }
  }

  @Test
  @Order(9)
  @Given
  @DisplayName("a long wait for a window becomes a short one for more room")
  void opensByLittle() {
    timeout.startFrom(7000 * MILLISECOND);
    closed();
    assertWaits(Waiting.ForWindow.class, 8000, "SHLD-29");
    at(1500);
    tooSmall();
    assertWaits(Waiting.ForMore.class, 2500, "a second at most (3.8.6.2.1)");
  }

  @Test
  @Order(10)
  @DisplayName("the window opens after probes: what is on its way has a whole RTO")
  void opens() {
    closed();
    at(1300).probed();
    retransmission.sent();
    at(1800).windowOpens(true);
    onItsWay();
    assertThat("probes", timer.probes(), equalTo(0));
    assertWaits(Waiting.ForAck.class, 2100, "RTO after it has opened");
  }

  @Test
  @Order(11)
  @DisplayName("an acknowledgment in a closed window: the next probe waits as long as the last one")
  void acknowledgedWhileClosed() {
    closed();
    at(1300).probed();
    at(1800).acknowledged(false);
    closed();
    assertThat("probes", timer.probes(), equalTo(1));
    assertWaits(Waiting.ForWindow.class, 2400, "twice RTO after the acknowledgment");
  }

  @Test
  @Order(12)
  @Given
  @DisplayName("as long as there is nothing to wait for, there is no lack of progress")
  void progress() {
    progress.made();
    at(500_000);
    closed();
    progress.sentAgain();
    assertThat(progress.deadline(), equalTo(800_000 * MILLISECOND));
    at(600_000);
    closed();
    tooSmall();
    onItsWay();
    assertThat("it waits on", progress.deadline(), equalTo(800_000 * MILLISECOND));
  }
}
