package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.LoopClock;
import workshop.testkit.Given;

@Order(4)
@Given
@DisplayName("The limit for challenge ACKs")
class ChallengeAcksTest {
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock = new LoopClock();
  private final ChallengeAcks acks = new ChallengeAcks(clock);

  /** Sends as many as are allowed of those that are asked for. */
  private int allowed(int asked, long now) {
    clock.set(now);
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      if (acks.isAllowed()) {
        acks.count();
        allowed++;
      }
    }
    return allowed;
  }

  @Test
  @Order(1)
  @DisplayName("ten, then none, within a second; the clock may start at 0")
  void tenASecond() {
    assertThat(allowed(100, 0), equalTo(10));
    assertThat(allowed(100, SECOND / 2), equalTo(0));
    assertThat(allowed(100, SECOND - 1), equalTo(0));
    assertThat(allowed(100, SECOND), equalTo(10));
    assertThat(allowed(100, SECOND + SECOND / 2), equalTo(0));
  }

  @Test
  @Order(2)
  @DisplayName("a second later there are ten again, not more for having waited")
  void tenAgain() {
    assertThat(allowed(3, 5 * SECOND), equalTo(3));
    assertThat(allowed(100, 5 * SECOND + 1), equalTo(7));
    assertThat(allowed(100, 100 * SECOND), equalTo(10));
    assertThat(allowed(100, 100 * SECOND), equalTo(0));
  }

  @Test
  @Order(3)
  @DisplayName("slowly they are never refused")
  void slowly() {
    for (int i = 0; i < 100; i++) {
      assertThat(allowed(1, i * SECOND / 9), equalTo(1));
    }
  }

  @Test
  @Order(4)
  @DisplayName("to ask costs nothing: only those that are sent count")
  void askingCostsNothing() {
    for (int i = 0; i < 100; i++) {
      assertThat(acks.isAllowed(), equalTo(true));
    }
    assertThat(allowed(100, 0), equalTo(10));
    assertThat(acks.isAllowed(), equalTo(false));
  }
}
