package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;

@Order(6)
@Exercise("8.6")
@DisplayName("Histogram: what a percentile is")
class HistogramTest {
  private final Histogram histogram = new Histogram();

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @CsvSource({
    "0, 0",
    "1, 1",
    "15, 15",
    "16, 16",
    "31, 31",
    "32, 32",
    "33, 32",
    "34, 33",
    "63, 47",
    "64, 48",
    "67, 48",
    "68, 49",
    "127, 63",
    "128, 64",
    "1000000, 270",
    "9223372036854775807, 959"
  })
  @DisplayName("bucket: as in the picture")
  void bucket(long value, int expected) {
    assertThat("the bucket of " + value, Histogram.bucket(value), is(expected));
  }

  @ParameterizedTest(name = "{0} percent of 1 to 10")
  @Order(2)
  @CsvSource({"50, 5", "90, 9", "91, 10", "99, 10", "100, 10", "10, 1", "11, 2", "1, 1", "0, 1"})
  @DisplayName("percentile: of the values 1 to 10, in any order")
  void percentile(double percent, long expected) {
    LongStream.of(7, 2, 10, 1, 9, 3, 8, 4, 6, 5).forEach(histogram::record);
    assertThat(
        "%s percent of the values 1 to 10 are not above".formatted(percent),
        histogram.percentile(percent),
        is(expected));
  }

  @Test
  @Order(3)
  @DisplayName("percentile: one slow round of a hundred is no percentile but the last")
  void oneIsSlow() {
    LongStream.range(0, 99).forEach(i -> histogram.record(12));
    histogram.record(1_000_000);
    assertThat("half", histogram.percentile(50), is(12L));
    assertThat("99 of 100", histogram.percentile(99), is(12L));
    assertThat("all: the lowest value of its bucket", histogram.percentile(100), is(983_040L));
    assertThat("the highest, exactly", histogram.highest(), is(1_000_000L));
  }

  @Test
  @Order(4)
  @DisplayName("percentile: of one value, and of none")
  void fewValues() {
    assertThat("of none", histogram.percentile(50), is(0L));
    histogram.record(3);
    assertThat("of one, 1 percent", histogram.percentile(1), is(3L));
    assertThat("of one, 99.9 percent", histogram.percentile(99.9), is(3L));
  }

  @Test
  @Order(5)
  @DisplayName("record: counts, and keeps the highest")
  void records() {
    LongStream.of(5, 900, 5).forEach(histogram::record);
    assertThat("count", histogram.count(), is(3L));
    assertThat("highest", histogram.highest(), is(900L));
  }
}
