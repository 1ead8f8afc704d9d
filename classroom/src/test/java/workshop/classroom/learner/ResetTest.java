package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.exercises.Problem;

class ResetTest {
  private static final String FILE = LearnersTree.ALPHA;
  private static final String NOT_DONE =
      "throw new workshop.NotDone(\"1.1\", \"docs/phase1-alpha.md\");";

  @TempDir Path folder;
  private LearnersTree tree;
  private String start;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
    start = tree.read(FILE);
  }

  @Test
  void putsOneExerciseBackAndLeavesTheOthers() throws IOException {
    tree.edit(FILE, NOT_DONE, "return 7 // no semicolon, and {{ braces");
    tree.edit(FILE, "throw new workshop.NotDone(\"1.2\"", "mine(\"1.2\"");
    String said = tree.run("reset", "1.1");
    assertThat(
        tree.read(FILE), is(start.replace("throw new workshop.NotDone(\"1.2\"", "mine(\"1.2\"")));
    assertThat(said, allOf(containsString(".workshop/saved/001-reset-"), containsString("undo\n")));
    tree.run("undo");
    assertThat(tree.read(FILE), containsString("return 7 // no semicolon, and {{ braces"));
  }

  @Test
  void nothingToDo() throws IOException {
    assertThat(tree.run("reset", "1.1"), startsWith("Nothing to do"));
    assertThat(tree.run("reset", "1.1", "--file"), startsWith("Nothing to do"));
    assertThat(tree.saved(), is(empty()));
  }

  @Test
  void leavesAllOtherBytesAlone() throws IOException {
    // A byte order mark, CR LF, Latin-1 outside of the exercise, no end of the last line.
    String windows = start.replace("\n", "\r\n").stripTrailing();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    bytes.writeBytes(
        windows.replace("Between", "Zwischen \u00fc").getBytes(StandardCharsets.ISO_8859_1));
    byte[] before = bytes.toByteArray();
    Files.write(tree.path(FILE), before);
    assertThat(tree.run("reset", "1.1"), startsWith("Nothing to do"));

    String edited =
        new String(before, StandardCharsets.ISO_8859_1).replace(NOT_DONE, "return '\u00e9';");
    Files.writeString(tree.path(FILE), edited, StandardCharsets.ISO_8859_1);
    tree.run("reset", "1.1");
    assertThat(Files.readAllBytes(tree.path(FILE)), is(before));
    tree.run("undo");
    assertThat(Files.readString(tree.path(FILE), StandardCharsets.ISO_8859_1), is(edited));
  }

  @Test
  void aConflictInsideOfTheExerciseGoesWithIt() throws IOException {
    tree.edit(
        FILE, NOT_DONE, "\n<<<<<<< HEAD\n    return 1;\n=======\n    return 2;\n>>>>>>> other\n");
    tree.run("reset", "1.1");
    assertThat(tree.read(FILE), is(start));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no mark at its start|// --- Exercise 1.1: The number one (RFC 1 section 1)|// gone",
        "no mark at its end|// --- End of exercise 1.1|// gone",
        "a mark twice|// --- End of exercise 1.1|// --- End of exercise 1.1\\n// --- End of exercise 1.1",
        "the next one inside|// --- End of exercise 1.1|// gone\\n// --- Exercise 1.2: T (RFC 1)\\n// --- End of exercise 1.1",
        "half a conflict|throw new workshop.NotDone(\"1.1\"|\\n<<<<<<< HEAD\\n  mine(",
        "the other half|throw new workshop.NotDone(\"1.1\"|\\n>>>>>>> other\\n  mine(",
        "two halves|throw new workshop.NotDone(\"1.1\"|\\n>>>>>>> other\\n<<<<<<< HEAD\\n  mine(",
      })
  void offersTheWholeFileWhereTheMarksAreNotRight(String what, String part, String replacement)
      throws IOException {
    tree.edit(FILE, part, replacement.replace("\\n", "\n"));
    String before = tree.read(FILE);
    Problem problem = assertThrows(Problem.class, () -> tree.run("reset", "1.1"), what);
    assertThat(
        problem.getMessage(),
        allOf(
            containsString(FILE),
            containsString("(with 1.2)"),
            containsString("./workshop reset 1.1 --file")));
    assertThat(problem.getMessage().lines().count(), is(2L));
    assertThat(tree.read(FILE), is(before));
    assertThat(tree.saved(), is(empty()));

    tree.run("reset", "1.1", "--file");
    assertThat(tree.read(FILE), is(start));
    tree.run("undo");
    assertThat(tree.read(FILE), is(before));
  }

  @Test
  void offersTheWholeFileWhereItIsGoneOrEmpty() throws IOException {
    tree.write(FILE, "");
    assertThrows(Problem.class, () -> tree.run("reset", "1.1"));
    Files.delete(tree.path(FILE));
    Problem problem = assertThrows(Problem.class, () -> tree.run("reset", "1.1"));
    assertThat(problem.getMessage(), containsString("is not there"));
    tree.run("reset", "1.1", "--file");
    assertThat(tree.read(FILE), is(start));
    tree.run("undo");
    assertThat(Files.exists(tree.path(FILE)), is(false));
  }
}
