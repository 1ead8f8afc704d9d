package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.services.Pieces.Verdict.DUPLICATE;
import static workshop.services.Pieces.Verdict.KEPT;
import static workshop.services.Pieces.Verdict.REFUSED;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(5)
@Exercise("7.5")
@DisplayName("Pieces: the fragments of one packet")
class PiecesTest {
  private static final byte[] ALL = Udp.bytes(65600);

  private final Pieces pieces = new Pieces();

  /** The fragments that came, in words; the latest; and those before it. */
  private final List<String> added = new ArrayList<>();

  private String now;
  private String before;

  /** The bytes from one offset to another come; the last ones if no more follow. */
  private Pieces.Verdict comes(int from, int to, boolean more) {
    now = "%d to %d%s".formatted(from, to, more ? "" : ", the last");
    before = added.isEmpty() ? "nothing has come" : "so far: " + String.join("; ", added);
    Pieces.Verdict verdict = pieces.add(from, more, Udp.direct(Arrays.copyOfRange(ALL, from, to)));
    added.add(now + (verdict == KEPT ? "" : " (" + verdict + ")"));
    return verdict;
  }

  private void kept(int from, int to, boolean more) {
    Pieces.Verdict verdict = comes(from, to, more);
    assertThat(story(), verdict, is(KEPT));
  }

  private void refused(int from, int to, boolean more) {
    Pieces.Verdict verdict = comes(from, to, more);
    assertThat(story(), verdict, is(REFUSED));
  }

  private void complete(boolean expected) {
    assertThat("isComplete, after " + String.join("; ", added), pieces.isComplete(), is(expected));
  }

  private String story() {
    return before + ". Now comes " + now;
  }

  private void holds(int size) {
    ByteBuffer whole = ByteBuffer.allocate(size);
    pieces.writeTo(whole, 0);
    assertThat("the whole, after " + String.join("; ", added), whole, sameBytes(all(size)));
  }

  private static byte[] all(int size) {
    return Arrays.copyOf(ALL, size);
  }

  @Test
  @Order(1)
  @DisplayName("two fragments, in order")
  void inOrder() {
    complete(false);
    kept(0, 1480, true);
    complete(false);
    kept(1480, 1481, false);
    complete(true);
    holds(1481);
  }

  @Test
  @Order(2)
  @DisplayName("three fragments, the last one first")
  void lastFirst() {
    kept(2960, 3000, false);
    complete(false);
    kept(0, 1480, true);
    complete(false);
    kept(1480, 2960, true);
    complete(true);
    holds(3000);
  }

  @Test
  @Order(3)
  @DisplayName("complete only when the last one has come, and every byte before it")
  void completeOnlyWithTheEnd() {
    kept(0, 16, true);
    kept(16, 32, true);
    complete(false);
    kept(48, 50, false);
    complete(false);
    kept(32, 48, true);
    complete(true);
  }

  @Test
  @Order(4)
  @DisplayName("the same fragment twice is ignored: networks do that")
  void duplicates() {
    kept(0, 16, true);
    assertThat(twice(0, 16, true), is(DUPLICATE));
    kept(24, 30, false);
    assertThat(twice(24, 30, false), is(DUPLICATE));
    assertThat(twice(0, 16, true), is(DUPLICATE));
    complete(false);
    kept(16, 24, true);
    complete(true);
    holds(30);
  }

  private Pieces.Verdict twice(int from, int to, boolean more) {
    return comes(from, to, more);
  }

