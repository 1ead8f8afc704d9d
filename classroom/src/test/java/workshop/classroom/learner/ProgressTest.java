package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;

class ProgressTest {
  private static final String NOT_DONE = "throw new workshop.NotDone(\"1.1\"";

  private static final ExerciseId ONE = new ExerciseId(1, 1);
  private static final ExerciseId TWO = new ExerciseId(1, 2);

  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
  }

  /** What the tests' report remembers of the answers as they are now. */
  private void testRun(String one, String two) throws IOException {
    List<String> lines = tree.read(LearnersTree.ALPHA).lines().toList();
    Map<ExerciseId, String> sums = new HashMap<>();
    for (ExerciseId id : List.of(ONE, TWO)) {
      Stretch.find(lines, id).ifPresent(stretch -> sums.put(id, Verdicts.sum(stretch.in(lines))));
    }
    Verdicts.read(folder).add(sums, Map.of(ONE, one, TWO, two));
  }

  @Test
  void atTheStart() throws IOException {
    assertThat(
        tree.run("progress"),
        is(
            """
            phase1-alpha: 0 of 2 done
              not done  1.1  The number one
              not done  1.2  The number two
            phase2-beta: 0 of 2 done
              not done  2.1  The number one
              not done  2.2  The number two
            phase3-gamma: 0 of 2 done
              not done  3.1  The number one
              not done  3.2  The number two

            Next: 1.1 The number one
              edit   phase1-alpha/src/exercise/java/alpha/Alpha.java:7
              read   docs/phase1-alpha.md, "1.1 The number one"
              test   ./workshop test 1, or at every save: ./workshop watch
              stuck  ./workshop hint
            """));
  }

  @Test
  void whatIsWrittenIsNotYetDone() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// " + NOT_DONE);
    assertThat(
        tree.run("progress"),
        allOf(
            containsString("  written   1.1  The number one (not tested yet)\n"),
            containsString("Next: 1.1")));
  }

  @Test
  void theLastTestRunTellsWhatIsRight() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// mine");
    testRun("wrong", "not done");
    assertThat(
        tree.run("progress"),
        allOf(containsString("  wrong     1.1"), containsString("  not done  1.2")));
    testRun("done", "not done");
    assertThat(
        tree.run("progress"),
        allOf(
            startsWith("phase1-alpha: 1 of 2 done\n  done      1.1"), containsString("Next: 1.2")));
  }

  @Test
  void whatIsWrongIsToldWithTheLineOfTheReport() throws IOException {
    testRun("wrong", "not done"); // one method of it is written, and another still throws
    assertThat(
        tree.run("progress"),
        allOf(
            containsString("  wrong     1.1"),
            containsString("edit   " + LearnersTree.ALPHA + ":4\n")));
  }

  @Test
  void theTestRunMayHaveOtherWords() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// mine");
    testRun("waits", "not done");
    assertThat(tree.run("progress"), containsString("  written   1.1  The number one (a test"));
    tree.write(".workshop/verdicts", "1.1=not run\n1.x=\n");
    assertThat(tree.run("progress"), containsString("  written   1.1  The number one (not"));
  }

  @Test
  void anEditForgetsThatExerciseAlone() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "return mine(); // ");
    tree.edit(LearnersTree.ALPHA, "throw new workshop.NotDone(\"1.2\"", "return mine(); // ");
    testRun("done", "done");
    tree.edit(LearnersTree.ALPHA, "public int two() {", "public int two() { syntax error");
    assertThat(
        tree.run("progress"),
        allOf(containsString("  done      1.1"), containsString("  written   1.2")));
    // Neither a clock nor the ends of lines make a difference.
    tree.write(LearnersTree.ALPHA, tree.read(LearnersTree.ALPHA).replace("\n", "\r\n"));
    Files.setLastModifiedTime(
        tree.path(LearnersTree.ALPHA), FileTime.from(Instant.now().plusSeconds(3600)));
    assertThat(tree.run("progress"), containsString("  done      1.1"));
  }

  @Test
  void whatWasDoneIsDoneAgainAfterCatchUpAndUndo() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "return mine(); // ");
    tree.edit(LearnersTree.ALPHA, "throw new workshop.NotDone(\"1.2\"", "return mine(); // ");
    testRun("done", "done");
    tree.run("catch-up", "phase2");
    testRun("done", "done");
    tree.run("undo");
    assertThat(tree.run("progress"), startsWith("phase1-alpha: 2 of 2 done\n"));
  }

  @Test
  void aTestRunNeverSaysThatWhatThrowsIsDone() throws IOException {
    testRun("done", "not done");
    assertThat(tree.run("progress"), containsString("  not done  1.1"));
  }

  @Test
  void whatGivesAValueSoFarIsNotDone() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "return workshop.NotDone.soFar(\"1.1\"");
    testRun("done", "not done");
    assertThat(tree.run("progress"), containsString("  not done  1.1"));
    tree.edit(LearnersTree.ALPHA, "return workshop", "// return workshop");
    testRun("done", "not done");
    assertThat(tree.run("progress"), containsString("  done      1.1"));
  }

  @Test
  void theReferencesAnswersAreDone() throws IOException {
    tree.run("catch-up", "phase2");
    assertThat(
        tree.run("progress"),
        allOf(
            startsWith("phase1-alpha: 2 of 2 done\n"),
            containsString("  done      1.2  The number two (same as the reference)"),
            containsString("Next: 2.1")));
    tree.run("catch-up", "phase3");
    tree.write(LearnersTree.GAMMA, tree.answered(LearnersTree.GAMMA));
    assertThat(tree.run("progress"), endsWith("\nAll 6 exercises are done.\n"));
  }

  @Test
  void saysWhatToDoWhereAFileCannotBeRead() throws IOException {
    tree.write(LearnersTree.ALPHA, "");
    assertThat(
        tree.run("progress"),
        allOf(containsString("  no marks  1.1"), containsString("./workshop reset 1.1 --file")));
  }
}
