package workshop.backstage.docs.code;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.backstage.docs.SampleBook;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;

class CutterTest {
  private static final String GIVEN = SampleBook.SOURCE;

  private SampleBook book;
  private Cutter cutter;

  @BeforeEach
  void makeBook(@TempDir Path folder) {
    book = new SampleBook(folder);
    cutter = new Cutter(book.root());
  }

  @Test
  void aMethodIsCutWithAllItsOverloads() {
    assertThat(
        cutter.code(GIVEN + "#length"),
        contains(
            "int length(List<String> all) {",
            "  return all.size();",
            "}",
            "",
            "int length(String text) {",
            "  // of UTF-16",
            "  return text.length();",
            "}"));
  }

  @Test
  void theJavadocComesAlongIfItIsAskedFor() {
    assertThat(cutter.code(GIVEN + "#length with comments").get(0), is("/** How long. */"));
  }

  @Test
  void fieldsThatStandTogetherStaySo() {
    assertThat(
        cutter.code(GIVEN + "#ONE, TWO"),
        contains("static final int ONE = 1;", "static final int TWO = 2; // and not 3"));
  }

  @Test
  void membersComeInTheOrderOfTheMark() {
    assertThat(
        cutter.code(GIVEN + "#Inner, ONE"),
        contains(
            "record Inner(int value) {",
            "  int twice() {",
            "    return 2 * value;",
            "  }",
            "}",
            "",
            "static final int ONE = 1;"));
    assertThat(cutter.code(GIVEN + "#Inner.twice").get(0), is("int twice() {"));
  }

  @Test
  void aWholeTypeIsCutWithoutImportsAndJavadoc() {
    assertThat(cutter.code(GIVEN).get(0), is("final class Given {"));
    assertThat(cutter.code(GIVEN + " with comments").get(0), is("/**"));
    assertThat(String.join("\n", cutter.code(GIVEN)), endsWith("\n  }\n}"));
  }

  @Test
  void aPictureIsThePreOfTheJavadoc() {
    assertThat(cutter.picture(GIVEN), contains("0      1", "|-- a < b --|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "phase1-sample/src/main/java/sample/Given.java#lenght;no \"lenght\"",
        "phase1-sample/src/main/java/sample/Gone.java;no file",
        "../Given.java;no file",
        "phase1-sample/src/solution/java/sample/Sums.java#sum;answers",
        "README.md;names no code"
      })
  void whatIsNotThereIsTold(String mark, String words) {
    Problem problem = assertThrows(Problem.class, () -> cutter.code(mark));
    assertThat(problem.getMessage(), containsString(words));
  }

  @Test
  void aFileWithoutPictureIsTold() {
    book.change(GIVEN, "<pre>", "<p>");
    assertThrows(Problem.class, () -> cutter.picture(GIVEN));
  }

  @Test
  void aPageIsWrittenAnew() {
    Page page = Page.read(book.root(), SampleBook.CHAPTER);
    CutBlocks blocks = new CutBlocks(cutter);
    assertThat(blocks.check(page), is(empty()));
    assertThat(blocks.anew(page), is(book.read(SampleBook.CHAPTER)));

    String right = book.read(SampleBook.CHAPTER);
    book.change(SampleBook.CHAPTER, "```java\nstatic final int ONE = 1;\n```", "```java\n```");
    book.change(SampleBook.CHAPTER, "0      1\n", "0      1\n2\n");
    page = Page.read(book.root(), SampleBook.CHAPTER);
    assertThat(blocks.check(page), hasSize(2));
    assertThat(
        blocks.check(page).get(0).toString(),
        startsWith(
            "docs/phase1-sample.md:%d: differs from %s; run ./workshop docs"
                .formatted(book.lineOf(SampleBook.CHAPTER, "2"), GIVEN)));
    assertThat(blocks.anew(page), is(right));
  }
}
