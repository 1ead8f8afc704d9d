package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Order(4)
@Given
@DisplayName("The limit for challenge ACKs")
class ChallengeAcksTest {
  private static final long SECOND = 1_000_000_000;

  private final ChallengeAcks acks = new ChallengeAcks();

  private int allowed(int asked, long now) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      allowed += acks.allow(now) ? 1 : 0;
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
      assertThat(acks.allow(i * SECOND / 9), equalTo(true));
    }
  }
}
