package workshop.backstage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user gets who types something wrong: two lines, and an exit code. */
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path root;

  private int run(String line) {
    return Main.commands()
        .run(
            root,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            List.of(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "derive --all",
        "check 3",
        "reading 1 2",
        "walk --slow",
        "wrong-answers --slow",
        "solutions-branch main",
        "grade",
        "docs nothing",
        "docs check docs/running.md",
        "docs play --scene",
        "docs diagrams --pictures"
      })
  void wrongUsage(String line) {
    assertThat(run(line), is(2));
    String told = err.toString(StandardCharsets.UTF_8);
    assertThat(told, startsWith("workshop: "));
    assertThat(told, containsString("\n          ./workshop " + line.split(" ")[0]));
    assertThat(told, told.lines().count(), is(2L));
    assertThat(out.toString(StandardCharsets.UTF_8), is(emptyString()));
  }

  @Test
  void whatCannotBeDone() {
    assertThat(run("walk 3"), is(1));
    assertThat(
        err.toString(StandardCharsets.UTF_8),
        startsWith("workshop: There is no phase \"3\".\n          There are:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "derive",
        "check",
        "reading",
        "walk",
        "wrong-answers",
        "solutions-branch",
        "grade",
        "docs",
        "docs check",
        "docs play",
        "docs diagrams"
      })
  void help(String command) {
    assertThat(run(command + " --help"), is(0));
    String told = out.toString(StandardCharsets.UTF_8);
    assertThat(told, startsWith("Usage: ./workshop " + command));
    told.lines().forEach(line -> assertThat(line, line.length(), is(lessThanOrEqualTo(80))));
  }
}
