package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.backstage.docs.SampleBook;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;

class ChangesTest {

  @Test
  void whatChangesCountsAsEqual() {
    Changes changes = new Changes(List.of(Pattern.compile("\\d+(?= ms)")), List.of());
    assertThat(changes.normal("time 12 ms"), is(changes.normal("time 345 ms")));
    assertThat(changes.normal("time 12 s"), is(not(changes.normal("time 345 s"))));
  }

  @Test
  void itIsShownBetweenMarks() {
    Changes changes = new Changes(List.of(Pattern.compile("\\d+(?= ms)")), List.of());
    assertThat(changes.visible("time 12 ms"), is("time ‹12› ms"));
    assertThat(changes.visible("12 ms"), is("‹12› ms"));
    assertThat(changes.visible("none"), is("none"));
  }

  @Test
  void linesMayBeSkipped() {
    Changes changes = new Changes(List.of(), List.of(Pattern.compile("^trace:")));
    assertThat(changes.isSkipped("trace: dropped"), is(true));
    assertThat(changes.isSkipped("no trace: here"), is(false));
  }

  @Test
  void coloursAndBlanksAtTheEndDoNotCount() {
    assertThat(Changes.plain("\u001b[1;31mred\u001b[0m \t\r"), is("red"));
  }

  @Test
  void thereAreSomeForAllPages(@TempDir Path folder) {
    SampleBook book = new SampleBook(folder);
    Page page = new Page("docs/a.md", "<!-- changes: id \\d -->\n<!-- skips: ^# -->\n");
    Changes changes = Changes.of(page, folder);
    assertThat(changes.normal("id 1, 2 ms"), is(changes.normal("id 3, 4 ms")));
    assertThat(changes.isSkipped("# x"), is(true));

    book.append(Changes.FILE, "(\n");
    Problem problem = assertThrows(Problem.class, () -> Changes.of(page, folder));
    assertThat(problem.getMessage(), containsString("docs/changing.txt:3: no regular expression"));
  }
}
