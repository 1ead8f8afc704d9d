package workshop.classroom.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.classroom.learner.Editor;

/** A learner saves files and presses keys; the words appear on a plain screen. */
class SessionTest {
  private static final String NOT_DONE =
      "throw new workshop.NotDone(\"1.1\", \"docs/phase1-sums.md\");";
  private static final String ALL_HAVE_RUN = "All tests of the phase have run: ";

  @TempDir Path folder;
  private SampleWorkshop tree;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private int read;
  private Session session;
  private Thread thread;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new SampleWorkshop(folder);
  }

  private void watch(String phase) throws InterruptedException {
    session =
        new Session(
            tree.workshop(),
            SampleWorkshop.libraries(),
            folder.resolve(".workshop/watch"),
            words -> "<" + String.join(" ", words) + ">",
            new Editor(Map.of()));
    Screen screen = new PlainScreen(new PrintStream(printed, true, StandardCharsets.UTF_8));
    thread = new Thread(() -> session.run(screen, tree.workshop().phase(phase)));
    thread.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    session.post(session::quit);
    thread.join();
    session.close();
    assertThat("the classes are gone", Files.exists(folder.resolve(".workshop/watch")), is(false));
    for (String phase : new String[] {"phase1-sums", "phase2-areas"}) {
      Path classes = folder.resolve(phase).resolve("target/classes");
      assertThat("Maven's folder is left alone", Files.exists(classes), is(false));
    }
  }

  /**
   * Waits until this text appears, behind what was waited for before; returns what came up to it.
   */
  private String await(String text) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      String all = printed.toString(StandardCharsets.UTF_8);
      int found = all.indexOf(text, read);
      if (found >= 0) {
        String part = all.substring(read, found + text.length());
        read = found + text.length();
        return part;
      }
      Thread.sleep(50);
    }
    return fail("\"" + text + "\" does not appear:\n" + printed.toString(StandardCharsets.UTF_8));
  }

  private void answer(String body) throws IOException {
    tree.write(SampleWorkshop.SUMS, start().replace(NOT_DONE, body));
  }

  private String start() throws IOException {
    return tree.workshop()
        .solutionFiles(tree.workshop().phase("1"))
        .values()
        .iterator()
        .next()
        .exercise("docs/phase1-sums.md");
  }

  @Test
  void fromAWrongAnswerToTheNextExercise() throws Exception {
    watch("1");
    await("1.1 Adding: not done");
    await(ALL_HAVE_RUN + "0 of 2");
    answer("return a - b;");
    String wrong = await("but was: <1>");
    assertThat(wrong, containsString("exercise 1.1: Sums.java saved at"));
    assertThat(wrong, containsString("1.1 Adding: wrong (1 of 1 test red)"));
    await(ALL_HAVE_RUN);
    answer("return a + b;");
    await("1.1 Adding: done (1 test)");
    await("Your sum of 20 and 22 is 42");
    await("Next: 1.2 Doubling\n  edit  " + SampleWorkshop.SUMS + ":");
    await(ALL_HAVE_RUN + "1 of 2");
    assertThat(tree.read(".workshop/verdicts"), containsString("done"));
    assertThat(tree.read("phase1-sums/target/exercises.txt"), containsString("1.1=done"));
    tree.write(SampleWorkshop.SUMS, tree.answered(SampleWorkshop.SUMS));
    await("1.2 Doubling: done (1 test)");
    await("All exercises of phase 1 are done.");
    session.post(() -> session.pressed('n'));
    await("exercise 2.1");
    await("2.1 Rectangles: not done");
  }

  @Test
  void anErrorOfTheCompilersStandsThereOnce() throws Exception {
    watch("2");
    await("2.1 Rectangles: not done");
    answer("retrun a + b;");
    String said = await("^");
    assertThat(said, containsString("Does not compile:"));
    assertThat(said, containsString(SampleWorkshop.SUMS + ":"));
    answer("return a + b;");
    await("2.1 Rectangles: not done");
  }

  @Test
  void aFileMayBeReplacedEmptiedOrDeleted() throws Exception {
    watch("1");
    await(ALL_HAVE_RUN);
    tree.replace(SampleWorkshop.SUMS, start().replace(NOT_DONE, "return 0;"));
    await("1.1 Adding: wrong");
    Files.delete(tree.path(SampleWorkshop.SUMS));
    await(SampleWorkshop.SUMS + " is gone.");
    answer("return a + b;");
    await("1.1 Adding: done");
    tree.write(SampleWorkshop.SUMS, "");
    Thread.sleep(100);
    answer("return a * b;");
    assertThat(await("1.1 Adding: wrong"), not(containsString("Does not compile")));
  }

  @Test
  void anEndlessLoopIsEndedAndTheNextSaveWorks() throws Exception {
    watch("1");
    await(ALL_HAVE_RUN);
    answer("while (true) {}");
    await("It did not end within 5 seconds");
    answer("return a + b;");
    await("1.1 Adding: done");
  }

  @Test
  void fullMemoryIsToldAndTheNextSaveWorks() throws Exception {
    watch("1");
    await(ALL_HAVE_RUN);
    answer(
        "java.util.List<long[]> all = new java.util.ArrayList<>();"
            + " while (true) { all.add(new long[1 << 16]); }");
    await("memory ran out");
    answer("return a + b;");
    await("1.1 Adding: done");
  }

  @Test
  void aWorkerThatDiesIsReplaced() throws Exception {
    watch("1");
    await(ALL_HAVE_RUN);
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    answer("return a + b;");
    await("1.1 Adding: done");
    answer("System.exit(0); return 0;");
    await("Does something call System.exit?");
    answer("return b + a;");
    await("1.1 Adding: done");
  }

  @Test
  void whatWasDoneAndIsBrokenIsTold() throws Exception {
    tree.write(SampleWorkshop.SUMS, tree.answered(SampleWorkshop.SUMS));
    watch("1");
    await(ALL_HAVE_RUN + "2 of 2");
    // An exercise whose test calls this one.
    tree.write(
        SampleWorkshop.SUMS,
        tree.answered(SampleWorkshop.SUMS).replace("return a + b;", "return a == 3 ? 5 : 0;"));
    await("This was done, and is red now. Why? See ./workshop test 1");
    await("1.2 Doubling");
    session.post(() -> session.pressed('a'));
    await("Phase 1: 1 of 2 exercises done");
  }

  @Test
  void keys() throws Exception {
    watch("1");
    await(ALL_HAVE_RUN);
    session.post(() -> session.pressed('h'));
    await("<hint 1.1>");
    session.post(() -> session.pressed('l'));
    await("<progress>");
    session.post(() -> session.pressed('r'));
    session.post(() -> session.pressed('r'));
    await("<reset 1.1>");
    session.post(() -> session.pressed('n'));
    await("1.2 Doubling: ");
    session.post(() -> session.pressed('o'));
    await("No editor is named");
    session.post(() -> session.pressed('q'));
    thread.join();
  }
}
