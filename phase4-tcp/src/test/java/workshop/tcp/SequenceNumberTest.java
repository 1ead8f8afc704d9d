package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(3)
@Exercise("4.2")
@DisplayName("Sequence numbers")
class SequenceNumberTest {

  private static SequenceNumber number(long value) {
    return new SequenceNumber((int) value);
  }

  @ParameterizedTest(name = "{0} plus {1} is {2}")
  @Order(1)
  @DisplayName("counting goes round: 0 comes after 4294967295")
  @CsvSource({
    "0, 0, 0",
    "1000, 12, 1012",
    "4294967295, 1, 0",
    "4294967290, 10, 4",
    "2147483647, 1, 2147483648", // where a signed int turns negative
    "5, -5, 0",
    "0, -1, 4294967295",
    "4, -10, 4294967290"
  })
  void countingGoesRound(long start, int bytes, long end) {
    assertThat("that many bytes ahead", number(start).plus(bytes), equalTo(number(end)));
  }

  @ParameterizedTest(name = "{0} minus {1} is {2}")
  @Order(2)
  @DisplayName("the distance is what one number is ahead of the other, also across 0")
  @CsvSource({
    "1012, 1000, 12",
    "1000, 1012, -12",
    "7, 7, 0",
    "4, 4294967290, 10",
    "4294967290, 4, -10",
    "2147483648, 2147483647, 1",
    "2147483647, 2147483648, -1",
    "2147483647, 0, 2147483647"
  })
  void distance(long one, long other, int distance) {
    assertThat("the distance", number(one).minus(number(other)), equalTo(distance));
  }

  @ParameterizedTest(name = "{0} is before {1}")
  @Order(3)
  @DisplayName("a number is before another one that is less than half the circle ahead of it")
  @CsvSource({
    "1, 2",
    "1000, 66535",
    "4294967295, 0", // as bare numbers, the wrong way round
    "4294967290, 4",
    "2147483647, 2147483648", // as signed ints, the wrong way round
    "0, 2147483647",
    "3000000000, 800000000",
    "2147483649, 0"
  })
  void before(long earlier, long later) {
    SequenceNumber one = number(earlier);
    SequenceNumber other = number(later);
    assertThat("earlier isBefore later", one.isBefore(other), equalTo(true));
    assertThat("later isBefore earlier", other.isBefore(one), equalTo(false));
    assertThat("earlier isAtMost later", one.isAtMost(other), equalTo(true));
    assertThat("later isAtMost earlier", other.isAtMost(one), equalTo(false));
    assertThat("later isAfter earlier", other.isAfter(one), equalTo(true));
    assertThat("earlier isAfter later", one.isAfter(other), equalTo(false));
    assertThat("later isAtLeast earlier", other.isAtLeast(one), equalTo(true));
    assertThat("earlier isAtLeast later", one.isAtLeast(other), equalTo(false));
  }

  @ParameterizedTest(name = "{0} and itself")
  @Order(4)
  @DisplayName("a number is neither before nor after itself")
  @CsvSource({"0", "1", "2147483647", "2147483648", "4294967295"})
  void neitherBeforeNorAfterItself(long value) {
    assertThat("isBefore", number(value).isBefore(number(value)), equalTo(false));
    assertThat("isAfter", number(value).isAfter(number(value)), equalTo(false));
    assertThat("isAtMost", number(value).isAtMost(number(value)), equalTo(true));
    assertThat("isAtLeast", number(value).isAtLeast(number(value)), equalTo(true));
  }

  @Test
  @Order(5)
  @DisplayName("wherever on the circle two numbers lie, only their distance counts")
  void onlyTheDistanceCounts() {
    // Steps that are no power of two, so that every stretch of the circle is visited.
    for (long start = 0; start < 1L << 32; start += 104_729_999) {
      for (int ahead : new int[] {1, 2, 1460, 65535, 1 << 30, Integer.MAX_VALUE}) {
        SequenceNumber earlier = number(start);
        SequenceNumber later = number(start + ahead);
        String where = earlier + " and " + later;
        assertThat(where, earlier.plus(ahead), equalTo(later));
        assertThat(where, later.minus(earlier), equalTo(ahead));
        assertThat(where, earlier.isBefore(later), equalTo(true));
        assertThat(where, later.isAtMost(earlier), equalTo(false));
        assertThat(where, later.isAfter(earlier), equalTo(true));
        assertThat(where, earlier.isAtLeast(later), equalTo(false));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(6)
  @Given
  @DisplayName("it is shown without a sign")
  @CsvSource({"0", "1000", "2147483648", "4294967295"})
  void shownWithoutASign(String text) {
    assertThat(number(Long.parseLong(text)).toString(), equalTo(text));
  }
}
