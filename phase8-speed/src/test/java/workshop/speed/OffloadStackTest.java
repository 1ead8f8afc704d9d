package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.reliability.Faults;
import workshop.testkit.Exercise;

@Order(12)
@Exercise("8.5")
@DisplayName("The whole stack, with super-segments")
class OffloadStackTest {

  @ParameterizedTest(name = "{0} bytes")
  @Order(1)
  @ValueSource(ints = {0, 1, 1460, 1461, 4000, 65_455, 65_456, 1_000_000})
  @DisplayName("echoes every byte, and both sides close")
  void echoes(int bytes) throws IOException {
    assertEchoes(new TwoStacks(bytes, Faults.NONE, true), bytes);
  }

  @Test
  @Order(2)
  @DisplayName("super-segments or not, no frame on the wire is larger than 1514 bytes")
  void sendsSuperSegments() throws IOException {
    TwoStacks without = new TwoStacks(1_000_000, Faults.NONE, false);
    assertEchoes(without, 1_000_000);
    assertThat("without: the largest frame on the wire", without.largestFrame, is(1514));
    TwoStacks stacks = new TwoStacks(1_000_000, Faults.NONE, true);
    assertEchoes(stacks, 1_000_000);
    assertThat("super-segments", stacks.ofServer.out().superSegments(), greaterThan(10L));
    assertThat("super-segments", stacks.ofClient.out().superSegments(), greaterThan(10L));
    assertThat("the largest frame on the wire", stacks.largestFrame, is(1514));
    assertThat(
        "what the stack has sent, and what was on the wire",
        stacks.ofServer.out().frames() + stacks.ofClient.out().frames(),
        lessThan((long) stacks.frames / 2));
  }

  @ParameterizedTest(name = "loss {0}, reordering {1}, duplicates {2}, seed {3}")
  @Order(4)
  @CsvSource({"0.03, 0, 0, 1", "0.02, 0.05, 0.02, 2", "0, 0.2, 0, 3", "0.1, 0, 0, 4"})
  @DisplayName("a part of a super-segment is lost: that part is sent again, and every byte arrives")
  void losesParts(double loss, double reorder, double duplicate, long seed) throws IOException {
    Faults faults = new Faults(loss, reorder, duplicate, 0, 0, 1_000_000, seed);
    TwoStacks stacks = new TwoStacks(300_000, faults, true);
    stacks.run(600);
    assertThat("aborted", stacks.client.aborted, is(nullValue()));
    assertThat("the first wrong byte", stacks.client.wrong, is(-1));
    assertThat("bytes that came back", stacks.client.received(), is(300_000));
    assertThat("super-segments", stacks.ofServer.out().superSegments(), greaterThan(0L));
  }

  @Test
  @Order(5)
  @DisplayName("frames with a wrong bit are dropped: what comes in is checked")
  void dropsCorrupt() throws IOException {
    TwoStacks stacks = new TwoStacks(300_000, new Faults(0, 0, 0, 0.03, 0.01, 0, 5), true);
    stacks.run(600);
    assertThat("the first wrong byte", stacks.client.wrong, is(-1));
    assertThat("bytes that came back", stacks.client.received(), is(300_000));
  }

  /** RFC 1191. Each first super-segment is lost, and comes again in smaller segments. */
  @ParameterizedTest(name = "a path MTU of {0}")
  @Order(6)
  @ValueSource(ints = {1280, 576})
  @DisplayName("a router takes smaller packets only: what was a super-segment goes again, cut anew")
  void pathMtu(int mtu) throws IOException {
    TwoStacks stacks = new TwoStacks(300_000, Faults.NONE, true, mtu);
    assertEchoes(stacks, 300_000);
    assertThat("the largest frame on the path", stacks.largestFrame, is(14 + mtu));
    assertThat("super-segments", stacks.ofClient.out().superSegments(), greaterThan(10L));
    assertThat("too large: the first window alone", stacks.pathOfClient.tooLarge, is(10));
    assertThat("too large, of the echo", stacks.pathOfServer.tooLarge, lessThanOrEqualTo(10));
  }

  private static void assertEchoes(TwoStacks stacks, int bytes) throws IOException {
    stacks.run(60);
    assertThat("aborted", stacks.client.aborted, is(nullValue()));
    assertThat("the first wrong byte", stacks.client.wrong, is(-1));
    assertThat("bytes that came back", stacks.client.received(), is(bytes));
    assertThat("the server has closed, too", stacks.client.finished, is(true));
  }
}
