package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, sixth: RCV.UP. */
@Order(24)
@Exercise("5.3")
@DisplayName("The urgent pointer")
class UrgentPointerTest {
  private final UrgentPointer urgent = new UrgentPointer();

  /** The peer's initial number. */
  private int irs = Integer.MAX_VALUE - 10; // half of the circle, soon passed

  /** This is given, but needs exercise 4.2: whoever has done 5.3 has done that, too. */
  @BeforeEach
  void afterPhase4() {
    new InOrderReceiver(1460).extendWindow();
    urgent.start(number(0));
  }

  /** Counted from the peer's initial one. */
  private SequenceNumber number(int relative) {
    return new SequenceNumber(irs + relative);
  }

  private void check(int end, int next, boolean news) {
    assertThat(
        "urgent up to %d, received up to %d".formatted(end, next),
        urgent.isNews(number(end), number(next)),
        equalTo(news));
  }

  @ParameterizedTest(name = "the peer''s numbers start at {0}")
  @Order(1)
  @DisplayName("what reaches beyond all that was received is news; what does not, is not")
  @ValueSource(ints = {0, -1, -5, Integer.MAX_VALUE, Integer.MAX_VALUE - 5, 1000})
  void beyondWhatWasReceived(int start) {
    irs = start;
    urgent.start(number(0));
    check(2, 1, true);
    check(65_536, 1, true);
    check(1, 1, false);
    check(0, 1, false);
    check(10, 10, false);
    check(11, 10, true);
  }

  @Test
  @Order(2)
  @DisplayName("the same end is no news again, and neither is one before it; one further is")
  void onceOnly() {
    urgent.take(number(20));
    check(20, 1, false);
    check(19, 1, false);
    check(20, 6, false);
    check(21, 6, true);
  }

  @Test
  @Order(3)
  @DisplayName("to ask changes nothing")
  void asking() {
    check(20, 1, true);
    check(20, 1, true);
  }

  @Test
  @Order(4)
  @DisplayName("it goes along with what is received, and never back")
  void keepsUp() {
    urgent.take(number(20));
    urgent.keepUp(number(6));
    check(20, 6, false);
    urgent.keepUp(number(30));
    urgent.keepUp(number(25));
    check(28, 25, false); // it was told up to 30 already
    check(31, 30, true);
  }

  @Test
  @Order(5)
  @DisplayName("after 2 GB, and after 4 GB, that were not urgent, what is urgent is news")
  void afterLong() {
    urgent.take(number(5));
    int next = 5;
    for (int i = 0; i < 9; i++) {
      next += 0x2000_0000;
      urgent.keepUp(number(next));
      check(next + 5, next, true);
      check(next, next, false);
    }
  }

  @Test
  @Order(6)
  @DisplayName("a new connection starts with nothing urgent")
  void start() {
    urgent.take(number(1_000_000));
    urgent.start(number(500));
    check(502, 501, true);
  }
}
