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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final String NOT_DONE = "throw new workshop.NotDone(\"1.1\"";

  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
  }

  private void testRun(String results, Instant time) throws IOException {
    Path report = tree.path("phase1-alpha/target/exercises.txt");
    tree.write("phase1-alpha/target/exercises.txt", results);
    Files.setLastModifiedTime(report, FileTime.from(time));
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
              edit   phase1-alpha/src/exercise/java/alpha/Alpha.java:4
              read   docs/phase1-alpha.md
              test   mvn -pl phase1-alpha test
              stuck  ./workshop hint 1.1
            """));
  }

  @Test
  void whatIsWrittenIsNotYetDone() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// " + NOT_DONE);
    assertThat(
        tree.run("progress"),
        allOf(
            containsString("  written   1.1  The number one (not tested since)\n"),
            containsString("Next: 1.1")));
  }

  @Test
  void theLastTestRunTellsWhatIsRight() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// mine");
    Instant later = Instant.now().plusSeconds(60);
    testRun("run=2026-11-22T18:40:00Z\n1.1=wrong\n1.2=not done\n", later);
    assertThat(
        tree.run("progress"),
        allOf(containsString("  wrong     1.1"), containsString("  not done  1.2")));
    testRun("1.1=done\n1.2=not done\n", later);
    assertThat(
        tree.run("progress"),
        allOf(
            startsWith("phase1-alpha: 1 of 2 done\n  done      1.1"), containsString("Next: 1.2")));
  }

  @Test
  void theTestRunMayHaveOtherWords() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// mine");
    testRun("1.1=waits\n", Instant.now().plusSeconds(60));
    assertThat(tree.run("progress"), containsString("  written   1.1  The number one (a test"));
    testRun("1.1=not run\n1.x=\n", Instant.now().plusSeconds(60));
    assertThat(tree.run("progress"), containsString("  written   1.1  The number one (not"));
  }

  @Test
  void aTestRunFromBeforeTheLastEditCountsNoMore() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "// mine");
    testRun("1.1=done\n", Instant.now().minusSeconds(60));
    assertThat(tree.run("progress"), containsString("  written   1.1"));
  }

  @Test
  void aTestRunNeverSaysThatWhatThrowsIsDone() throws IOException {
    testRun("1.1=done\n", Instant.now().plusSeconds(60));
    assertThat(tree.run("progress"), containsString("  not done  1.1"));
  }

  @Test
  void whatGivesAValueSoFarIsNotDone() throws IOException {
    tree.edit(LearnersTree.ALPHA, NOT_DONE, "return workshop.NotDone.soFar(\"1.1\"");
    testRun("1.1=done\n", Instant.now().plusSeconds(60));
    assertThat(tree.run("progress"), containsString("  not done  1.1"));
    tree.edit(LearnersTree.ALPHA, "return workshop", "// return workshop");
    testRun("1.1=done\n", Instant.now().plusSeconds(60));
    assertThat(tree.run("progress"), containsString("  done      1.1"));
  }

  @Test
  void theReferencesAnswersAreDone() throws IOException {
    tree.run("catch-up", "phase2");
    assertThat(
        tree.run("progress"),
        allOf(
            startsWith("phase1-alpha: 2 of 2 done\n"),
            containsString("  done      1.2  The number two (as the reference has it)"),
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
