package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;

@Order(4)
@Exercise("8.4")
@DisplayName("One segment in place of forty")
class SuperSegmentTest {

  @ParameterizedTest(name = "{0} bytes, segments of {1}: {3}")
  @Order(1)
  @CsvSource({
    "1460, 1460, 1460, exactly one segment",
    "2920, 1460, 2920, exactly two",
    "500, 1460, 500, less than one: all of it",
    "0, 1460, 0, nothing to send",
    "1461, 1460, 1460, one byte more than a segment",
    "2919, 1460, 1460, one byte less than two",
    "4000, 1460, 2920, two segments and a half",
    "14600, 1448, 14480, segments with 12 bytes of options",
  })
  @DisplayName("textAtOnce: only full segments, if a small one may not go")
  void fullSegments(int available, int segmentText, int expected, String what) {
    assertThat(
        "%s: how much of %d bytes goes".formatted(what, available),
        SuperSegment.textAtOnce(available, segmentText, false),
        is(expected));
  }

  @ParameterizedTest(name = "{0} bytes, segments of {1}")
  @Order(2)
  @CsvSource({"4000, 1460", "1461, 1460", "500, 1460", "2920, 1460", "0, 1460", "65455, 1460"})
  @DisplayName("textAtOnce: all of it, if a small segment may go and all fits into a packet")
  void smallEnd(int available, int segmentText) {
    assertThat(
        "a small segment may go at the end: how much of %d bytes goes".formatted(available),
        SuperSegment.textAtOnce(available, segmentText, true),
        is(available));
  }

  @ParameterizedTest(name = "{0} bytes, segments of {1}, a small one at the end: {2}")
  @Order(3)
  @CsvSource({
    "65455, 1460, false, 64240",
    "100000, 1460, false, 64240",
    "1073741824, 1460, false, 64240",
    "200000, 1448, false, 65160",
    "70000, 100, false, 65400",
    "70000, 33000, false, 33000",
    "100000, 1460, true, 64240",
    "65456, 1460, true, 64240",
  })
  @DisplayName("textAtOnce: no more than an IPv4 packet holds, and then full segments only")
  void notTooLarge(int available, int segmentText, boolean smallEnd, int expected) {
    assertThat(
        "a packet has room for 65455 bytes: how much of %d goes".formatted(available),
        SuperSegment.textAtOnce(available, segmentText, smallEnd),
        is(expected));
  }

  @ParameterizedTest(name = "{0} bytes, segments of {1}")
  @Order(4)
  @CsvSource({
    "1460, 1460, 1",
    "1, 1460, 1",
    "0, 1460, 1",
    "1461, 1460, 2",
    "64240, 1460, 44",
    "2920, 1460, 2"
  })
  @DisplayName("segments: how many there will be on the wire")
  void segments(int text, int segmentText, int expected) {
    assertThat(
        "%d bytes: how many segments".formatted(text),
        SuperSegment.segments(text, segmentText),
        is(expected));
  }

  @ParameterizedTest(name = "{0} bytes, segments of {1}")
  @Order(5)
  @CsvSource({
    "0, 1460, 0",
    "100, 1460, 0",
    "1460, 1460, 0",
    "1461, 1460, 1460",
    "64240, 1448, 1448"
  })
  @DisplayName("leave: the link is asked to cut what is larger than one segment, and nothing else")
  void leave(int text, int segmentText, int expected) {
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.allocate(20 + text));
    SuperSegment.leave(frame, text, segmentText);
    assertThat(
        "%d bytes of text: the segment size that the link is asked for".formatted(text),
        frame.segmentSize(),
        is(expected));
  }
}
