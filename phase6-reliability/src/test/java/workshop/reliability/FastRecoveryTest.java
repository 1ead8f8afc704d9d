package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** Segments have 1000 bytes, and are counted from 1: segment 1 has the numbers 1 to 1000. */
@Order(35)
@Exercise("6.6")
@DisplayName("Fast retransmit and fast recovery")
class FastRecoveryTest {
  private static final int SMSS = 1000;

  private CongestionWindow window;
  private FastRecovery recovery;

  /** Our initial sequence number: nothing wraps around, but where a test says so. */
  private int iss;

  /** What has happened so far, for the messages. */
  private Story story;

  @BeforeEach
  void start() {
    start(5000);
  }

  /** A window of ten segments, in slow start. */
  private void start(int initial) {
    iss = initial;
    window = new CongestionWindow(true);
    recovery = new FastRecovery(window);
    story = new Story();
    window.start(SMSS, 2);
    window.set(10 * SMSS);
    recovery.start(new SequenceNumber(iss));
  }

  /** Counted from our initial number. */
  private SequenceNumber number(int relative) {
    return new SequenceNumber(iss + relative);
  }

  /** Its first number. */
  private static int segment(int which) {
    return 1 + (which - 1) * SMSS;
  }

  /** A duplicate, and whether the first segment is to be sent again. */
  private void duplicate(int una, int next, int inFlight, boolean resend, String why) {
    story.add("duplicate ACK %d, SND.NXT %d, %d on their way".formatted(una, next, inFlight));
    boolean said = recovery.duplicate(number(una), number(next), inFlight);
    assertThat(after("duplicate(), whether to send the first again", why), said, equalTo(resend));
  }

  /** Duplicates of which none makes the first segment go again. */
  private void duplicates(int times, int una, int next, int inFlight, String why) {
    for (int i = 0; i < times; i++) {
      duplicate(una, next, inFlight, false, why);
    }
  }

  /** Segments 1 to 10 are on their way, and the first one is lost. ssthresh 5000, cwnd 8000. */
  private void recover() {
    duplicates(2, segment(1), segment(11), 10 * SMSS, "only the third tells of a loss");
    duplicate(segment(1), segment(11), 10 * SMSS, true, "RFC 5681 section 2: the third");
    assertRecovering(true, "RFC 6582 section 3.2 step 2");
    assertThreshold(5 * SMSS, "RFC 5681 section 3.2 step 2: half of what was on its way");
    assertWindow(8 * SMSS, "RFC 5681 section 3.2 step 3: ssthresh + 3 * SMSS");
  }

  /** An ACK for something new, and whether the first segment is to be sent again. */
  private void acknowledged(int ack, int bytes, int inFlight, boolean resend, String why) {
    story.add("ACK %d for %d bytes, %d on their way".formatted(ack, bytes, inFlight));
    boolean said = recovery.acknowledged(number(ack), bytes, inFlight);
    assertThat(
        after("acknowledged(), whether to send the first again", why), said, equalTo(resend));
  }

  private void timedOut(int next) {
    story.add("a time-out, SND.NXT " + next);
    recovery.timedOut(number(next));
  }

  private String after(String what, String why) {
    return what + ": " + why + "; with numbers from our ISS on, after" + story;
  }

  private void assertWindow(int expected, String why) {
    assertThat(after("cwnd", why), window.size(), equalTo(expected));
  }

  private void assertThreshold(int expected, String why) {
    assertThat(after("ssthresh", why), window.threshold(), equalTo(expected));
  }

  private void assertRecovering(boolean expected, String why) {
    assertThat(after("isRecovering()", why), recovery.isRecovering(), equalTo(expected));
  }

