package workshop.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(13)
@DisplayName("LoopClock: the time of this batch")
class LoopClockTest {

  @Test
  @Order(1)
  @DisplayName("starts at 0, and tells what it was set to, however often it is asked")
  void staysAsItIsSet() {
    LoopClock clock = new LoopClock();
    assertThat(clock.now(), is(0L));
    clock.set(4711);
    assertThat(clock.now(), is(4711L));
    assertThat(clock.now(), is(4711L));
    clock.set(4_711_000_000_000L);
    assertThat(clock.now(), is(4_711_000_000_000L));
  }
}
