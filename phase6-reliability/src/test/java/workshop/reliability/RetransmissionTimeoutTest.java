package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(15)
@Exercise("6.2")
@DisplayName("How long to wait")
class RetransmissionTimeoutTest {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;

  /** 100 ns: a hundred measurements, each of them rounded to whole nanoseconds. */
  private static final double ROUNDING = 1e-4;

  private final RetransmissionTimeout timeout = new RetransmissionTimeout();

  /** What has happened so far, for the messages. */
  private final Story story = new Story();

  private void measured(double milliseconds) {
    story.add("R = " + milliseconds + " ms");
    timeout.measured(Math.round(milliseconds * NANOS_IN_A_MILLISECOND));
  }

  private void backOff() {
    story.add("a time-out");
    timeout.backOff();
  }

  private static double milliseconds(long nanos) {
    return nanos / NANOS_IN_A_MILLISECOND;
  }

  private String after(String what, String why) {
    return what + " in ms (RFC 6298 " + why + "), after" + story;
  }

  private void assertSmoothedRtt(double expected, String why) {
    assertThat(after("SRTT", why), milliseconds(timeout.smoothedRtt()), equalTo(expected));
  }

  private void assertVariation(double expected, String why) {
    assertThat(after("RTTVAR", why), milliseconds(timeout.variation()), equalTo(expected));
  }

  private void assertTimeout(double expected, String why) {
    assertThat(after("RTO", why), milliseconds(timeout.nanos()), equalTo(expected));
  }

