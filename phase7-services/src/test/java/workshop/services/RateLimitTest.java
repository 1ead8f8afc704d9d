package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;
import workshop.testkit.Given;

@Order(11)
@Given
@DisplayName("RateLimit")
class RateLimitTest {
  private final LoopClock clock = new LoopClock();
  private final RateLimit limit = new RateLimit(clock, 3, 10);

  private int taken() {
    int count = 0;
    while (count < 100 && limit.take()) {
      count++;
    }
    return count;
  }

  @Test
  @DisplayName("three at once, then one each tenth of a second, and never more than three")
  void limits() {
    assertThat("at once", taken(), is(3));
    clock.set(99_999_999);
    assertThat("a bit less than a tenth of a second later", taken(), is(0));
    clock.set(100_000_000);
    assertThat("after a tenth of a second", taken(), is(1));
    clock.set(300_000_000);
    assertThat("after two tenths more", taken(), is(2));
    clock.set(60_000_000_000L);
    assertThat("after a minute", taken(), is(3));
  }
}
