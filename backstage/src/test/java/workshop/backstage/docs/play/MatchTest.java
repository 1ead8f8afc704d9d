package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

  /** Each letter is a line; a point stands for any number of lines. */
  private static List<String> lines(String letters) {
    return letters == null
        ? List.of()
        : letters.chars().mapToObj(c -> c == '.' ? "..." : Character.toString(c)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // shown, came, shortest, whole
    ",      ,      0, true",
    ",      a,     0, false",
    "a,     ,     -1, false",
    "ab,    ab,    2, true",
    "ab,    a,    -1, false",
    "ab,    abc,   2, false",
    "ab,    ac,   -1, false",
    ".,     ,      0, true",
    ".,     ab,    0, true",
    ".b,    aab,   3, true",
    ".b,    b,     1, true",
    "a.,    abc,   1, true",
    "a.c,   abc,   3, true",
    "a.c,   ac,    2, true",
    "a.c,   ab,   -1, false",
    // The first b is not the one that the page shows last.
    ".b,    abab,  2, true",
    ".bc,   bbbc,  4, true",
    ".b.b,  aab,  -1, false",
    ".b.b,  abab,  4, true",
    "..a..,  a,     1, true",
    "a.b.,  axbyb, 3, true",
  })
  void linesAreCompared(String shown, String came, int shortest, boolean whole) {
    Match match = Match.of(lines(shown), lines(came));
    assertThat(match.shortest(), is(shortest));
    assertThat(match.isWhole(), is(whole));
  }

  @ParameterizedTest
  @CsvSource({
    // shown, came, how many lines of the page came, after how many lines
    "abc, abx, 2, 2",
    "abc, x,   0, 0",
    "a.c, abb, 2, 1",
    ".a,  xyz, 1, 0",
  })
  void theFirstDifferenceIsFound(String shown, String came, int furthest, int at) {
    Match match = Match.of(lines(shown), lines(came));
    assertThat(match.furthest(), is(furthest));
    assertThat(match.at(), is(at));
  }
}
