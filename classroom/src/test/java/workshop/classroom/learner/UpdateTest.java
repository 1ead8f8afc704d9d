package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

class UpdateTest {
  private static final String ONE =
      "throw new workshop.NotDone(\"1.1\", \"docs/phase1-alpha.md\");";
  private static final String TWO =
      "throw new workshop.NotDone(\"1.2\", \"docs/phase1-alpha.md\");";
  private static final String SOLUTION = LearnersTree.ALPHA.replace("exercise", "solution");
  private static final String GIVEN = "phase1-alpha/src/main/java/alpha/Given.java";

  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws Exception {
    tree = new LearnersTree(folder);
    tree.write(".gitignore", ".workshop/\n");
    tree.write(GIVEN, "one\ntwo\nthree\nfour\nfive\n");
    git("init", "-q", "-b", "main");
    commit("old");
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed, process.waitFor(), is(0));
  }

  private void commit(String message) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private interface Edit {
    void make() throws Exception;
  }

  /** Commits what the edit makes of the workshop, on the branch "newer", and comes back. */
  private void newer(Edit edit) throws Exception {
    git("checkout", "-q", "-B", "newer");
    edit.make();
    Workshop workshop = new Workshop(folder);
    for (Phase phase : workshop.phases()) {
      for (var file : workshop.solutionFiles(phase).entrySet()) {
        SolutionFile solution = file.getValue();
        Path path = phase.exercises().resolve(file.getKey());
        tree.write(folder.relativize(path).toString(), solution.exercise(phase.chapter()));
      }
    }
    commit("newer");
    git("checkout", "-q", "main");
  }

  private String update() {
    return tree.run("update", "--from", "newer");
  }

  @Test
  void anAnswerFollowsItsExerciseToAnotherNumber() throws Exception {
    newer(
        () -> {
          tree.edit(SOLUTION, "1.2", "1.3");
          tree.edit(SOLUTION, "1.1", "1.2");
        });
    tree.edit(LearnersTree.ALPHA, TWO, "int mine = 1;\n    " + TWO);
    String before = tree.read(LearnersTree.ALPHA);
    tree.write(".workshop/hints", "1.1 2\n");
    assertThat(update(), containsString("Your own answers in it: 1\n"));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(
            containsString("// --- Exercise 1.3: The number two"),
            containsString("    int mine = 1;\n    " + TWO.replace("1.2", "1.3") + "\n"),
            containsString(ONE.replace("1.1", "1.2"))));
    assertThat(tree.read(".workshop/hints"), is("2 alpha: The number one\n"));
    tree.run("undo");
    assertThat(tree.read(LearnersTree.ALPHA), is(before));
    assertThat(Files.exists(tree.path(".workshop/version")), is(false));
    assertThat(update(), containsString("in it: 1\n"));
  }

  @Test
  void anAnswerFollowsItsExerciseToAnotherFile() throws Exception {
    String moved = SOLUTION.replace("Alpha", "Omega");
    newer(
        () -> {
          tree.write(moved, tree.read(SOLUTION).replace("Alpha", "Omega"));
          Files.delete(tree.path(SOLUTION));
          Files.delete(tree.path(LearnersTree.ALPHA));
        });
    tree.edit(LearnersTree.ALPHA, ONE, "return mine();");
    tree.edit(LearnersTree.ALPHA, "// Between", "// My own, between");
    String said = update();
    assertThat(tree.read(moved.replace("solution", "exercise")), containsString("return mine();"));
    assertThat(Files.exists(tree.path(LearnersTree.ALPHA)), is(false));
    assertThat(
        said,
        allOf(
            containsString(LearnersTree.ALPHA + ": not in the new version\n"),
            containsString("  yours: .workshop/saved/001-update-")));
  }

  @Test
  void anExerciseThatIsGoneIsNamedAndItsAnswerSaved() throws Exception {
    newer(() -> tree.edit(SOLUTION, "The number two", "A sum"));
    tree.edit(LearnersTree.ALPHA, TWO, "return mine();");
    assertThat(update(), containsString("There is no such exercise any more: 1.2 The number two"));
    assertThat(tree.read(LearnersTree.ALPHA), containsString(TWO));
    assertThat(
        Files.readString(tree.saved().get(0).resolve("files").resolve(LearnersTree.ALPHA)),
        containsString("return mine();"));
  }

  @Test
  void changesOutsideOfTheMarksAreMerged() throws Exception {
    newer(
        () -> {
          tree.edit(SOLUTION, "package alpha;", "package alpha;\n\nimport java.util.List;");
          tree.edit(GIVEN, "one", "ONE");
        });
    tree.edit(LearnersTree.ALPHA, "// Between the exercises.", "int mine;");
    tree.edit(LearnersTree.ALPHA, ONE, "return mine;");
    tree.edit(GIVEN, "five", "FIVE");
    assertThat(update(), not(containsString("yours:")));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(
            containsString("import java.util.List;"),
            containsString("  int mine;\n"),
            containsString("    return mine;\n")));
    assertThat(tree.read(GIVEN), is("ONE\ntwo\nthree\nfour\nFIVE\n"));
  }

  @Test
  void whatDoesNotFitIsSavedAndNamed() throws Exception {
    newer(
        () -> {
          tree.edit(SOLUTION, "// Between the exercises.", "// Between these two.");
          tree.edit(GIVEN, "two", "TWO");
        });
    tree.edit(LearnersTree.ALPHA, "// Between the exercises.", "int mine;");
    tree.edit(LearnersTree.ALPHA, ONE, "return mine;");
    tree.edit(GIVEN, "two", "zwei");
    assertThat(
        update(),
        allOf(
            containsString(LearnersTree.ALPHA + ": your lines outside of the marks"),
            containsString(GIVEN + ": you and the new version have changed the same lines")));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(containsString("// Between these two."), containsString("    return mine;\n")));
    assertThat(tree.read(GIVEN), containsString("TWO"));
  }

  @Test
  void theMarksOfOneAreBrokenAndTheOtherIsKept() throws Exception {
    newer(() -> tree.edit(SOLUTION, "// Between the", "// Between these"));
    tree.edit(LearnersTree.ALPHA, TWO, "return mine();");
    tree.edit(LearnersTree.ALPHA, ONE, "return lost();");
    tree.edit(LearnersTree.ALPHA, "  // --- End of exercise 1.1\n", "");
    assertThat(update(), containsString(LearnersTree.ALPHA + ": your lines outside"));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(containsString("return mine();"), containsString(ONE)));
  }

  @Test
  void aFileThatIsTheSameInBothVersionsStaysAsItIs() throws Exception {
    newer(() -> tree.edit(GIVEN, "one", "ONE"));
    String mine = "no marks, \r\nno end";
    tree.write(LearnersTree.ALPHA, mine);
    assertThat(update(), not(containsString("yours:")));
    assertThat(tree.read(LearnersTree.ALPHA), is(mine));
  }

  @Test
  void anExerciseThatHasChangedIsNamed() throws Exception {
    newer(() -> tree.edit(SOLUTION, "public int two() {", "public long two() {"));
    tree.edit(
        LearnersTree.ALPHA,
        "  public int two() {\n    " + TWO,
        "  public int two() {\n\n    return mine();");
    String said = update();
    assertThat(
        said,
        containsString(
            "The new version changes this exercise, and your answer is still the old one: 1.2 The"));
    assertThat(tree.read(LearnersTree.ALPHA), containsString("public int two() {\n\n    return"));
  }

  @Test
  void aChangeFarFromTheAnswerIsMadeInIt() throws Exception {
    newer(() -> tree.edit(SOLUTION, "public int two() {", "/** Twice. */\n  public int two() {"));
    tree.edit(LearnersTree.ALPHA, TWO, "// mine\n    return mine();");
    tree.edit(LearnersTree.ALPHA, "  public int one() {", "  /** One. */\n  public int one() {");
    String said = update();
    assertThat(said, not(containsString("still the old one")));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(
            containsString("/** Twice. */\n  public int two() {\n    // mine\n    return"),
            containsString("/** One. */")));
  }

  @Test
  void anAnswerOfTheReferenceBecomesTheNewOne() throws Exception {
    newer(() -> tree.edit(SOLUTION, "return one + one;", "return 2 * one;"));
    tree.run("catch-up", "phase2");
    update();
    assertThat(tree.read(LearnersTree.ALPHA), is(tree.answered(LearnersTree.ALPHA)));
    assertThat(tree.read(LearnersTree.ALPHA), containsString("return 2 * one;"));
    assertThat(tree.run("progress"), startsWith("phase1-alpha: 2 of 2 done"));
  }

  @Test
  void ownFilesAndTheEndsOfLinesStay() throws Exception {
    newer(() -> tree.edit(SOLUTION, "// Between the", "// Between these"));
    String own = LearnersTree.ALPHA.replace("Alpha.java", "Own.java");
    tree.write(own, "class Own {}\n");
    tree.edit(LearnersTree.ALPHA, ONE, "return mine(); // caf\u00e9");
    tree.write(LearnersTree.ALPHA, tree.read(LearnersTree.ALPHA).replace("\n", "\r\n"));
    assertThat(update(), not(containsString("yours:")));
    assertThat(tree.read(own), is("class Own {}\n"));
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(
            containsString("return mine(); // caf\u00e9\r\n"),
            containsString("Between these exercises.\r\n")));
  }

  @Test
  void theNextUpdateBeginsWhereTheLastOneEnded() throws Exception {
    newer(() -> tree.edit(GIVEN, "one", "ONE"));
    update();
    assertThat(update(), startsWith("Nothing to do: there is no newer version"));
    // Not committed: git still has the old version.
    git("stash", "-q");
    git("checkout", "-q", "newer");
    tree.edit(GIVEN, "ONE", "ONE 1");
    commit("newest");
    git("checkout", "-q", "main");
    git("stash", "pop", "-q");
    assertThat(update(), not(containsString("yours:")));
    assertThat(tree.read(GIVEN), startsWith("ONE 1\ntwo\n"));
    tree.run("undo");
    assertThat(tree.read(GIVEN), startsWith("ONE\ntwo\n"));
  }

  @Test
  void whatWasCommittedIsKeptToo() throws Exception {
    newer(() -> tree.edit(SOLUTION, "// Between the", "// Between these"));
    tree.edit(LearnersTree.ALPHA, ONE, "return mine();");
    commit("mine");
    update();
    assertThat(
        tree.read(LearnersTree.ALPHA),
        allOf(containsString("return mine();"), containsString("Between these")));
  }

  @Test
  void fetchesFromWhereTheTreeWasCloned() throws Exception {
    newer(() -> tree.edit(GIVEN, "one", "ONE"));
    Path clone = folder.resolve("clone");
    git("clone", "-q", "-b", "main", ".", clone.toString());
    assertThat(
        tree.run("update", "--tree", clone.toString()), startsWith("Nothing to do: there is no"));
    git("checkout", "-q", "newer");
    tree.run("update", "--tree", clone.toString());
    assertThat(Files.readString(clone.resolve(GIVEN)), startsWith("ONE\n"));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(
        assertThrows(Problem.class, () -> tree.run("update")).getMessage(),
        containsString("git remote add upstream"));
    git("remote", "add", "origin", folder.resolve("nowhere").toString());
    assertThat(
        assertThrows(Problem.class, () -> tree.run("update")).getMessage(),
        allOf(containsString("git fetch: fatal"), containsString("Nothing was changed.")));
    assertThat(
        assertThrows(Problem.class, () -> tree.run("update", "--from", "nonsense")).getMessage(),
        containsString("Nothing was changed."));
    Path plain = Files.createTempDirectory("plain");
    assertThat(
        assertThrows(Problem.class, () -> tree.run("update", "--tree", plain.toString()))
            .getMessage(),
        containsString("docs/updating.md"));
    Files.delete(plain);
  }
}
