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
import workshop.exercises.Problem;

class UndoTest {
  private static final String FILE = LearnersTree.ALPHA;

  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
  }

  @Test
  void goesFurtherBackEachTime() throws IOException {
    tree.write(FILE, "first");
    tree.run("catch-up", "phase2");
    tree.write(FILE, "second");
    tree.run("reset", "1.1", "--file");
    tree.run("undo");
    assertThat(tree.read(FILE), is("second"));
    tree.run("undo");
    assertThat(tree.read(FILE), is("first"));
    assertThat(tree.run("undo"), startsWith("There is nothing to take back"));
    assertThat(tree.read(FILE), is("first"));
  }

  @Test
  void savesWhatWasWrittenInBetween() throws IOException {
    tree.write(FILE, "before");
    tree.run("catch-up", "phase2");
    tree.write(FILE, "in between");
    String said = tree.run("undo");
    assertThat(
        said,
        allOf(
            containsString("You edited this after that; it is now as it was before: " + FILE),
            containsString("./workshop undo 2\n")));
    assertThat(tree.read(FILE), is("before"));
    tree.run("undo", "2");
    assertThat(tree.read(FILE), is("in between"));
    // The catch-up counts again.
    tree.run("undo");
    assertThat(tree.read(FILE), is("before"));
  }

  @Test
  void saysNothingOfFilesThatNobodyEdited() throws IOException {
    tree.run("catch-up", "phase3");
    assertThat(tree.run("undo"), not(containsString("edited")));
  }

  @Test
  void takesOneBackByItsNumberOrItsFolder() throws IOException {
    tree.write(FILE, "first");
    tree.run("catch-up", "phase2");
    tree.write(FILE, "second");
    tree.run("reset", "1.1", "--file");
    tree.run("undo", "1");
    assertThat(tree.read(FILE), is("first"));
    tree.run("undo", ".workshop/saved/" + tree.saved().get(1).getFileName() + "/");
    assertThat(tree.read(FILE), is("second"));
    assertThrows(Problem.class, () -> tree.run("undo", "99"));
    assertThrows(Problem.class, () -> tree.run("undo", "/"));
  }

  @Test
  void listsWhatWasSaved() throws IOException {
    assertThat(tree.run("undo", "--list"), is("Nothing was saved yet.\n"));
    tree.run("catch-up", "phase2");
    tree.run("undo");
    assertThat(
        tree.run("undo", "--list").lines().toList().toString(),
        allOf(
            containsString("1  catch-up phase2"),
            containsString("(taken back)"),
            containsString("2  undo 1")));
  }

  @Test
  void aCommandThatWasEndedInTheMiddleCanBeTakenBack() throws IOException {
    tree.write(FILE, "mine");
    tree.write(LearnersTree.BETA, "mine too");
    tree.run("catch-up", "phase3");
    // As if it had been killed between the two.
    Files.delete(tree.saved().get(0).resolve("complete"));
    tree.write(LearnersTree.BETA, "mine too");
    assertThat(tree.run("undo", "--list"), containsString("(was ended in the middle)"));
    assertThat(tree.run("undo"), not(containsString("edited")));
    assertThat(tree.read(FILE), is("mine"));
    assertThat(tree.read(LearnersTree.BETA), is("mine too"));
  }

  @Test
  void anUndoThatWasEndedInTheMiddleIsTakenUpAgain() throws IOException {
    tree.write(FILE, "mine");
    tree.run("catch-up", "phase2");
    String reference = tree.read(FILE);
    tree.run("undo");
    Files.delete(tree.saved().get(1).resolve("complete"));
    tree.write(FILE, reference);
    tree.run("undo");
    assertThat(tree.read(FILE), is("mine"));
  }

  @Test
  void whatWasLeftBeforeAnythingChangedDoesNoHarm() throws IOException {
    tree.write(".workshop/saved/unfinished/files/" + FILE, "half");
    tree.write("phase1-alpha/src/exercise/java/alpha/.Alpha.java.workshop", "half");
    tree.write(FILE, "mine");
    tree.run("catch-up", "phase2");
    assertThat(tree.saved().size(), is(1));
    assertThat(tree.read(FILE), is(tree.answered(FILE)));
    assertThat(
        Files.exists(tree.path("phase1-alpha/src/exercise/java/alpha/.Alpha.java.workshop")),
        is(false));
  }

  @Test
  void aCommandThatFailsInTheMiddleSaysHowToGoBack() throws IOException {
    tree.write(FILE, "mine");
    // No folder can be made here: there is a file of this name.
    Files.delete(tree.path(LearnersTree.BETA));
    Files.delete(tree.path(LearnersTree.GIVEN));
    Files.delete(tree.path(LearnersTree.BETA).getParent());
    tree.write("phase2-beta/src/exercise/java/beta", "a file");
    Problem problem = assertThrows(Problem.class, () -> tree.run("catch-up", "phase3"));
    assertThat(
        problem.getMessage(),
        allOf(containsString("Stopped in the middle"), containsString("./workshop undo 1")));
    assertThat(tree.read(FILE), is(tree.answered(FILE)));
    tree.run("undo", "1");
    assertThat(tree.read(FILE), is("mine"));
  }

  @Test
  void changesNothingWhereAFileCannotBeSaved() throws IOException {
    tree.write(FILE, "mine");
    Files.delete(tree.path(LearnersTree.BETA));
    Files.createDirectory(tree.path(LearnersTree.BETA));
    Problem problem = assertThrows(Problem.class, () -> tree.run("catch-up", "phase3"));
    assertThat(problem.getMessage(), containsString("is not a file. Nothing was changed"));
    assertThat(tree.read(FILE), is("mine"));
    assertThat(tree.saved(), is(empty()));
  }

  @Test
  void keepsThePermissionsOfAFile() throws IOException {
    assertThat(tree.path(FILE).toFile().setExecutable(true), is(true));
    tree.run("catch-up", "phase2");
    assertThat(tree.path(FILE).toFile().canExecute(), is(true));
  }
}
