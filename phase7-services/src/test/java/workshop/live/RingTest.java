package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(79)
@DisplayName("Ring")
class RingTest {
  @Test
  @DisplayName("keeps the latest, and numbers go on")
  void keepsTheLatest() {
    Ring<String> ring = new Ring<>(2);
    ring.add("a");
    ring.add("b");
    ring.add("c");
    assertThat("oldest", ring.oldest(), is(1L));
    assertThat("next", ring.next(), is(3L));
    assertThat(ring.get(1) + ring.get(2), is("bc"));
    assertThrows(IndexOutOfBoundsException.class, () -> ring.get(0));
    assertThrows(IndexOutOfBoundsException.class, () -> ring.get(3));
    ring.clear();
    assertThat("oldest, after all is forgotten", ring.oldest(), is(3L));
    assertThrows(IndexOutOfBoundsException.class, () -> ring.get(2));
  }
}
