package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(4)
@Exercise("4.3")
@DisplayName("Options")
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // for a loop that never ends
class TcpOptionsTest {
  private static ByteBuffer options(String hex) {
    return DirectMemory.of(Hex.bytes(hex));
  }

  private static int mss(String hex) {
    return TcpOptions.maximumSegmentSize(options(hex));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(1)
  @DisplayName("the search ends with every length of an option, also with 0 and 255 (-1)")
  @ValueSource(strings = {"fe 00 00 00", "fe 01 01 01", "01 fe ff 00", "01 01 fd fe 00", "fe 80"})
  void comesToAnEnd(String hex) {
    mss(hex); // if it does not, the time-out of this class says so
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @DisplayName("the MSS option is found wherever it stands")
  @CsvSource({
    "02 04 05 b4, 1460",
    "02 04 02 18, 536",
    "02 04 05 b4 02 04 02 18, 1460", // the first of two
    "02 04 00 30, 48",
    "02 04 00 2f, 47",
    "02 04 00 01, 1",
    "02 04 ff ff, 65535", // not -1
    "01 02 04 05 b4, 1460", // after one NOP
    "01 01 01 01 02 04 05 b4, 1460", // after four
    "03 03 07 02 04 05 b4, 1460", // after a window scale
    "fe 02 02 04 05 b4, 1460", // after an unknown option without data
    "fd 06 02 04 00 01 02 04 05 b4, 1460", // after one whose data look like an MSS
    "08 0a 00 00 00 01 00 00 00 00 02 04 05 b4, 1460", // after timestamps
    "02 04 05 b4 04 02 08 0a 00 00 00 01 00 00 00 00 01 03 03 07, 1460", // as Linux sends them
    "02 04 05 b4 fe 00, 1460", // what breaks off after it does not matter
    "02 04 05 b4 fe, 1460",
    "02 04 05 b4 00 ff ff ff, 1460"
  })
  void found(String hex, int expected) {
    assertThat("the MSS (536 if no option is found)", mss(hex), equalTo(expected));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(3)
  @DisplayName("without an MSS option it is 536 (RFC 9293 section 3.7.1)")
  @ValueSource(strings = {"", "00", "01", "01 01 01 01", "03 03 07 01", "fe 02"})
  void absent(String hex) {
    assertThat("the MSS, as if there were no option", mss(hex), equalTo(536));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(4)
  @DisplayName("what stands after the end of the list does not count")
  @ValueSource(
      strings = {
        "00 02 04 05 b4",
        "01 00 02 04 05 b4",
        "03 03 07 00 02 04 05 b4",
        "00 02 02 04 05 b4", // it has no length either
        "01 00 03 ff 02 04 05 b4"
      })
  void endOfList(String hex) {
    assertThat("the MSS, as if there were no option", mss(hex), equalTo(536));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(5)
  @DisplayName("a length of 0 or 1 ends the search: the next option cannot be found")
  @ValueSource(
      strings = {
        "fe 00 02 04 05 b4",
        "fe 01 02 04 05 b4",
        "02 00 05 b4",
        "02 01 05 b4",
        "01 01 fe 00",
        "02 00"
      })
  void lengthTooShort(String hex) {
    assertThat("the MSS, as if there were no option", mss(hex), equalTo(536));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(6)
  @DisplayName("an option that runs past the end of the header is ignored")
  @ValueSource(
      strings = {
        "02",
        "02 04",
        "02 04 05",
        "fe",
        "fe 05 02 04",
        "fe ff 02 04 05 b4",
        "01 01 01 02"
      })
  void runsPastTheEnd(String hex) {
    assertThat("the MSS, as if there were no option", mss(hex), equalTo(536));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(7)
  @DisplayName("an MSS option with a length other than 4 is ignored")
  @ValueSource(strings = {"02 02", "02 03 05", "02 05 05 b4 00", "02 06 05 b4 05 b4"})
  void wrongLength(String hex) {
    assertThat("the MSS, as if there were no option", mss(hex), equalTo(536));
  }

  @Test
  @Order(8)
  @DisplayName("an MSS of 0 is ignored: nothing could ever be sent")
  void zero() {
    assertThat("the MSS, where 0 is told", mss("02 04 00 00"), equalTo(536));
  }

  @Test
  @Order(9)
  @DisplayName("an option is found by its kind: what comes back is its data")
  void findsData() {
    ByteBuffer all = options("01 03 03 07 fe 02 08 0a 00 00 00 01 00 00 00 02 00");
    String where = " in " + Hex.dump(Hex.bytes(all)).strip();
    assertThat("kind 3" + where, TcpOptions.find(all, 3), sameBytes(Hex.bytes("07")));
    assertThat(
        "kind 8" + where, TcpOptions.find(all, 8), sameBytes(Hex.bytes("00 00 00 01 00 00 00 02")));
    assertThat(
        "kind 0xFE (254), without data," + where,
        TcpOptions.find(all, 0xFE),
        sameBytes(new byte[0]));
    assertThat("kind 2, which is not there," + where, TcpOptions.find(all, 2), nullValue());
    assertThat("kind 7, a byte of data only," + where, TcpOptions.find(all, 7), nullValue());
    assertThat("kind 2 in no options at all", TcpOptions.find(TcpOptions.NONE, 2), nullValue());
  }

  @ParameterizedTest(name = "a limit of {0}")
  @Order(10)
  @DisplayName("bytes after the limit are not read")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void heedsTheLimit(int limit) {
    ByteBuffer bytes = options("01 01 02 04 05 b4").limit(limit);
    assertThat("the MSS", TcpOptions.maximumSegmentSize(bytes), equalTo(536));
  }

  @Test
  @Order(11)
  @DisplayName("looking for options leaves the buffer as it was")
  void leavesTheBuffer() {
    ByteBuffer all = options("01 02 04 05 b4");
    assertThat("the MSS", TcpOptions.maximumSegmentSize(all), equalTo(1460));
    assertThat("asked again", TcpOptions.maximumSegmentSize(all), equalTo(1460));
    assertThat("the position", all.position(), equalTo(0));
    assertThat("the limit", all.limit(), equalTo(5));
  }

  @Test
  @Order(12)
  @DisplayName("it never fails and never loops for ever, whatever the bytes are")
  void anyBytes() {
    long seed = 9293;
    Random random = new Random(seed);
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes = new byte[random.nextInt(41)];
      for (int j = 0; j < bytes.length; j++) {
        // Small numbers are the interesting ones: kinds and lengths.
        bytes[j] = (byte) (random.nextBoolean() ? random.nextInt(6) : random.nextInt(256));
      }
      int found = TcpOptions.maximumSegmentSize(DirectMemory.of(bytes));
      if (found < 1 || found > 65535) {
        throw new AssertionError(
            "seed %d: an MSS of %d from%n%s".formatted(seed, found, Hex.dump(bytes)));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(13)
  @Given
  @DisplayName("our own MSS is told in four bytes: kind 2, length 4, the size")
  @CsvSource({"1460, 02 04 05 b4", "536, 02 04 02 18", "65495, 02 04 ff d7"})
  void own(int bytes, String hex) {
    assertThat(TcpOptions.withMaximumSegmentSize(bytes), sameBytes(Hex.bytes(hex)));
  }
}
