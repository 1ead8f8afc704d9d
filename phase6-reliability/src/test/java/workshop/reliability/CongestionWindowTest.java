package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(30)
@Exercise("6.5")
@DisplayName("Slow start and congestion avoidance")
class CongestionWindowTest {
  private static final int SMSS = 1000;

  private final CongestionWindow window = new CongestionWindow(true);

  /** What has happened so far, for the messages. */
  private final Story story = new Story();

  private void start(int segmentSize, int synsLost) {
    story.add("start with SMSS " + segmentSize + ", SYNs lost: " + synsLost);
    window.start(segmentSize, synsLost);
  }

  /** With a window of this size, and no threshold. */
  private void startWith(int size) {
    window.start(SMSS, 2);
    window.set(size);
    story.add("cwnd is " + size);
  }

  private void acknowledged(int bytes) {
    story.add(bytes + " acknowledged");
    window.acknowledged(bytes);
  }

  private void acknowledged(int times, int bytes) {
    for (int i = 0; i < times; i++) {
      acknowledged(bytes);
    }
  }

  private void lowerThreshold(int flightSize) {
    story.add("a loss with " + flightSize + " on their way");
    window.lowerThreshold(flightSize);
  }

  private void timedOut(int flightSize, boolean again) {
    story.add("a time-out%s with %d on their way".formatted(again ? " again" : "", flightSize));
    window.timedOut(flightSize, again);
  }

  private String after(String what, String why) {
    return what + ": " + why + "; after" + story;
  }

  private void assertSize(int expected, String why) {
    assertThat(after("cwnd", why), window.size(), equalTo(expected));
  }

