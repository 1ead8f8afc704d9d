package workshop.prose;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What counts as prose in a page and in a Java file, and where it is. */
class ReadingTest {
  private static final String PAGE =
      """
      # A title

      A paragraph with `code()` goes
      over two lines.

      ```sh
      whoever reads this
      ```

      - An item, see [a page](page.md).

      | a column | another one |
      |---|---|
      | a cell | `code` |
      """;

  private static final String JAVA =
      """
      /**
       * The first {@code line}, and
       * the second.
       *
       * <pre>
       *   a picture
       * </pre>
       *
       * @param name a word
       * @see Other
       */
      class A {
        // One comment goes
        // over two lines.
        String b = "no prose";
        String a = "A message with " + name() + " and 10%% of %d." + "%n  --help  shows this";
      }

      // Hints for 1.1:
      // - The first `hint()` goes
      //   on here.
      // - The second.
      """;

  private static List<String> texts(List<Passage> passages) {
    return passages.stream().map(passage -> passage.text().strip()).toList();
  }

  @Test
  void aPage() {
    assertThat(
        texts(MarkdownProse.passages(PAGE)),
        contains(
            "A title",
            "A paragraph with Code goes over two lines.",
            "An item, see Code.",
            "a column",
            "another one",
            "a cell",
            "Code"));
  }

  @Test
  void aJavaFile() {
    assertThat(
        texts(JavaProse.passages(JAVA)),
        contains(
            "The first Code, and the second.",
            "a word",
            "One comment goes over two lines.",
            "Hints for 1.1:",
            "The first Code goes on here.",
            "The second.",
            "A message with Code and 10% of Code.",
            "--help  shows this"));
  }

  @Test
  void theLineIsThatOfTheWords() {
    Passage paragraph = MarkdownProse.passages(PAGE).get(1);
    assertThat(paragraph.line(paragraph.text().indexOf("paragraph")), is(3));
    assertThat(paragraph.line(paragraph.text().indexOf("over")), is(4));

    Passage docstring = JavaProse.passages(JAVA).get(0);
    assertThat(docstring.line(docstring.text().indexOf("second")), is(3));
  }

  @Test
  void aFindingSaysWhereAndWhatToDo() {
    List<Passage> passages = MarkdownProse.passages("Good.\n\nGood, and then\nwe mend it.\n");
    Finding finding = new Linter().findings("docs/a.md", passages).get(0);
    assertThat(
        finding.toString().lines().toList(),
        contains(
            "docs/a.md:4: \"mend\" (MEND)",
            "    Good, and then we mend it.",
            "    Say \"fix\", \"repair\" or \"correct\"."));
  }

  @Test
  void exceptionsHaveAReasonAndAreNeeded() {
    Exceptions exceptions =
        new Exceptions("# a note\nMEND | we mend it | a quotation\nELSE | or else | a name\n");
    Finding finding = new Finding("a.md", 1, "MEND", "mend", "Then we mend it.", "");
    assertThat(exceptions.cover(finding), is(true));
    assertThat(
        exceptions.cover(new Finding("a.md", 1, "STAND", "mend", "Then we mend it.", "")),
        is(false));
    assertThat(exceptions.unused(), contains("ELSE | or else"));
    assertThat(new Exceptions("").unused(), empty());
    Assertions.assertThrows(
        IllegalArgumentException.class, () -> new Exceptions("MEND | we mend it"));
  }
}
