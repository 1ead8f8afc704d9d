package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Given;

/** RFC 9293 section 3.8.6.2.1; the window was 1000 at its largest, a segment holds 600 bytes. */
@Order(6)
@Given
@DisplayName("Silly window avoidance")
class SillyWindowTest {
  private static final int SEGMENT_SIZE = 600;
  private static final int LARGEST_WINDOW = 1000;

  private static void check(int count, int unsent, boolean mayBeSmall, boolean expected) {
    assertThat(
        "%d bytes of %d, %s".formatted(count, unsent, mayBeSmall ? "may be small" : "not small"),
        SillyWindow.isWorthSending(count, unsent, SEGMENT_SIZE, mayBeSmall, LARGEST_WINDOW),
        equalTo(expected));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @Order(1)
  @DisplayName("(1) a full segment always is worth sending")
  @CsvSource({"600, 600", "600, 601", "600, 10000"})
  void fullSegment(int count, int unsent) {
    check(count, unsent, true, true);
    check(count, unsent, false, true);
  }

  @ParameterizedTest(name = "{0} of {0}")
  @Order(2)
  @DisplayName("(2) all that there is, where it may be small")
  @CsvSource({"1", "10", "599"})
  void allThatThereIs(int count) {
    check(count, count, true, true);
    check(count, count, false, false);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(3)
  @DisplayName("(3) half of the largest window, where it may be small")
  @CsvSource({"1, false", "499, false", "500, true", "501, true", "599, true"})
  void halfOfTheWindow(int count, boolean worthIt) {
    check(count, 10_000, true, worthIt);
    check(count, 10_000, false, false);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @Order(4)
  @DisplayName("nothing is never worth sending")
  @CsvSource({"0, 0", "0, 10", "-5, 10", "-1, 0", "-600, -600"})
  void nothing(int count, int unsent) {
    check(count, unsent, true, false);
    check(count, unsent, false, false);
  }
}
