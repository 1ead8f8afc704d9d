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
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(50)
@Exercise("6.9")
@DisplayName("When an acknowledgment may wait")
class DelayedAckTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long NOW = 7_000 * MILLISECOND;

  private final LoopClock clock = new LoopClock();
  private final DelayedAck ack = new DelayedAck(clock);

  @BeforeEach
  void start() {
    clock.set(NOW);
  }

  private static String inWords(boolean mayWait) {
    return mayWait ? "true, it may wait" : "false, it has to go now";
  }

  /** When the ACK has to go, for instance {@code after 40 ms}, counted from the first text. */
  private static String inWords(long deadline) {
    if (deadline == FrameReceiver.NEVER) {
      return "never";
    }
    return "after %.0f ms".formatted((deadline - NOW) / (double) MILLISECOND);
  }

  /** Text in order, without a hole anywhere. */
  private void inOrder(int... lengths) {
    for (int length : lengths) {
      ack.received(length, length, false);
    }
  }

  private void assertMayWait(String why, boolean expected) {
    assertThat("mayWait(): " + why, inWords(ack.mayWait()), equalTo(inWords(expected)));
  }

  /** At a time, counted from the first text. */
  private void assertMayWait(long nanosLater, String why, boolean expected) {
    clock.set(NOW + nanosLater);
    assertMayWait(why, expected);
  }

  private void assertDeadline(String why, long expected) {
    assertThat("deadline(): " + why, inWords(ack.deadline()), equalTo(inWords(expected)));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at first there is no deadline")
  void atFirst() {
    assertDeadline("nothing waits", FrameReceiver.NEVER);
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(2)
  @DisplayName("a single segment may wait")
  @ValueSource(ints = {1, 100, 536, 1000, 1460, 9000})
  void single(int length) {
    inOrder(length);
    assertMayWait("a single segment is less than two (RFC 5681 section 4.2)", true);
  }

  @ParameterizedTest(name = "{0} bytes each")
  @Order(3)
  @DisplayName("the second full-sized segment is acknowledged at once (RFC 5681 section 4.2)")
  @ValueSource(ints = {536, 1000, 1460, 9000})
  void second(int size) {
    for (int pair = 1; pair <= 50; pair++) {
      inOrder(size);
      assertMayWait("the first of pair " + pair, true);
      inOrder(size);
      assertMayWait("the second of pair " + pair, false);
      ack.sent();
    }
  }

  @Test
  @Order(5)
  @DisplayName("small segments wait until there is as much as two full-sized ones")
  void small() {
    for (int bytes = 1; bytes < 2 * 536; bytes++) {
      inOrder(1);
      assertMayWait(bytes + " bytes have come, one at a time, and 536 are full size", true);
    }
    inOrder(1);
    assertMayWait("1072 bytes have come, one at a time, and 536 are full size", false);
  }

  @Test
  @Order(4)
  @DisplayName("full-sized is as large as the largest segment that has come")
  void largestCounts() {
    inOrder(1460);
    ack.sent();
    inOrder(1000, 1000, 919);
    assertMayWait("2919 bytes, and the largest segment ever was 1460", true);
    inOrder(1);
    assertMayWait("2920 bytes, and the largest segment ever was 1460", false);
    ack.sent();
    inOrder(2000, 1999);
    assertMayWait("3999 bytes, and the largest segment ever is 2000", true);
  }

  @Test
  @Order(6)
  @DisplayName("text after a hole is acknowledged at once: the peer counts duplicates")
  void hole() {
    ack.received(1460, 0, true);
    assertMayWait("there is a hole before this text (RFC 5681 section 4.2)", false);
  }

  @Test
  @Order(7)
  @DisplayName("text that fills a hole is acknowledged at once")
  void holeFilled() {
    ack.received(100, 0, true);
    ack.sent();
    ack.received(100, 200, true);
    assertMayWait("this text has filled a hole (RFC 5681 section 4.2)", false);
    ack.sent();
    inOrder(100);
    assertMayWait("no hole is left", true);
  }

  @Test
  @Order(7)
  @DisplayName("text in order, while there is a hole after it, is acknowledged at once")
  void holeStays() {
    ack.received(100, 100, true);
    assertMayWait("there is a hole after this text (RFC 5681 section 4.2)", false);
  }

  @Test
  @Order(7)
  @DisplayName("what was waiting after the hole does not make the segment larger")
  void holeFilledIsNoSegment() {
    ack.received(1000, 9000, true);
    ack.sent();
    inOrder(1000, 1000);
    assertMayWait("two segments of 1000 bytes, the largest that have come", false);
  }

  @Test
  @Order(8)
  @DisplayName("text that was there already is acknowledged at once: our ACK was lost")
  void duplicate() {
    ack.received(100, 0, false);
    assertMayWait("RCV.NXT has not moved", false);
    ack.sent();
    inOrder(100);
    ack.received(100, 0, false);
    assertMayWait("RCV.NXT has not moved with the second segment", false);
  }

  @Test
  @Order(8)
  @DisplayName("of text that was there in part, only what is new waits")
  void overlap() {
    inOrder(1000);
    ack.received(1000, 500, false);
    assertMayWait("1500 bytes wait: 1000, and the 500 by which RCV.NXT has moved then", true);
    inOrder(499);
    assertMayWait("1999 bytes wait", true);
    inOrder(1);
    assertMayWait("2000 bytes wait, and 1000 are full size", false);
  }

  @ParameterizedTest(name = "moved by {0}, holes: {1}")
  @Order(9)
  @DisplayName("what is urgent stays so until an ACK is sent, whatever comes")
  @CsvSource({"0, true", "0, false", "10, true"})
  void urgentUntilSent(int moved, boolean holes) {
    ack.received(10, moved, holes);
    inOrder(10);
    assertMayWait("the segment before this one was urgent", false);
    assertMayWait("asked again", false);
    ack.sent();
    inOrder(10);
    assertMayWait("an ACK has been sent since", true);
  }

  @Test
  @Order(10)
  @DisplayName("what is due for no text, a FIN or a probe, never waits")
  void nothingWaits() {
    assertMayWait("no text has come: the ACK is for something else", false);
    assertDeadline("nothing waits", FrameReceiver.NEVER);
    inOrder(100);
    ack.sent();
    assertMayWait("no text has come since the last ACK", false);
    assertDeadline("nothing waits", FrameReceiver.NEVER);
  }

  @Test
  @Order(11)
  @DisplayName("it waits for 40 ms, and no longer (RFC 9293 section 3.8.6.3, MUST-40)")
  void deadline() {
    inOrder(100);
    assertDeadline("40 ms from the text that waits", NOW + DelayedAck.DELAY);
    assertMayWait("at first", true);
    assertDeadline("asking does not change it", NOW + DelayedAck.DELAY);
    assertMayWait(39 * MILLISECOND, "after 39 ms", true);
    assertMayWait(40 * MILLISECOND - 1, "1 ns before 40 ms are over", true);
    assertMayWait(40 * MILLISECOND, "after 40 ms, the time is over", false);
    assertMayWait(41 * MILLISECOND, "after 41 ms, the time is over", false);
  }

  @Test
  @Order(12)
  @DisplayName("more text does not put the deadline off: it counts from the first that waits")
  void notRenewed() {
    inOrder(1);
    clock.set(NOW + 30 * MILLISECOND);
    inOrder(1);
    assertDeadline("a byte came, and another one 30 ms later", NOW + 40 * MILLISECOND);
    assertMayWait(39 * MILLISECOND, "after 39 ms, with a byte at 0 ms and one at 30 ms", true);
    assertMayWait(40 * MILLISECOND, "after 40 ms, with a byte at 0 ms and one at 30 ms", false);
  }

  @Test
  @Order(13)
  @DisplayName("nor does text that comes all the time")
  void neverRenewed() {
    for (int elapsed = 0; elapsed < 40; elapsed++) {
      clock.set(NOW + elapsed * MILLISECOND);
      inOrder(1);
      assertMayWait("after " + elapsed + " ms, with a byte each", true);
      assertDeadline("after " + elapsed + " ms, with a byte each", NOW + 40 * MILLISECOND);
    }
    clock.set(NOW + 40 * MILLISECOND);
    inOrder(1);
    assertMayWait("after 40 ms, with a byte each", false);
  }

  @Test
  @Order(14)
  @DisplayName("an ACK that is sent, alone or with data, ends the wait; the next has its own 40 ms")
  void sent() {
    inOrder(536, 535);
    assertMayWait("1071 bytes", true);
    ack.sent();
    assertDeadline("an ACK was sent", FrameReceiver.NEVER);
    clock.set(NOW + 100 * MILLISECOND);
    inOrder(536, 535);
    assertMayWait("1071 bytes since the ACK", true);
    assertDeadline(
        "the ACK went, and 100 ms after the first text more came", NOW + 140 * MILLISECOND);
    assertMayWait(139 * MILLISECOND, "39 ms after it", true);
    assertMayWait(140 * MILLISECOND, "40 ms after it", false);
    ack.sent();
    assertDeadline("an ACK was sent", FrameReceiver.NEVER);
    clock.set(NOW + 200 * MILLISECOND);
    inOrder(1);
    assertDeadline("once more, 200 ms after the first text", NOW + 240 * MILLISECOND);
    assertMayWait("a third wait begins, though the time of the second was over", true);
  }
}