  private void assertLimitedTransmit(int expected, String why) {
    assertThat(after("limitedTransmit()", why), recovery.limitedTransmit(), equalTo(expected));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at the start, there is no recovery")
  void atTheStart() {
    assertThat("isRecovering()", recovery.isRecovering(), equalTo(false));
    assertThat("limitedTransmit()", recovery.limitedTransmit(), equalTo(0));
  }

  @Test
  @Order(2)
  @DisplayName("the first two duplicates change nothing but what may be sent beyond the window")
  void twoDuplicates() {
    duplicate(1, segment(11), 10 * SMSS, false, "only the third tells of a loss");
    assertLimitedTransmit(SMSS, "RFC 3042: one segment has left the network");
    duplicate(1, segment(12), 11 * SMSS, false, "only the third tells of a loss");
    assertLimitedTransmit(2 * SMSS, "RFC 3042: two segments have left the network");
    assertRecovering(false, "only the third tells of a loss");
    assertWindow(10 * SMSS, "RFC 5681 section 3.2 step 1: cwnd must not change");
    assertThreshold(CongestionWindow.NO_THRESHOLD, "only the third tells of a loss");
  }

  @Test
  @Order(3)
  @DisplayName("the third: the first segment goes again, and the window is halved")
  void thirdDuplicate() {
    recover();
    assertLimitedTransmit(0, "from now on the window itself grows");
  }

  @Test
  @Order(4)
  @DisplayName("half of what was on its way at the first duplicate: limited transmit is left out")
  void flightSizeAtTheFirst() {
    duplicate(1, segment(11), 10 * SMSS, false, "only the third tells of a loss");
    duplicate(1, segment(12), 11 * SMSS, false, "only the third tells of a loss");
    duplicate(1, segment(13), 12 * SMSS, true, "RFC 5681 section 2: the third");
    String why = "RFC 5681 section 3.2 step 2: limited transmit is not included";
    assertThreshold(5 * SMSS, why);
    assertWindow(8 * SMSS, "RFC 5681 section 3.2 step 3: ssthresh + 3 * SMSS");
  }

  @Test
  @Order(5)
  @DisplayName("the threshold is two segments at least, and the window three more")
  void smallFlight() {
    duplicates(2, 1, segment(4), 3 * SMSS, "only the third tells of a loss");
    duplicate(1, segment(4), 3 * SMSS, true, "RFC 5681 section 2: the third");
    assertThreshold(2 * SMSS, "RFC 5681 equation (4): two segments at least");
    assertWindow(5 * SMSS, "RFC 5681 section 3.2 step 3: ssthresh + 3 * SMSS");
  }

  @Test
  @Order(6)
  @DisplayName("a new acknowledgment between them: counting starts anew")
  void notInARow() {
    duplicates(2, 1, segment(11), 10 * SMSS, "only the third tells of a loss");
    acknowledged(segment(2), SMSS, 9 * SMSS, false, "outside of a recovery");
    assertLimitedTransmit(0, "no duplicates since the last new acknowledgment");
    duplicates(2, segment(2), segment(11), 9 * SMSS, "the first two since a new acknowledgment");
    assertRecovering(false, "the first two since a new acknowledgment");
    duplicate(segment(2), segment(11), 9 * SMSS, true, "the third since a new acknowledgment");
    assertThreshold(4500, "RFC 5681 equation (4): half of what was on its way");
  }

  @Test
  @Order(7)
  @DisplayName("outside of a recovery, the window grows with what is acknowledged")
  void growsAsUsual() {
    acknowledged(segment(2), SMSS, 9 * SMSS, false, "outside of a recovery");
    assertWindow(11 * SMSS, "RFC 5681 section 3.1: slow start");
  }

  @Test
  @Order(8)
  @DisplayName("each duplicate after the third lets the window grow by a segment")
  void inflating() {
    recover();
    for (int i = 4; i <= 9; i++) {
      duplicate(1, segment(11), 10 * SMSS, false, "it has been sent again already");
      assertWindow((5 + i) * SMSS, "RFC 5681 section 3.2 step 4: one SMSS for duplicate " + i);
    }
    assertThreshold(5 * SMSS, "it is lowered once for each loss");
    assertLimitedTransmit(0, "the window itself grows");
  }

  @ParameterizedTest(name = "{0} on their way: cwnd = {1}")
  @Order(9)
  @DisplayName("a full acknowledgment ends the recovery, without a burst")
  @CsvSource({
    "0, 2000", // nothing is on its way: two segments may go
    "500, 2000",
    "1000, 2000",
    "1001, 2001", // what is on its way, and one more
    "3000, 4000",
    "4000, 5000", // ssthresh
    "4001, 5000",
    "9000, 5000"
  })
  void fullAcknowledgment(int inFlight, int cwnd) {
    recover();
    duplicates(6, 1, segment(11), 10 * SMSS, "it has been sent again already");
    assertWindow(14 * SMSS, "RFC 5681 section 3.2 step 4");
    acknowledged(segment(11), 10 * SMSS, inFlight, false, "a full acknowledgment: all arrived");
    assertRecovering(false, "RFC 6582 section 3.2 step 3: a full acknowledgment ends it");
    assertWindow(
        cwnd,
        "RFC 6582 section 3.2 step 3: min(ssthresh, max(FlightSize, SMSS) + SMSS), ssthresh 5000");
    assertThreshold(5 * SMSS, "it stays");
  }

  @Test
  @Order(12)
  @DisplayName("full is all that was sent before the loss was found, what came later or not")
  void fullOrPartial() {
    recover(); // SND.NXT is 10001
    acknowledged(segment(11) - 1, 9999, 2 * SMSS, true, "partial: one byte is missing");
    assertRecovering(true, "a partial acknowledgment does not end it");
    acknowledged(segment(12), 1001, SMSS, false, "full: some of what was sent since, too");
    assertRecovering(false, "a full acknowledgment ends it");
  }

  @Test
  @Order(11)
  @DisplayName("after the end, the window grows slowly, from the threshold on")
  void avoidanceAfterwards() {
    recover();
    acknowledged(segment(11), 10 * SMSS, 6 * SMSS, false, "a full acknowledgment");
    assertWindow(5 * SMSS, "what a full acknowledgment acknowledges does not count for growth");
    acknowledged(segment(15), 4 * SMSS, 2 * SMSS, false, "outside of a recovery");
    assertWindow(5 * SMSS, "congestion avoidance: 4000 of 5000 acknowledged");
    acknowledged(segment(16), SMSS, SMSS, false, "outside of a recovery");
    assertWindow(6 * SMSS, "congestion avoidance: 5000 of 5000 acknowledged");
  }

  @ParameterizedTest(name = "a partial one for {0} bytes: cwnd = {1}")
  @Order(10)
  @DisplayName("a partial acknowledgment: the next hole is filled, and the window shrinks")
  @CsvSource({
    "1, 9999", // less than a segment: nothing is added
    "999, 9001",
    "1000, 10000", // one segment has left, and one comes instead
    "1001, 9999",
    "3000, 8000",
    "9000, 2000"
  })
  void partialAcknowledgment(int bytes, int cwnd) {
    recover();
    duplicates(2, 1, segment(11), 10 * SMSS, "it has been sent again already");
    assertWindow(10 * SMSS, "RFC 5681 section 3.2 step 4");
    acknowledged(1 + bytes, bytes, 10 * SMSS - bytes, true, "partial: the next hole is known now");
    assertWindow(
        cwnd,
        "RFC 6582 section 3.2 step 3: less what was acknowledged; plus SMSS if that was SMSS");
    assertRecovering(true, "RFC 6582 section 3.2 step 3: a partial one does not end it");
    assertThreshold(5 * SMSS, "it stays");
  }

  @Test
  @Order(13)
  @DisplayName("a partial acknowledgment for more than the window leaves one segment")
  void shrinksToASegment() {
    recover(); // the other duplicates got lost
    acknowledged(segment(10), 9 * SMSS, SMSS, true, "partial: the next hole is known now");
    assertWindow(SMSS, "8000 - 9000 + 1000 is 0; but less than one segment is no window");
  }

  @Test
  @Order(14)
  @DisplayName("after a partial acknowledgment, duplicates go on inflating the window")
  void duplicatesAfterAPartialOne() {
    recover();
    acknowledged(segment(5), 4 * SMSS, 6 * SMSS, true, "partial: the next hole is known now");
    assertWindow(5 * SMSS, "RFC 6582 section 3.2 step 3: 8000 - 4000 + 1000");
    duplicates(3, segment(5), segment(14), 9 * SMSS, "segment 5 has been sent again already");
    assertWindow(8 * SMSS, "RFC 5681 section 3.2 step 4: one SMSS for each");
    assertThreshold(5 * SMSS, "it is lowered once for all losses of one flight");
    acknowledged(segment(8), 3 * SMSS, 6 * SMSS, true, "another partial one: one more hole");
    assertWindow(6 * SMSS, "RFC 6582 section 3.2 step 3: 8000 - 3000 + 1000");
  }

  @Test
  @Order(15)
  @DisplayName("duplicates of what was sent before the loss was found do not halve it again")
  void notTwiceForOneLoss() {
    recover();
    acknowledged(segment(11), 10 * SMSS, 4 * SMSS, false, "a full acknowledgment");
    String why = "RFC 6582 section 3.2 step 2: SND.UNA does not cover more than recover";
    duplicates(5, segment(11), segment(15), 4 * SMSS, why);
    assertRecovering(false, why);
    assertThreshold(5 * SMSS, why);
    assertWindow(5 * SMSS, why);
    acknowledged(segment(11) + 1, 1, 4 * SMSS - 1, false, "outside of a recovery");
    duplicates(2, segment(11) + 1, segment(15), 4 * SMSS, "only the third tells of a loss");
    duplicate(
        segment(11) + 1, segment(15), 4 * SMSS, true, "SND.UNA covers more than recover by now");
    assertThreshold(2 * SMSS, "RFC 5681 equation (4): half of 4000");
  }

  @Test
  @Order(16)
  @DisplayName("a time-out ends the recovery; duplicates of what it sends again do not count")
  void timeOut() {
    recover();
    duplicates(2, 1, segment(11), 10 * SMSS, "it has been sent again already");
    timedOut(segment(13));
    assertRecovering(false, "RFC 6582 section 3.2 step 4: a time-out ends it");
    assertLimitedTransmit(0, "counting starts anew");
    window.set(SMSS);
    String why = "RFC 6582 section 3.2 step 4: recover is SND.NXT at the time-out";
    duplicates(4, 1, segment(13), SMSS, why);
    assertWindow(SMSS, why);
    acknowledged(segment(13) - 1, segment(12), SMSS, false, "outside of a recovery");
    duplicates(4, segment(13) - 1, segment(15), 2 * SMSS, why);
    acknowledged(segment(13), 1, 2 * SMSS, false, "outside of a recovery");
    duplicates(4, segment(13), segment(15), 2 * SMSS, why);
    assertThreshold(5 * SMSS, why);
    acknowledged(segment(14), SMSS, SMSS, false, "outside of a recovery");
    duplicates(2, segment(14), segment(18), 4 * SMSS, "only the third tells of a loss");
    duplicate(segment(14), segment(18), 4 * SMSS, true, "SND.UNA covers more than recover by now");
    assertRecovering(true, "RFC 6582 section 3.2 step 2");
  }

  @Test
  @Order(17)
  @DisplayName("a time-out between duplicates: counting starts anew")
  void timeOutBetween() {
    acknowledged(segment(2), SMSS, 9 * SMSS, false, "outside of a recovery");
    duplicates(2, segment(2), segment(11), 9 * SMSS, "only the third tells of a loss");
    timedOut(segment(11));
    assertLimitedTransmit(0, "counting starts anew");
  }

  /**
   * Ten segments are on their way, and the first is lost. The other nine, and the two of limited
   * transmit, make eleven duplicates.
   *
   * <pre>
   *   arrives   answer        ssthresh    cwnd   then sent   in flight
   *      2      duplicate 1         -    10000       11         11000
   *      3      duplicate 2         -    10000       12         12000
   *      4      duplicate 3      5000     8000   again 1        12000
   *      5-8    duplicates 4-7   5000    12000        -         12000
   *      9      duplicate 8      5000    13000       13         13000
   *     10      duplicate 9      5000    14000       14         14000
   *     11, 12  duplicates 10-11 5000    16000   15, 16         16000
   *      1      ACK 12001        5000     5000       17          5000
   * </pre>
   */
  @Test
  @Order(18)
  @DisplayName("a walk through a loss: one of ten segments")
  void oneOfTen() {
    duplicate(1, segment(11), 10_000, false, "segment 2 has arrived");
    assertLimitedTransmit(1000, "segment 11 goes");
    duplicate(1, segment(12), 11_000, false, "segment 3 has arrived");
    assertLimitedTransmit(2000, "segment 12 goes");
    duplicate(1, segment(13), 12_000, true, "segment 4 has arrived; the third");
    assertThreshold(5000, "half of 10000");
    assertWindow(8000, "5000 + 3 * 1000");
    duplicates(4, 1, segment(13), 12_000, "segments 5 to 8 have arrived");
    assertWindow(12_000, "8000 + 4 * 1000: nothing new can go yet");
    duplicate(1, segment(13), 12_000, false, "segment 9 has arrived");
    assertWindow(13_000, "segment 13 goes");
    duplicate(1, segment(14), 13_000, false, "segment 10 has arrived");
    assertWindow(14_000, "segment 14 goes");
    duplicate(1, segment(15), 14_000, false, "segment 11 has arrived");
    duplicate(1, segment(16), 15_000, false, "segment 12 has arrived");
    assertWindow(16_000, "segments 15 and 16 go");
    // Only now segment 1 arrives, which was sent after 12. 13 to 16 are on their way.
    acknowledged(segment(13), 12_000, 4000, false, "all that was sent before has arrived");
    assertRecovering(false, "a full acknowledgment");
    assertWindow(5000, "min(5000, 4000 + 1000): segment 17 goes");
    assertThreshold(5000, "half of what was on its way");
  }

  /**
   * Ten segments are on their way, and 1 and 5 are lost.
   *
   * <pre>
   *   arrives   answer        ssthresh    cwnd   then sent   in flight
   *      2      duplicate 1         -    10000       11         11000
   *      3      duplicate 2         -    10000       12         12000
   *      4      duplicate 3      5000     8000   again 1        12000
   *      6-9    duplicates 4-7   5000    12000        -         12000
   *     10      duplicate 8      5000    13000       13         13000
   *     11, 12  duplicates 9-10  5000    15000   14, 15         15000
   *      1      ACK 4001         5000    12000   again 5, 16    12000
   *     13-15   duplicates 1-3   5000    15000   17, 18, 19     15000
   *      5      ACK 15001        5000     5000       20          5000
   * </pre>
   */
  @Test
  @Order(19)
  @DisplayName("a walk through a loss: two of ten segments")
  void twoOfTen() {
    duplicate(1, segment(11), 10_000, false, "segment 2 has arrived");
    duplicate(1, segment(12), 11_000, false, "segment 3 has arrived");
    duplicate(1, segment(13), 12_000, true, "segment 4 has arrived; the third");
    duplicates(4, 1, segment(13), 12_000, "segments 6 to 9 have arrived");
    duplicate(1, segment(13), 12_000, false, "segment 10 has arrived");
    assertWindow(13_000, "5000 + 8 * 1000: segment 13 goes");
    duplicate(1, segment(14), 13_000, false, "segment 11 has arrived");
    duplicate(1, segment(15), 14_000, false, "segment 12 has arrived");
    assertWindow(15_000, "5000 + 10 * 1000: segments 14 and 15 go");
    // Segment 1 arrives, which was sent after 12. 5 to 15 are not acknowledged.
    acknowledged(segment(5), 4000, 11_000, true, "partial: segment 5 is missing, too");
    assertRecovering(true, "a partial acknowledgment");
    assertWindow(12_000, "15000 - 4000 + 1000: segment 16 goes after 5");
    duplicate(segment(5), segment(17), 12_000, false, "segment 13 has arrived");
    duplicate(segment(5), segment(18), 13_000, false, "segment 14 has arrived");
    duplicate(segment(5), segment(19), 14_000, false, "segment 15 has arrived");
    assertWindow(15_000, "12000 + 3 * 1000: segments 17, 18 and 19 go");
    // Segment 5 arrives, which was sent before 16. 16 to 19 are on their way.
    acknowledged(segment(16), 11_000, 4000, false, "all that was sent before has arrived");
    assertRecovering(false, "a full acknowledgment");
    assertWindow(5000, "min(5000, 4000 + 1000): segment 20 goes");
    assertThreshold(5000, "lowered once for both losses");
  }

  @Test
  @Order(20)
  @DisplayName("also after more than 2 GB without a loss, the third duplicate tells of one")
  void longAfterTheLastLoss() {
    int gigabyte = 1 << 30;
    for (int i = 1; i <= 3; i++) {
      acknowledged(i * gigabyte, gigabyte, 9 * SMSS, false, "outside of a recovery");
      recovery.keepUp(number(i * gigabyte));
    }
    int una = 3 * gigabyte;
    duplicates(2, una, una + 10 * SMSS, 10 * SMSS, "only the third tells of a loss");
    duplicate(una, una + 10 * SMSS, 10 * SMSS, true, "the numbers have gone round since recover");
  }

  @Test
  @Order(21)
  @DisplayName("while a loss is being repaired, recover stays where it is")
  void recoverStays() {
    recover();
    recovery.keepUp(number(segment(4)));
    acknowledged(segment(4), 3 * SMSS, 6 * SMSS, true, "a partial acknowledgment");
    assertRecovering(true, "segments up to 10 were on their way");
  }

  @Test
  @Order(22)
  @DisplayName("what has arrived of a flight that timed out does not move recover back")
  void recoverIsAhead() {
    timedOut(segment(11));
    acknowledged(segment(3), 2 * SMSS, SMSS, false, "outside of a recovery");
    recovery.keepUp(number(segment(3)));
    duplicates(3, segment(3), segment(11), 2 * SMSS, "RFC 6582 section 3.2 step 2: before recover");
  }

  /** Wherever in the first eleven segments the numbers do so. */
  @ParameterizedTest(name = "past {0}")
  @Order(23)
  @DisplayName("numbers that go past 2^31 or 2^32 are compared as SequenceNumber does it, not by <")
  @ValueSource(strings = {"2^31", "2^32"})
  void wrapAround(String where) {
    for (int before = 0; before <= 12 * SMSS; before += SMSS / 2) {
      start((where.equals("2^31") ? Integer.MIN_VALUE : 0) - before);
      story.add("our ISS is %d before %s".formatted(before, where));
      recover();
      acknowledged(segment(5), 4 * SMSS, 6 * SMSS, true, "partial, it is before recover");
      acknowledged(segment(11), 6 * SMSS, SMSS, false, "full, it is at recover");
      duplicates(3, segment(11), segment(12), SMSS, "SND.UNA is at recover");
      acknowledged(segment(12), SMSS, SMSS, false, "outside of a recovery");
      duplicates(2, segment(12), segment(13), SMSS, "only the third tells of a loss");
      duplicate(segment(12), segment(13), SMSS, true, "SND.UNA is after recover");
    }
  }

  @Test
  @Order(24)
  @DisplayName("after a full acknowledgment, duplicates are counted from one again")
  void countedAnew() {
    recover();
    acknowledged(segment(11), 10 * SMSS, 0, false, "a full one");
    duplicates(2, segment(12), segment(20), 8 * SMSS, "the first two after it");
    duplicate(segment(12), segment(20), 8 * SMSS, true, "RFC 5681 section 2: the third");
  }
}
