package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String WORD = "12345678 ";

  private final Page page = new Page();

  @Test
  void wrapsAtHundredColumns() {
    page.line(WORD.repeat(12)).block("  ", WORD.repeat(12));
    assertThat(
        page.toString(),
        is(
            WORD.repeat(11).strip()
                + "\n12345678\n  "
                + WORD.repeat(11).strip()
                + "\n  12345678\n"));
  }

  @Test
  void leavesHexAndLongWordsWhole() {
    String hex = "  expected  0000  " + "00 ".repeat(40);
    String path = "phase3-ipv4/" + "x".repeat(100);
    page.block("  ", hex).block("  ", path);
    assertThat(page.toString(), is("  " + hex.stripTrailing() + "\n  " + path + "\n"));
  }

  @Test
  void cutsWhatMustBeOneLine() {
    page.cut("x".repeat(101)).cut("y".repeat(100));
    assertThat(page.toString(), is("x".repeat(97) + "...\n" + "y".repeat(100) + "\n"));
  }

  @Test
  void makesOneGapOnly() {
    page.line("a").gap().gap().line("b").gap();
    assertThat(page.toString(), is("a\n\nb\n\n"));
  }

  @Test
  void alignsColumns() {
    page.table("  ", List.of(List.of("a", "b"), List.of("long", "c", "d")));
    assertThat(page.toString(), is("  a     b\n  long  c  d\n"));
  }

  @Test
  void keepsAPathInATableWhole() {
    page.table("  ", List.of(List.of("Edit", "x".repeat(101))));
    assertThat(page.toString(), is("  Edit  " + "x".repeat(101) + "\n"));
  }

  @Test
  void takesPercentSignsAsTheyCome() {
    page.line("100 %");
    assertThat(page.toString(), is("100 %\n"));
  }
}
