package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String WORD = "12345678 ";

  private final Page page = new Page();

  @Test
  void wrapsAtEightyColumns() {
    page.line(WORD.repeat(10)).block("  ", WORD.repeat(9));
    assertThat(
        page.toString(),
        is(WORD.repeat(9).strip() + "\n12345678\n  " + WORD.repeat(8).strip() + "\n  12345678\n"));
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
    page.cut("a ", "x".repeat(77), " z").cut("a ", "x".repeat(76), " z");
    assertThat(
        page.toString(), is("a " + "x".repeat(73) + "... z\n" + "a " + "x".repeat(76) + " z\n"));
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
