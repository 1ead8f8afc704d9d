package workshop.backstage.instructor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** In repositories of their own, with the real git. */
class SolutionsBranchTest {
  @TempDir private Path folder;
  private Path root;
  private SampleTree tree;

  @BeforeEach
  void makeRepository() {
    root = folder.resolve("tree");
    tree = new SampleTree(root);
    git("init", "--quiet", "--initial-branch=main");
    commit("The sample");
  }

  @Test
  void hasTheAnswersAndNothingElse() {
    assertThat(make(), containsString("git diff main solutions -- phase3-ipv4"));
    assertThat(
        git("diff", "--name-only", "main", "solutions"),
        is(
            """
            phase1-sample/src/exercise/java/sample/Sample1.java
            phase2-sample/src/exercise/java/sample/Sample2.java
            phase3-sample/src/exercise/java/sample/Sample3.java
            phase4-sample/src/exercise/java/sample/Sample4.java
            phase5-sample/src/exercise/java/sample/Sample5.java"""));
    List<String> changes =
        git("diff", "-U0", "main", "solutions", "--", "phase3-sample")
            .lines()
            .filter(line -> line.matches("[+-][^+-].*"))
            .map(String::strip)
            .toList();
    List<String> expected = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      expected.add(
          "-    throw new workshop.NotDone(\"3.%d\", \"docs/phase3-sample.md\");"
              .formatted(number));
      expected.add("+    return %d;".formatted(number));
    }
    assertThat(changes, is(expected));
  }

  @Test
  void namesTheVersionThatIsCommitted() {
    make();
    assertThat(git("log", "-1", "--format=%B", "solutions"), containsString("Version: unknown\n"));
    tree.write("pom.xml", "<revision>1.2.3</revision>\n");
    commit("A version");
    tree.write("pom.xml", "<revision>4.5.6</revision>\n");
    make();
    assertThat(git("log", "-1", "--format=%B", "solutions"), containsString("Version: 1.2.3\n"));
    assertThat(make(), containsString("up to date"));
  }

  @Test
  void touchesNothingElse() {
    tree.write("staged", "1");
    git("add", "staged");
    tree.write("untracked", "1");
    tree.change(SampleTree.SOLUTION, "return 2;", "return 22;");
    String before = git("status", "--porcelain=v2", "--branch") + git("ls-files", "--stage");
    String said = make();
    assertThat(said, containsString("not committed"));
    assertThat(said, containsString(SampleTree.SOLUTION));
    assertThat(
        git("status", "--porcelain=v2", "--branch") + git("ls-files", "--stage"), is(before));
    assertThat(git("show", "solutions:" + SampleTree.DERIVED), not(containsString("22")));
  }

  @Test
  void isTheSameWhereverItIsMade() {
    make();
    String first = git("rev-parse", "solutions");
    assertThat(make(), containsString("up to date"));
    git("branch", "-D", "solutions");
    git("config", "user.name", "Somebody Else");
    git("config", "commit.gpgSign", "true");
    git("config", "core.autocrlf", "true");
    git("config", "i18n.commitEncoding", "ISO-8859-1");
    git("config", "commit.template", "/nowhere");
    tree.write(".git/hooks/reference-transaction", "#!/bin/sh\nexit 1\n");
    root.resolve(".git/hooks/reference-transaction").toFile().setExecutable(true);
    make();
    assertThat(git("rev-parse", "solutions"), is(first));
  }

  @Test
  void isTheSameInAShallowClone() {
    tree.write("more", "more\n");
    commit("More");
    make();
    String first = git("rev-parse", "solutions");
    Path clone = folder.resolve("clone");
    git("clone", "--quiet", "--depth=1", "--branch=main", "file://" + root, clone.toString());
    root = clone;
    make();
    assertThat(git("rev-parse", "solutions"), is(first));
  }

  @Test
  void followsMain() {
    make();
    String first = git("rev-parse", "solutions");
    tree.change(SampleTree.SOLUTION, "return 2;", "return 2 + 0;");
    tree.derive();
    commit("Changed");
    make();
    assertThat(git("rev-parse", "solutions"), is(not(first)));
    assertThat(git("rev-parse", "solutions^"), is(git("rev-parse", "main")));
    assertThat(git("show", "solutions:" + SampleTree.DERIVED), containsString("return 2 + 0;"));
  }

  @Test
  void keepsTheModesOfFiles() {
    root.resolve(SampleTree.DERIVED).toFile().setExecutable(true);
    commit("Executable");
    make();
    assertThat(git("ls-tree", "solutions", SampleTree.DERIVED), startsWith("100755"));
  }

  @Test
  void worksInAFolderOfARepository() throws IOException {
    Path outer = folder.resolve("outer");
    Files.createDirectories(outer);
    root = outer;
    git("init", "--quiet", "--initial-branch=main");
    tree = new SampleTree(outer.resolve("inner folder"));
    commit("All");
    root = tree.root();
    make();
    assertThat(
        git("diff", "--name-only", "main", "solutions").lines().findFirst().orElse(""),
        is("inner folder/phase1-sample/src/exercise/java/sample/Sample1.java"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commit", "amend", "own"})
  void aBranchOfSomebodyElseIsKept(String how) {
    make();
    git("checkout", "--quiet", "solutions");
    tree.write("mine", "mine\n");
    git("add", "mine");
    switch (how) {
      case "commit" -> commit("Mine");
      case "amend" -> gitAsMe("commit", "--quiet", "--amend", "--no-edit");
      default -> {
        git("checkout", "--quiet", "-B", "solutions", "main");
        commit("Mine");
      }
    }
    String mine = git("rev-parse", "HEAD");
    git("checkout", "--quiet", "main");
    assertThat(refusal(), containsString("--force"));
    assertThat(git("rev-parse", "solutions"), is(mine));
    assertThat(run(true), containsString("git branch mine " + mine));
    assertThat(git("rev-parse", "solutions^"), is(git("rev-parse", "main")));
  }

  @Test
  void checkedOutHere() {
    make();
    git("checkout", "--quiet", "solutions");
    assertThat(refusal(), containsString("git switch main"));
    git("checkout", "--quiet", "--detach", "solutions");
    assertThat(refusal(), containsString("git switch main"));
  }

  @Test
  void checkedOutInAnotherWorktree() {
    make();
    String first = git("rev-parse", "solutions");
    Path worktree = folder.resolve("worktree");
    git("worktree", "add", "--quiet", worktree.toString(), "solutions");
    assertThat("nothing to do", make(), containsString("up to date"));
    tree.write("more", "more\n");
    commit("More");
    assertThat(refusal(), containsString(worktree.toString()));
    assertThat(git("rev-parse", "solutions"), is(first));
  }

  @Test
  void withoutABranch() {
    git("checkout", "--quiet", "--detach");
    assertThat(make(), containsString("git diff " + git("rev-parse", "HEAD").substring(0, 10)));
  }

  @Test
  void notDerived() {
    tree.change(SampleTree.SOLUTION, "return 7;", "return 8;");
    commit("Not derived");
    String said = refusal();
    assertThat(said, containsString(SampleTree.DERIVED));
    assertThat(said, containsString("./workshop derive"));
    tree.derive();
    tree.write(SampleTree.DERIVED.replace("Sample3", "Extra"), "package sample;\n");
    commit("Too many");
    assertThat(refusal(), containsString("Extra.java"));
    assertThat(git("branch", "--list", "solutions"), is(emptyString()));
  }

  @Test
  void noRepository() {
    root = folder.resolve("unpacked");
    tree = new SampleTree(root);
    assertThat(refusal(), containsString("git init"));
    git("init", "--quiet");
    assertThat(refusal(), containsString("no commit yet"));
  }

  // Helpers

  private String make() {
    return run(false);
  }

  private String run(boolean force) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new SolutionsBranch(root, new PrintStream(out, true, StandardCharsets.UTF_8)).run(force);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String refusal() {
    return assertThrows(Problem.class, this::make).getMessage();
  }

  private void commit(String message) {
    git("add", "--all");
    gitAsMe("commit", "--quiet", "--allow-empty", "-m", message);
  }

  private String gitAsMe(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-c", "user.name=Me", "-c", "user.email=me@localhost"));
    all.addAll(List.of(arguments));
    return git(all.toArray(String[]::new));
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgSign=false"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      int status = builder.start().waitFor();
      String text = Workshop.read(output).stripTrailing();
      assertThat(command + ": " + text, status, is(0));
      return text;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