  /** The same, but for what was rounded to whole nanoseconds. */
  private static void assertNear(String what, long nanos, double expected) {
    double actual = milliseconds(nanos);
    boolean near = Math.abs(actual - expected) <= ROUNDING;
    assertThat(what, near ? expected : actual, equalTo(expected));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("before anything is measured, RTO is one second")
  void initial() {
    assertTimeout(1000, "section 2.1");
    assertSmoothedRtt(0, "section 2.1: there is none yet");
    assertVariation(0, "section 2.1: there is none yet");
  }

  @Test
  @Order(2)
  @Given
  @DisplayName("it can be told what to start from, three seconds for instance")
  void startFrom() {
    timeout.startFrom(3_000_000_000L);
    story.add("a start from 3 s");
    assertTimeout(3000, "section 5.7");
  }

  @ParameterizedTest(name = "R = {0} ms")
  @Order(3)
  @DisplayName("the first measurement: SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 * RTTVAR")
  @CsvSource({
    "80, 40, 240", // 80 + 4 * 40
    "500, 250, 1500",
    "1000, 500, 3000",
    "12345.678902, 6172.839451, 37037.036706"
  })
  void first(double rtt, double variation, double rto) {
    measured(rtt);
    assertSmoothedRtt(rtt, "section 2.2: SRTT = R");
    assertVariation(variation, "section 2.2: RTTVAR = R/2");
    assertTimeout(rto, "section 2.2: RTO = SRTT + max(G, 4 * RTTVAR)");
  }

  @Test
  @Order(4)
  @DisplayName("each later one moves SRTT by an eighth of the way, and RTTVAR by a quarter")
  void next() {
    measured(80); // SRTT 80, RTTVAR 40
    measured(160);
    assertSmoothedRtt(90, "section 2.3: 7/8 * 80 + 1/8 * 160");
    assertVariation(50, "section 2.3: 3/4 * 40 + 1/4 * |80 - 160|, with SRTT as it was before");
    assertTimeout(290, "section 2.3: 90 + 4 * 50");
    measured(10);
    assertSmoothedRtt(80, "section 2.3: 7/8 * 90 + 1/8 * 10");
    assertVariation(57.5, "section 2.3: 3/4 * 50 + 1/4 * |90 - 10|, with SRTT as it was before");
    assertTimeout(310, "section 2.3: 80 + 4 * 57.5");
  }

  @Test
  @Order(5)
  @DisplayName("two that are the same: SRTT stays, and RTTVAR gets smaller")
  void same() {
    measured(800);
    measured(800);
    assertSmoothedRtt(800, "section 2.3: 7/8 * 800 + 1/8 * 800");
    assertVariation(300, "section 2.3: 3/4 * 400 + 1/4 * |800 - 800|");
    assertTimeout(2000, "section 2.3: 800 + 4 * 300");
  }

  @Test
  @Order(6)
  @DisplayName("RTO stays above SRTT by G, one millisecond, however little the times vary")
  void granularity() {
    measured(500); // 4 * RTTVAR is 1000 ms, and becomes 3/4 of it with each measurement
    double fourTimes = 1000;
    for (int i = 1; i <= 125; i++) {
      measured(500);
      fourTimes *= 0.75;
      String rule = "section 2.3: SRTT + max(G, 4 * RTTVAR), with G = 1 ms and 4 * RTTVAR = ";
      assertNear(
          after("RTO", rule + String.format(Locale.ROOT, "%.3f ms", fourTimes)),
          timeout.nanos(),
          500 + Math.max(1, fourTimes));
    }
  }

  @ParameterizedTest(name = "R = {0} ms: RTO = {1} ms")
  @Order(7)
  @DisplayName("it is never less than MINIMUM, 200 ms")
  @CsvSource({
    "0.05, 200", // 3 * R, as above, where this is enough
    "10, 200",
    "66.666666, 200",
    "66.666668, 200.000004"
  })
  void minimum(double rtt, double rto) {
    measured(rtt);
    assertSmoothedRtt(rtt, "section 2.2; the minimum is for RTO only");
    assertTimeout(rto, "section 2.4, with a MINIMUM of 200 ms");
  }

  @ParameterizedTest(name = "R = {0} ms: RTO = {1} ms")
  @Order(8)
  @DisplayName("it is never more than MAXIMUM, 60 s")
  @CsvSource({
    "19999.999998, 59999.999994", // 3 * R, as above, where this is not too much
    "20000, 60000",
    "20000.000002, 60000",
    "100000, 60000"
  })
  void maximum(double rtt, double rto) {
    measured(rtt);
    assertSmoothedRtt(rtt, "section 2.2; the maximum is for RTO only");
    assertTimeout(rto, "section 2.5, with a MAXIMUM of 60 s");
  }

  @Test
  @Order(9)
  @DisplayName("the limits are for every measurement, not only for the first")
  void limitsLater() {
    measured(40); // SRTT 40, RTTVAR 20
    measured(40); // RTTVAR 15: RTO would be 100
    assertTimeout(200, "section 2.4, with a MINIMUM of 200 ms");
    measured(800_000); // SRTT 100,035
    assertSmoothedRtt(100_035, "section 2.3: 7/8 * 40 + 1/8 * 800000, which has no maximum");
    assertTimeout(60_000, "section 2.5, with a MAXIMUM of 60 s");
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(10)
  @DisplayName("a hundred random times: the same as the formulas of section 2 give with fractions")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomTimes(long seed) {
    Random random = new Random(seed);
    double srtt = 0;
    double rttvar = 0;
    for (int i = 0; i < 100; i++) {
      // From 50 us to 10 s, as often short as long.
      double r = 0.05 * Math.pow(200_000, random.nextDouble());
      r = Math.rint(r * NANOS_IN_A_MILLISECOND) / NANOS_IN_A_MILLISECOND;
      rttvar = i == 0 ? r / 2 : 0.75 * rttvar + 0.25 * Math.abs(srtt - r);
      srtt = i == 0 ? r : 0.875 * srtt + 0.125 * r;
      double rto = srtt + Math.max(1, 4 * rttvar);
      timeout.measured(Math.round(r * NANOS_IN_A_MILLISECOND));
      String what =
          " in ms after measurement %d, R = %f ms, of seed %d (RFC 6298 section 2.3)"
              .formatted(i + 1, r, seed);
      assertNear("RTTVAR" + what, timeout.variation(), rttvar);
      assertNear("SRTT" + what, timeout.smoothedRtt(), srtt);
      double limited = rto < 200 ? 200 : rto > 60_000 ? 60_000 : rto;
      assertNear("RTO" + what, timeout.nanos(), limited);
    }
  }

  @Test
  @Order(11)
  @DisplayName("each time-out doubles it, up to MAXIMUM")
  void backsOff() {
    for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
      backOff();
      assertTimeout(1000 * seconds, "section 5.5: twice as long, up to 60 s");
    }
  }

  @Test
  @Order(12)
  @DisplayName("a time-out doubles what was measured, too, and leaves SRTT and RTTVAR alone")
  void backsOffFromWhatWasMeasured() {
    measured(80); // SRTT 80, RTTVAR 40, RTO 240
    backOff();
    backOff();
    assertTimeout(960, "section 5.5: twice 240, and twice that");
    assertSmoothedRtt(80, "section 5.5 changes RTO only");
    assertVariation(40, "section 5.5 changes RTO only");
  }

  @Test
  @Order(13)
  @DisplayName("the next measurement ends the back-off: RTO comes from SRTT and RTTVAR again")
  void measuredAfterBackOff() {
    measured(800); // SRTT 800, RTTVAR 400, RTO 2400
    backOff();
    backOff();
    backOff();
    measured(800); // RTTVAR 300
    assertSmoothedRtt(800, "section 2.3: 7/8 * 800 + 1/8 * 800");
    assertVariation(300, "section 2.3: 3/4 * 400 + 1/4 * |800 - 800|");
    assertTimeout(2000, "section 5, last paragraph: RTO collapses back to 800 + 4 * 300");
  }

  @Test
  @Order(14)
  @DisplayName("a time-out before the first measurement: it is the first all the same")
  void firstAfterBackOff() {
    timeout.startFrom(3_000_000_000L);
    story.add("a start from 3 s");
    backOff();
    assertTimeout(6000, "section 5.5: twice the 3 s of section 5.7");
    measured(500);
    assertSmoothedRtt(500, "section 2.2: SRTT = R");
    assertVariation(250, "section 2.2: RTTVAR = R/2");
    assertTimeout(1500, "section 2.2: 500 + 4 * 250");
  }
}