  private void assertThreshold(int expected, String why) {
    assertThat(after("ssthresh", why), window.threshold(), equalTo(expected));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("after two SYNs that got lost, the window is one segment; there is no threshold")
  void synsLost() {
    start(1460, 2);
    assertSize(1460, "RFC 5681 section 3.1: one segment if the SYN was lost");
    assertThreshold(Integer.MAX_VALUE, "RFC 5681 section 3.1: arbitrarily high");
    assertThat(after("segmentSize()", "as it was told"), window.segmentSize(), equalTo(1460));
  }

  @Test
  @Order(1)
  @DisplayName("a single SYN that got lost does not matter: the window is the initial one")
  void oneSynLost() {
    start(1460, 1);
    assertSize(14_600, "RFC 6928 section 2: more than one SYN must be lost");
  }

  @Test
  @Order(2)
  @Given
  @DisplayName("where segments shrink, as many of them as before may be on their way")
  void segmentsShrink() {
    startWith(7 * SMSS + 300);
    window.segmentsShrink(512);
    story.add("segments shrink to 512");
    assertSize(7 * 512, "seven segments");
    assertThat(after("segmentSize()", "as it was told"), window.segmentSize(), equalTo(512));
    window.set(100);
    window.segmentsShrink(500);
    story.add("cwnd is 100");
    story.add("segments shrink to 500");
    assertSize(500, "one segment at least");
  }

  @Test
  @Order(3)
  @Given
  @DisplayName("it is never larger than any peer's window, which is 2^30")
  void largest() {
    startWith(Integer.MAX_VALUE);
    assertSize(1 << 30, "RFC 7323 section 2.3");
  }

  @ParameterizedTest(name = "SMSS {0}: IW = {1}")
  @Order(4)
  @DisplayName("the first flight: min(10 * SMSS, max(2 * SMSS, 14600))")
  @CsvSource({
    "48, 480", // 10 segments
    "536, 5360",
    "1460, 14600",
    "1461, 14600", // 10 segments would be too many bytes
    "4000, 14600",
    "7300, 14600",
    "7301, 14602", // but 2 segments may go
    "9000, 18000"
  })
  void initialWindow(int segmentSize, int expected) {
    String why = "RFC 6928 section 2: min(10 * SMSS, max(2 * SMSS, 14600))";
    assertThat(
        "IW for SMSS " + segmentSize + " (" + why + ")",
        CongestionWindow.initial(segmentSize),
        equalTo(expected));
    start(segmentSize, 0);
    assertSize(expected, why);
  }

  @Test
  @Order(5)
  @DisplayName("after a long pause it is the initial window again, if it was not smaller")
  void restart() {
    startWith(50 * SMSS);
    window.restart();
    story.add("a long pause");
    assertSize(10 * SMSS, "RFC 5681 section 4.1: RW = min(IW, cwnd)");
    startWith(3 * SMSS);
    window.restart();
    story.add("a long pause");
    assertSize(3 * SMSS, "RFC 5681 section 4.1: RW = min(IW, cwnd)");
  }

  @ParameterizedTest(name = "an ACK for {0} bytes: it grows by {1}")
  @Order(6)
  @DisplayName("slow start: it grows by what is acknowledged, at most a segment for each ACK")
  @CsvSource({
    "1, 1",
    "400, 400",
    "999, 999",
    "1000, 1000",
    "1001, 1000", // more than a segment
    "2000, 1000", // the usual ACK for two
    "10000, 1000" // one for the whole window
  })
  void slowStart(int bytes, int growth) {
    startWith(10 * SMSS);
    acknowledged(bytes);
    assertSize(10 * SMSS + growth, "RFC 5681 equation (2): cwnd += min(N, SMSS), with SMSS 1000");
    acknowledged(bytes);
    assertSize(10 * SMSS + 2 * growth, "RFC 5681 equation (2), with SMSS 1000");
  }

  @Test
  @Order(7)
  @DisplayName("slow start: with an ACK for each segment, each flight is twice the last one")
  void doubling() {
    startWith(SMSS);
    for (int segments : new int[] {1, 2, 4, 8, 16}) {
      acknowledged(segments, SMSS);
      assertSize(2 * segments * SMSS, "RFC 5681 section 3.1: slow start, no threshold yet");
    }
  }

  @ParameterizedTest(name = "{0} on their way: ssthresh = {1}")
  @Order(8)
  @DisplayName("a loss: the threshold is half of what was on its way, two segments at least")
  @CsvSource({
    "20000, 10000",
    "7000, 3500",
    "4002, 2001",
    "4000, 2000",
    "3998, 2000", // half of it is less than two segments
    "1000, 2000",
    "0, 2000"
  })
  void threshold(int flightSize, int expected) {
    startWith(12 * SMSS);
    lowerThreshold(flightSize);
    assertThreshold(expected, "RFC 5681 equation (4): max(FlightSize / 2, 2 * SMSS)");
    assertSize(12 * SMSS, "lowerThreshold changes ssthresh only");
  }

  @Test
  @Order(8)
  @DisplayName("a later loss, with more on its way: the threshold rises")
  void thresholdRises() {
    startWith(12 * SMSS);
    lowerThreshold(6 * SMSS);
    assertThreshold(3 * SMSS, "RFC 5681 equation (4)");
    lowerThreshold(20 * SMSS);
    assertThreshold(10 * SMSS, "RFC 5681 equation (4), whatever it was before");
  }

  @Test
  @Order(9)
  @DisplayName("below the threshold slow start; from the threshold on a segment for each window")
  void reachingTheThreshold() {
    startWith(SMSS);
    lowerThreshold(8 * SMSS);
    assertThreshold(4 * SMSS, "RFC 5681 equation (4)");
    acknowledged(2, SMSS);
    assertSize(3 * SMSS, "below ssthresh: slow start, a segment for each ACK");
    acknowledged(SMSS);
    assertSize(4 * SMSS, "below ssthresh: slow start, a segment for each ACK");
    acknowledged(SMSS);
    assertSize(4 * SMSS, "at ssthresh: congestion avoidance, 1 of the 4 segments acknowledged");
    acknowledged(2, SMSS);
    assertSize(4 * SMSS, "congestion avoidance, 3 of the 4 segments acknowledged");
    acknowledged(SMSS);
    assertSize(5 * SMSS, "congestion avoidance, a window of 4 segments acknowledged");
    acknowledged(4, SMSS);
    assertSize(5 * SMSS, "congestion avoidance, 4 of the 5 segments acknowledged");
    acknowledged(SMSS);
    assertSize(6 * SMSS, "congestion avoidance, a window of 5 segments acknowledged");
  }

  @Test
  @Order(11)
  @DisplayName("the last ACK below the threshold may go beyond it")
  void crossingTheThreshold() {
    startWith(3 * SMSS + 999);
    lowerThreshold(8 * SMSS);
    acknowledged(SMSS);
    assertSize(4 * SMSS + 999, "3999 is below ssthresh, which is 4000: slow start");
    acknowledged(SMSS);
    assertSize(4 * SMSS + 999, "above ssthresh: congestion avoidance");
    acknowledged(3 * SMSS + 998);
    assertSize(4 * SMSS + 999, "4998 of the 4999 bytes acknowledged");
    acknowledged(1);
    assertSize(5 * SMSS + 999, "a window of 4999 bytes acknowledged");
  }

  @ParameterizedTest(name = "ACKs for {0} bytes")
  @Order(10)
  @DisplayName("congestion avoidance counts bytes: it does not matter how many ACKs tell them")
  @ValueSource(ints = {100, 500, 1000, 2000, 5000, 10_000})
  void countsBytes(int bytes) {
    startWith(10 * SMSS);
    lowerThreshold(20 * SMSS);
    acknowledged(10 * SMSS / bytes - 1, bytes);
    assertSize(10 * SMSS, "RFC 5681 section 3.1: less than cwnd acknowledged");
    acknowledged(bytes);
    assertSize(11 * SMSS, "RFC 5681 section 3.1: cwnd acknowledged, one SMSS more");
  }

  @Test
  @Order(12)
  @DisplayName("congestion avoidance: what is acknowledged beyond a window counts for the next one")
  void countsOn() {
    startWith(10 * SMSS);
    lowerThreshold(20 * SMSS);
    acknowledged(4, 3 * SMSS);
    assertSize(11 * SMSS, "12000 bytes acknowledged: a window of 10000, and 2000 more");
    acknowledged(8 * SMSS);
    assertSize(11 * SMSS, "10000 of the 11000 bytes acknowledged (RFC 3465 section 2.1)");
    acknowledged(SMSS);
    assertSize(12 * SMSS, "11000 of the 11000 bytes acknowledged (RFC 3465 section 2.1)");
  }

  @Test
  @Order(13)
  @DisplayName("after a loss, counting starts anew: not two segments in one round-trip time")
  void countsAnew() {
    startWith(16 * SMSS);
    lowerThreshold(32 * SMSS);
    acknowledged(15, SMSS);
    lowerThreshold(16 * SMSS);
    window.set(8 * SMSS);
    story.add("cwnd is 8000");
    acknowledged(7, SMSS);
    assertSize(8 * SMSS, "RFC 5681 section 3.1: since the loss, 7000 of 8000 acknowledged");
    acknowledged(SMSS);
    assertSize(9 * SMSS, "RFC 5681 section 3.1: since the loss, 8000 of 8000 acknowledged");
  }

  @Test
  @Order(17)
  @DisplayName("after a time-out, counting starts anew, too")
  void countsAnewAfterTimeOut() {
    startWith(16 * SMSS);
    lowerThreshold(32 * SMSS);
    acknowledged(15, SMSS);
    timedOut(16 * SMSS, false);
    acknowledged(7, SMSS);
    assertSize(8 * SMSS, "slow start up to ssthresh");
    acknowledged(7, SMSS);
    assertSize(8 * SMSS, "RFC 5681 section 3.1: since the time-out, 7000 of 8000 acknowledged");
  }

  @Test
  @Order(14)
  @DisplayName("a time-out: the threshold goes down, and the window is one segment")
  void timedOut() {
    startWith(16 * SMSS);
    timedOut(12 * SMSS, false);
    assertThreshold(6 * SMSS, "RFC 5681 equation (4): half of what was on its way");
    assertSize(SMSS, "RFC 5681 section 3.1: the loss window LW is one segment");
    acknowledged(SMSS);
    acknowledged(4, SMSS);
    assertSize(6 * SMSS, "slow start up to ssthresh");
    acknowledged(SMSS);
    assertSize(6 * SMSS, "congestion avoidance from ssthresh on");
  }

  @Test
  @Order(15)
  @DisplayName("a time-out again for the same segment: the threshold stays")
  void timedOutAgain() {
    startWith(16 * SMSS);
    timedOut(12 * SMSS, false);
    timedOut(SMSS, true);
    assertThreshold(6 * SMSS, "RFC 5681 section 3.1: held constant, sent again already");
    assertSize(SMSS, "RFC 5681 section 3.1: the loss window LW is one segment");
    acknowledged(SMSS);
    timedOut(2 * SMSS, true);
    assertThreshold(6 * SMSS, "RFC 5681 section 3.1: held constant, sent again already");
    assertSize(SMSS, "RFC 5681 section 3.1: the loss window LW is one segment");
  }

  @Test
  @Order(16)
  @DisplayName("a time-out for another segment: the threshold goes down once more")
  void timedOutForAnother() {
    startWith(16 * SMSS);
    timedOut(12 * SMSS, false);
    acknowledged(5, SMSS);
    timedOut(5 * SMSS, false);
    assertThreshold(2500, "RFC 5681 equation (4): half of what was on its way");
    timedOut(SMSS, false);
    assertThreshold(2 * SMSS, "RFC 5681 equation (4): two segments at least");
    assertSize(SMSS, "RFC 5681 section 3.1: the loss window LW is one segment");
  }

  @Test
  @Order(17)
  @DisplayName("a threshold comes from what was on its way, not from the window")
  void notFromTheWindow() {
    startWith(100 * SMSS);
    timedOut(8 * SMSS, false);
    assertThreshold(4 * SMSS, "RFC 5681 section 3.1: FlightSize, not cwnd, in equation (4)");
  }

  @Test
  @Order(18)
  @DisplayName("millions of ACKs without a loss: the window never goes back")
  void neverOverflows() {
    startWith(SMSS);
    int before = window.size();
    for (int i = 0; i < 3_000_000; i++) {
      window.acknowledged(SMSS);
      if (window.size() < before) {
        story.add((i + 1) + " times " + SMSS + " acknowledged");
        assertSize(before, "set() knows how far it may grow");
      }
      before = window.size();
    }
  }

  @Test
  @Order(19)
  @DisplayName("nor does it in congestion avoidance: it is as large as any peer's, and stays so")
  void neverOverflowsInAvoidance() {
    startWith(1 << 30);
    lowerThreshold(4 * SMSS);
    acknowledged(1 << 30);
    assertSize(1 << 30, "set() knows how far it may grow");
  }
}
