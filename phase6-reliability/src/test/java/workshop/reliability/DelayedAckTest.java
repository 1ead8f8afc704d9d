package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

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

  private boolean mayWait(long now) {
    clock.set(now);
    return ack.mayWait();
  }

  /** Text in order, without a hole anywhere. */
  private void inOrder(int... lengths) {
    for (int length : lengths) {
      ack.received(length, length, false);
    }
  }

  private void assertMayWait(String why, boolean expected) {
    assertThat("mayWait(): " + why, ack.mayWait(), equalTo(expected));
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at first there is no deadline")
  void atFirst() {
    assertThat("deadline()", ack.deadline(), equalTo(FrameReceiver.NEVER));
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
  @Order(4)
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
  @Order(5)
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
    ack.sent();
    ack.received(100, 100, true);
    assertMayWait("in order, but there is a hole after this text", false);
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
    assertMayWait("no text has come", false);
    assertThat("deadline()", ack.deadline(), equalTo(FrameReceiver.NEVER));
    inOrder(100);
    ack.sent();
    assertMayWait("no text has come since the last ACK", false);
    assertThat("deadline()", ack.deadline(), equalTo(FrameReceiver.NEVER));
  }

  @Test
  @Order(11)
  @DisplayName("it waits for 40 ms, and no longer (RFC 9293 section 3.8.6.3, MUST-40)")
  void deadline() {
    inOrder(100);
    assertThat("deadline()", ack.deadline(), equalTo(NOW + 40 * MILLISECOND));
    assertMayWait("at first", true);
    assertThat("deadline(), asked again", ack.deadline(), equalTo(NOW + 40 * MILLISECOND));
    assertThat("before 500 ms", ack.deadline() - NOW, lessThan(500 * MILLISECOND));
    assertThat("after 39 ms", mayWait(NOW + 39 * MILLISECOND), equalTo(true));
    assertThat("1 ns before 40 ms", mayWait(NOW + 40 * MILLISECOND - 1), equalTo(true));
    assertThat("after 40 ms", mayWait(NOW + 40 * MILLISECOND), equalTo(false));
    assertThat("after 41 ms", mayWait(NOW + 41 * MILLISECOND), equalTo(false));
  }

  @Test
  @Order(12)
  @DisplayName("more text does not put the deadline off")
  void notRenewed() {
    for (int elapsed = 0; elapsed < 40; elapsed++) {
      clock.set(NOW + elapsed * MILLISECOND);
      inOrder(1);
      assertThat(
          "after " + elapsed + " ms, with a byte each",
          mayWait(NOW + elapsed * MILLISECOND),
          equalTo(true));
      assertThat(
          "deadline() after " + elapsed + " ms, counted from the first byte",
          ack.deadline(),
          equalTo(NOW + 40 * MILLISECOND));
    }
    inOrder(1);
    assertThat("after 40 ms, with a byte each", mayWait(NOW + 40 * MILLISECOND), equalTo(false));
  }

  @Test
  @Order(13)
  @DisplayName("an ACK that is sent, alone or with data, ends the wait; the next has its own 40 ms")
  void sent() {
    inOrder(536, 535);
    assertMayWait("1071 bytes", true);
    ack.sent();
    assertThat("deadline() after an ACK", ack.deadline(), equalTo(FrameReceiver.NEVER));
    long later = NOW + 100 * MILLISECOND;
    clock.set(later);
    inOrder(536, 535);
    assertThat("mayWait(): 1071 bytes since the ACK", mayWait(later), equalTo(true));
    assertThat("deadline()", ack.deadline(), equalTo(later + 40 * MILLISECOND));
    ack.sent();
    assertThat("deadline() after an ACK", ack.deadline(), equalTo(FrameReceiver.NEVER));
  }
}