  @ParameterizedTest(name = "{0} to {1}, where 16 to 32 is there")
  @Order(5)
  @CsvSource({
    "8, 24",
    "24, 40",
    "16, 24",
    "24, 32",
    "8, 40",
    "0, 24",
    "16, 40",
    "8, 32",
    "0, 1480",
    "24, 2000"
  })
  @DisplayName("an overlap is refused, at either side, inside or around")
  void overlaps(int from, int to) {
    kept(16, 32, true);
    refused(from, to, true);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @Order(6)
  @CsvSource({"0, 16", "32, 48", "64, 80"})
  @DisplayName("side by side is no overlap")
  void sideBySide(int from, int to) {
    kept(16, 32, true);
    kept(48, 64, true);
    kept(from, to, true);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @Order(7)
  @CsvSource({"8, 24", "24, 56", "40, 56", "56, 72", "0, 80"})
  @DisplayName("overlaps with any of several pieces")
  void overlapsWithAny(int from, int to) {
    kept(48, 64, true);
    kept(0, 16, true);
    kept(16, 32, true);
    refused(from, to, true);
  }

  @Test
  @Order(8)
  @DisplayName("the last one overlaps, too (teardrop)")
  void teardrop() {
    kept(0, 40, true);
    refused(24, 28, false);
  }

  @ParameterizedTest(name = "{0} bytes")
  @Order(10)
  @ValueSource(ints = {1, 7, 9, 1479})
  @DisplayName("a size that is no multiple of 8 is refused, unless it is the last")
  void wrongSize(int count) {
    refused(0, count, true);
    assertThat("the last may: " + count + " bytes", comes(0, count, false), is(KEPT));
    complete(true);
  }

  @ParameterizedTest(name = "more: {0}")
  @Order(11)
  @ValueSource(booleans = {true, false})
  @DisplayName("a fragment without a byte is refused")
  void empty(boolean more) {
    refused(8, 8, more);
  }

  @Test
  @Order(12)
  @DisplayName("what ends after the largest packet is refused (ping of death)")
  void tooLarge() {
    refused(65512, 65520, true);
    refused(65512, 65516, false);
    kept(65512, 65515, false);
  }

  @Test
  @Order(13)
  @DisplayName("what ends after the end is refused")
  void afterTheEnd() {
    kept(16, 24, false);
    refused(24, 32, true);
    refused(40, 48, true);
    kept(8, 16, true);
  }

  @ParameterizedTest(name = "the end at {1}")
  @Order(14)
  @CsvSource({"24, 32", "0, 8", "48, 50"})
  @DisplayName("a second end elsewhere is refused")
  void secondEnd(int from, int to) {
    kept(8, 16, true);
    kept(32, 48, false);
    refused(from, to, false);
  }

  @Test
  @Order(15)
  @DisplayName("an end before what is there is refused")
  void endBeforeWhatIsThere() {
    kept(32, 48, true);
    refused(24, 32, false);
    refused(8, 16, false);
  }

  @Test
  @Order(9)
  @DisplayName("what is refused changes nothing")
  void refusedChangesNothing() {
    kept(0, 16, true);
    refused(8, 12, false);
    refused(8, 24, true);
    kept(16, 24, true);
    complete(false);
    kept(24, 30, false);
    complete(true);
    holds(30);
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(20)
  @ValueSource(longs = {791, 815, 5722})
  @DisplayName("any order, some of them twice")
  void anyOrder(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 50; run++) {
      Pieces some = new Pieces();
      int size = 1 + random.nextInt(4000);
      List<int[]> cuts = new ArrayList<>();
      for (int at = 0; at < size; ) {
        int end = Math.min(size, at + 8 * (1 + random.nextInt(40)));
        cuts.add(new int[] {at, end});
        at = end;
      }
      Collections.shuffle(cuts, random);
      for (int i = 0; i < cuts.size(); i++) {
        int[] cut = cuts.get(i);
        assertThat("complete before fragment " + i, some.isComplete(), is(false));
        byte[] bytes = Arrays.copyOfRange(ALL, cut[0], cut[1]);
        assertThat(some.add(cut[0], cut[1] < size, Udp.direct(bytes)), is(KEPT));
        if (random.nextInt(4) == 0) {
          assertThat(some.add(cut[0], cut[1] < size, Udp.direct(bytes)), is(DUPLICATE));
        }
      }
      assertThat("run " + run + ": complete", some.isComplete(), is(true));
      ByteBuffer whole = ByteBuffer.allocate(size);
      some.writeTo(whole, 0);
      assertThat("run " + run, whole, sameBytes(all(size)));
    }
  }
}
