package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.testkit.Given;

/** RFC 9293 section 3.8.4. */
@Order(64)
@Given
@DisplayName("Whether a silent peer is still there")
class KeepAliveTest {
  private static final long SECOND = 1_000_000_000;
  private static final long TWO_HOURS = 7200 * SECOND;
  private static final long HEARD = 77 * SECOND;

  private final LoopClock clock = new LoopClock();

  private KeepAlive after(long idle) {
    KeepAlive keepAlive = new KeepAlive(clock, idle);
    clock.set(HEARD);
    keepAlive.heard();
    return keepAlive;
  }

  /** Whether it asks at this time; if so, the peer is asked. */
  private boolean asks(KeepAlive keepAlive, long now) {
    clock.set(now);
    boolean due = keepAlive.isDue();
    if (due) {
      keepAlive.asked();
    }
    return due;
  }

  private boolean isDead(KeepAlive keepAlive, long now) {
    clock.set(now);
    return keepAlive.isDead();
  }

  @Test
  @Order(1)
  @DisplayName("nobody is asked unless somebody wants it (MUST-25)")
  void off() {
    KeepAlive keepAlive = after(0);
    assertThat(keepAlive.deadline(), equalTo(FrameReceiver.NEVER));
    assertThat(asks(keepAlive, 1000 * TWO_HOURS), equalTo(false));
    assertThat(isDead(keepAlive, 1000 * TWO_HOURS), equalTo(false));
  }

  @Test
  @Order(2)
  @DisplayName("the application turns it on (MUST-24): after two hours (MUST-28); and off again")
  void turned() {
    KeepAlive keepAlive = after(0);
    keepAlive.turn(true);
    assertThat(keepAlive.deadline(), equalTo(HEARD + TWO_HOURS));
    assertThat("a moment before", asks(keepAlive, HEARD + TWO_HOURS - 1), equalTo(false));
    assertThat(asks(keepAlive, HEARD + TWO_HOURS), equalTo(true));
    keepAlive.turn(false);
    assertThat(keepAlive.deadline(), equalTo(FrameReceiver.NEVER));
    assertThat(asks(keepAlive, 1000 * TWO_HOURS), equalTo(false));
  }

  @Test
  @Order(3)
  @DisplayName("the time can be chosen (MUST-27), and the application may turn it off")
  void chosen() {
    KeepAlive keepAlive = after(10 * SECOND);
    keepAlive.turn(true);
    assertThat(keepAlive.deadline(), equalTo(HEARD + 10 * SECOND));
    keepAlive.turn(false);
    assertThat(keepAlive.deadline(), equalTo(FrameReceiver.NEVER));
    keepAlive.turn(true);
    assertThat(keepAlive.deadline(), equalTo(HEARD + 10 * SECOND));
  }

  @Test
  @Order(4)
  @DisplayName("nine probes, 75 s apart; nobody is dead before the last has had its time (MUST-29)")
  void dead() {
    KeepAlive keepAlive = after(10 * SECOND);
    keepAlive.turn(true);
    for (int i = 0; i < 9; i++) {
      long due = HEARD + (10 + 75 * i) * SECOND;
      assertThat("probe " + i, keepAlive.deadline(), equalTo(due));
      assertThat("too early", asks(keepAlive, due - 1), equalTo(false));
      assertThat("dead before probe " + i, isDead(keepAlive, due), equalTo(false));
      assertThat("asks", asks(keepAlive, due), equalTo(true));
      assertThat("asks once", asks(keepAlive, due), equalTo(false));
    }
    long end = HEARD + (10 + 75 * 9) * SECOND;
    assertThat(keepAlive.deadline(), equalTo(end));
    assertThat("a tenth probe", asks(keepAlive, end), equalTo(false));
    assertThat(isDead(keepAlive, end - 1), equalTo(false));
    assertThat(isDead(keepAlive, end), equalTo(true));
  }

  @Test
  @Order(5)
  @DisplayName("an answer, also to the last probe, and all begins anew")
  void heard() {
    KeepAlive keepAlive = after(10 * SECOND);
    keepAlive.turn(true);
    for (int i = 0; i < 9; i++) {
      asks(keepAlive, keepAlive.deadline());
    }
    long answer = keepAlive.deadline() - 1;
    clock.set(answer);
    keepAlive.heard();
    assertThat(isDead(keepAlive, answer + 1), equalTo(false));
    assertThat(keepAlive.deadline(), equalTo(answer + 10 * SECOND));
    assertThat(asks(keepAlive, answer + 10 * SECOND), equalTo(true));
    assertThat(keepAlive.deadline(), equalTo(answer + 85 * SECOND));
  }

  @Test
  @Order(6)
  @DisplayName("turned on after a long silence, it asks; and waits for the answer (MUST-29)")
  void turnedOnLate() {
    KeepAlive keepAlive = after(0);
    long late = HEARD + 10 * TWO_HOURS;
    keepAlive.turn(true);
    assertThat("asks", asks(keepAlive, late), equalTo(true));
    assertThat("asks once", asks(keepAlive, late), equalTo(false));
    assertThat("the next", keepAlive.deadline(), equalTo(late + 75 * SECOND));
    assertThat(isDead(keepAlive, late), equalTo(false));
  }
}
