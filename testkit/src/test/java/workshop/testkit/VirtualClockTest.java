package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private final VirtualClock clock = new VirtualClock(1_000);

  @Test
  void standsStill() {
    assertThat(clock.now(), is(1_000L));
    assertThat(clock.now(), is(1_000L));
  }

  @Test
  void advances() {
    clock.advance(5);
    clock.advance(0);
    assertThat(clock.now(), is(1_005L));
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> clock.advance(-1));
    assertThrows(ArithmeticException.class, () -> clock.advance(Long.MAX_VALUE));
    clock.waitUntil(999);
    assertThat(clock.now(), is(1_000L));
  }

  @Test
  void waits() {
    clock.waitUntil(60_000_000_000L);
    assertThat(clock.now(), is(60_000_000_000L));
  }
}
