package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Problem;

class CatchUpTest {
  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
  }

  @Test
  void putsTheReferenceIntoThePhasesBefore() throws IOException {
    String mine = tree.read(LearnersTree.GAMMA).replace("throw new", "// mine\n    throw new");
    tree.write(LearnersTree.GAMMA, mine);
    String said = tree.run("catch-up", "phase3");
    for (String file : new String[] {LearnersTree.ALPHA, LearnersTree.BETA, LearnersTree.GIVEN}) {
      assertThat(tree.read(file), is(tree.answered(file)));
    }
    assertThat(tree.read(LearnersTree.GAMMA), is(mine));
    assertThat(
        said,
        allOf(
            containsString(".workshop/saved/001-catch-up-"),
            containsString("./workshop undo\n"),
            containsString("Next: ./workshop test 3, or at every save: ./workshop watch 3\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "class Alpha { this does not compile",
        "<<<<<<< HEAD\nclass Alpha {}\n=======\nclass Beta {}\n>>>>>>> other\n",
        "\r\n\r\n",
      })
  void savesWhateverIsThere(String text) throws IOException {
    tree.write(LearnersTree.ALPHA, text);
    tree.run("catch-up", "phase2");
    assertThat(tree.read(LearnersTree.ALPHA), is(tree.answered(LearnersTree.ALPHA)));
    assertThat(
        Files.readString(tree.saved().get(0).resolve("files/" + LearnersTree.ALPHA)), is(text));
    tree.run("undo");
    assertThat(tree.read(LearnersTree.ALPHA), is(text));
  }

  @Test
  void bytesThatAreNoTextComeBackAsTheyWere() throws IOException {
    byte[] bytes = {(byte) 0xFF, (byte) 0xFE, 0, '\r', (byte) 0xE9};
    Files.write(tree.path(LearnersTree.ALPHA), bytes);
    tree.run("catch-up", "phase2");
    tree.run("undo");
    assertThat(Files.readAllBytes(tree.path(LearnersTree.ALPHA)), is(bytes));
  }

  @Test
  void bringsBackWhatIsMissing() throws IOException {
    Files.delete(tree.path(LearnersTree.ALPHA));
    tree.run("catch-up", "phase2");
    assertThat(tree.read(LearnersTree.ALPHA), is(tree.answered(LearnersTree.ALPHA)));
    tree.run("undo");
    assertThat(Files.exists(tree.path(LearnersTree.ALPHA)), is(false));
  }

  @Test
  void setsTheLearnersOwnJavaFilesAside() throws IOException {
    String own = "phase1-alpha/src/exercise/java/alpha/Own.java";
    String notes = "phase1-alpha/src/exercise/java/alpha/notes.txt";
    tree.write(own, "class Own { does not compile }");
    tree.write(notes, "mine");
    String said = tree.run("catch-up", "phase2");
    assertThat(said, containsString("Moved away, a file of your own: " + own));
    assertThat(Files.exists(tree.path(own)), is(false));
    assertThat(tree.read(notes), is("mine"));
    tree.run("undo");
    assertThat(tree.read(own), is("class Own { does not compile }"));
  }

  @Test
  void upToAnExerciseInTheMiddleOfAPhase() throws IOException {
    tree.edit(LearnersTree.BETA, "// Between", "// My own line between");
    tree.run("catch-up", "2.2");
    assertThat(tree.read(LearnersTree.ALPHA), is(tree.answered(LearnersTree.ALPHA)));
    assertThat(
        tree.read(LearnersTree.BETA),
        allOf(
            containsString("return 1;"),
            containsString("// My own line between"),
            containsString("NotDone(\"2.2\""),
            not(containsString("NotDone(\"2.1\""))));
  }

  @Test
  void severalExercisesOfOneFile() throws IOException {
    tree.write(
        LearnersTree.GIVEN.replace("exercise", "solution"),
        """
        package beta;

        class Given {
          // --- Exercise 2.3: The number three (RFC 1 section 3)

          int three() {
            return 3;
          }

          // --- End of exercise 2.3
        }
        """);
    tree.run("catch-up", "2.3");
    assertThat(tree.read(LearnersTree.BETA), is(tree.answered(LearnersTree.BETA)));
  }

  @Test
  void changesNothingWhereTheMiddleOfAPhaseCannotBeFound() throws IOException {
    tree.edit(LearnersTree.BETA, "// --- End of exercise 2.1", "");
    String before = tree.read(LearnersTree.ALPHA);
    Problem problem = assertThrows(Problem.class, () -> tree.run("catch-up", "2.2"));
    assertThat(problem.getMessage(), containsString("./workshop reset 2.1 --file"));
    assertThat(tree.read(LearnersTree.ALPHA), is(before));
    assertThat(tree.saved(), is(empty()));
  }

  @Test
  void doesNothingASecondTime() throws IOException {
    tree.run("catch-up", "phase3");
    assertThat(tree.run("catch-up", "phase3"), startsWith("Nothing to do"));
    assertThat(tree.saved().size(), is(1));
    assertThat(tree.run("catch-up", "phase1"), startsWith("Nothing to do"));
  }

  @Test
  void goesThroughLinks() throws IOException {
    Path elsewhere = tree.path("elsewhere");
    Files.move(tree.path("phase1-alpha/src/exercise/java"), elsewhere);
    Files.createSymbolicLink(tree.path("phase1-alpha/src/exercise/java"), elsewhere);
    Path linked = tree.path("Linked.java");
    Files.move(tree.path(LearnersTree.BETA), linked);
    Files.createSymbolicLink(tree.path(LearnersTree.BETA), linked);
    tree.write("phase1-alpha/src/exercise/java/alpha/Own.java", "class Own {}");
    tree.run("catch-up", "phase3");
    assertThat(
        Files.readString(elsewhere.resolve("alpha/Alpha.java")),
        is(tree.answered(LearnersTree.ALPHA)));
    assertThat(Files.exists(elsewhere.resolve("alpha/Own.java")), is(false));
    assertThat(Files.isSymbolicLink(tree.path(LearnersTree.BETA)), is(true));
    assertThat(Files.readString(linked), is(tree.answered(LearnersTree.BETA)));
    tree.run("undo");
    assertThat(Files.exists(elsewhere.resolve("alpha/Own.java")), is(true));
    assertThat(Files.isSymbolicLink(tree.path(LearnersTree.BETA)), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"phase9", "9", "x", "9.1", "3.9"})
  void saysThatThereIsNoSuchPlace(String start) {
    assertThrows(Problem.class, () -> tree.run("catch-up", start));
  }
}
