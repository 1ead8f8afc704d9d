package workshop.backstage.docs.diagrams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;

/** With a script in place of the browser: the real one is CI's. */
class DiagramsTest {
  private static final Page PAGE =
      new Page("docs/a.md", "# T\n\n```mermaid\nflowchart LR\n  A -->\n```\n");

  private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void makeLibrary(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("library/dist"));
    Files.writeString(folder.resolve("library/dist/mermaid.min.js"), "");
  }

  private void run(String browser) throws IOException {
    Path command = folder.resolve("browser");
    Files.writeString(command, "#!/bin/sh\n" + browser + "\n");
    assertThat(command.toFile().setExecutable(true), is(true));
    new Diagrams(
            List.of(PAGE),
            folder.resolve("library"),
            command.toString(),
            folder,
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(Optional.empty());
  }

  private static String result(String word, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "echo '@0:%s:.%s@'".formatted(word, Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void aDiagramThatIsDrawn() throws IOException {
    run(result("ok", "<svg></svg>"));
    assertThat(said.toString(), containsString("All can be drawn: 1 diagram."));
  }

  @Test
  void aDiagramThatIsWrong() {
    assertThrows(Problem.class, () -> run(result("wrong", "Parse error on line 2:\n...")));
    assertThat(said.toString(), containsString("docs/a.md:5: this diagram cannot be drawn: Parse"));
  }

  @Test
  void aDiagramOfWhichNothingIsHeard() {
    assertThrows(Problem.class, () -> run("true"));
    assertThat(said.toString(), containsString("docs/a.md:3: "));
  }

  @Test
  void aBrowserThatFails() {
    Problem problem = assertThrows(Problem.class, () -> run("echo no display >&2; exit 1"));
    assertThat(problem.getMessage(), containsString("no display"));
  }
}
