package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** Times are in milliseconds. */
@Order(21)
@Exercise("6.3")
@DisplayName("How long our SYN waits for an answer")
class SynTimerTest {
  private static final long MILLISECOND = 1_000_000;

  private final LoopClock clock = new LoopClock();
  private final RetransmissionTimeout timeout = new RetransmissionTimeout();
  private final RetransmissionTimer timer = new RetransmissionTimer(clock, timeout);
  private final Progress progress = new Progress(clock, new StreamOptions());
  private final SynTimer syn = new SynTimer(clock, timeout, timer, progress);

  private void sentAt(long milliseconds) {
    clock.set(milliseconds * MILLISECOND);
    syn.sent();
  }

  private void answeredAt(long milliseconds) {
    clock.set(milliseconds * MILLISECOND);
    syn.answered();
  }

  private void assertDeadline(long expected) {
    assertThat("deadline() in ms", syn.deadline() / MILLISECOND, equalTo(expected));
  }

  private void assertTimeout(long expected, String why) {
    assertThat("RTO in ms: " + why, timeout.nanos() / MILLISECOND, equalTo(expected));
  }

  @Test
  @Order(1)
  @Exercise("6.2")
  @DisplayName("a second, and twice as long each time (RFC 6298 2.1, 5.5); those before were lost")
  void doubled() {
    sentAt(500);
    assertDeadline(1500);
    assertThat("lost", syn.lost(), equalTo(0));
    sentAt(1500);
    assertDeadline(3500);
    assertThat("lost", syn.lost(), equalTo(1));
    sentAt(3500);
    assertDeadline(7500);
    assertThat("lost", syn.lost(), equalTo(2));
    assertThat("without an answer", progress.unanswered(), equalTo(2));
    assertThat("since the first", progress.deadline() / MILLISECOND, equalTo(300_500L));
  }

  @Test
  @Order(2)
  @Given
  @DisplayName("one that answers the peer's SYN before that is no loss, and puts nothing off")
  void anAnswer() {
    sentAt(0);
    sentAt(999);
    assertDeadline(1000);
    assertThat("lost", syn.lost(), equalTo(0));
    assertThat("without an answer", progress.unanswered(), equalTo(0));
    assertTimeout(1000, "as it was (RFC 6298 2.1)");
  }

  @Test
  @Order(3)
  @Exercise("6.2")
  @DisplayName("one that went once is measured")
  void measured() {
    sentAt(0);
    answeredAt(100);
    assertTimeout(300, "100 + 4 * 50 ms (RFC 6298 2.2)");
  }

  @Test
  @Order(4)
  @DisplayName("one that was lost is not (Karn's algorithm): RTO is 3 s (RFC 6298 5.7)")
  void lost() {
    sentAt(0);
    sentAt(1000);
    answeredAt(1100);
    assertTimeout(3000, "5.7");
    assertThat("SRTT", timeout.smoothedRtt(), equalTo(0L));
  }

  @Test
  @Order(5)
  @Given
  @DisplayName("one that went again as an answer: nothing is measured, and nothing was lost")
  void answeredTwice() {
    sentAt(0);
    sentAt(400);
    answeredAt(500);
    assertTimeout(1000, "as it was (RFC 6298 2.1)");
    assertThat("SRTT", timeout.smoothedRtt(), equalTo(0L));
  }
}
