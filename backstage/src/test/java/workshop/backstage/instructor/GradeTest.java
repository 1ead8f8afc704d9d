package workshop.backstage.instructor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

class GradeTest {
  @TempDir Path folder;
  private SampleTree ours;
  private Path learners;
  private final List<Path> tested = new ArrayList<>();

  /** What a test run leaves behind: an exercise is done where "return" stands in its method. */
  private Grade.TestRun tests = this::pretend;

  @BeforeEach
  void makeTrees() {
    ours = new SampleTree(folder.resolve("ours"));
    learners = folder.resolve("class");
  }

  private SampleTree learner(String name) {
    return new SampleTree(learners.resolve(name));
  }

  private void results(SampleTree tree, int phase, String... words) {
    String file = "phase%d-sample/target/exercises.txt".formatted(phase);
    StringBuilder text = new StringBuilder("run=2026-11-22T18:40:00Z\n");
    for (int i = 0; i < words.length; i++) {
      text.append("%d.%d=%s%n".formatted(phase, i + 1, words[i]));
    }
    tree.write(file, text.toString());
    setTime(tree.root().resolve(file), Instant.now().plusSeconds(60));
  }

  private static void setTime(Path file, Instant time) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String pretend(Path tree, List<String> phases, List<String> options, Path log)
      throws IOException {
    tested.add(tree);
    Files.writeString(log, "");
    for (String phase : phases) {
      Path answers = tree.resolve(phase + "/src/exercise/java/sample/Sample");
      String text = Workshop.read(Path.of(answers + phase.substring(5, 6) + ".java"));
      if (text.contains("typing error")) {
        Files.writeString(
            log,
            "[\u001b[1;31mERROR\u001b[m] %s/%s/src/exercise/java/A.java:[7,3] ';' expected\u0007\n"
                    .formatted(tree, phase)
                + "[ERROR] %s/%s/src/exercise/java/A.java:[8,3] another\n".formatted(tree, phase));
        return "";
      }
      StringBuilder words = new StringBuilder();
      for (int i = 1; i <= 5; i++) {
        String word = text.contains("return " + i + ";") ? "done" : "not done";
        words.append("%s.%d=%s%n".formatted(phase.substring(5, 6), i, word));
      }
      Path results = tree.resolve(phase).resolve("target/exercises.txt");
      Files.createDirectories(results.getParent());
      Files.writeString(results, words);
      setTime(results, Instant.now().plusSeconds(60));
    }
    return "";
  }

  @Test
  void readsWhatTheLearnersTestRunsHaveFound() {
    SampleTree ada = learner("ada");
    for (int phase = 1; phase <= 5; phase++) {
      results(ada, phase, "done", "done", "done", "done", "done");
    }
    SampleTree ben = learner("ben");
    results(ben, 1, "done", "wrong", "waits", "not done", "wrong");
    for (int phase = 2; phase <= 5; phase++) {
      results(ben, phase, "not done", "not run", "not done", "not done", "not done");
    }
    assertThat(
        grade(learners.toString()),
        is(
            """
            name  phase 1  phase 2  phase 3  phase 4  phase 5  all    as reference  wrong
            ada   5/5      5/5      5/5      5/5      5/5      25/25  0
            ben   1/5      0/5      0/5      0/5      0/5      1/25   0             1.2 1.5
            """));
  }

  @Test
  void oneTreeAlone() {
    results(learner("ada"), 1, "done", "done", "done", "done", "done");
    assertThat(
        grade(learners.resolve("ada").toString()),
        containsString("\nada   5/5      -        -        -        -        5/25  0\n"));
  }

  @Test
  void aTreeWithoutResultsIsTold() {
    learner("ada");
    learner("ben");
    assertThat(
        grade(learners.toString()),
        endsWith(
            """

            ada: no results of phase1-sample, phase2-sample, phase3-sample, phase4-sample, \
            phase5-sample: not tested, or it does not compile
            ben: no results of phase1-sample, phase2-sample, phase3-sample, phase4-sample, \
            phase5-sample: not tested, or it does not compile
            """));
  }

  @Test
  void aFolderThatIsNoTreeIsTold() throws IOException {
    Files.createDirectories(learners.resolve("cleo"));
    Files.createDirectories(learners.resolve(".hidden"));
    assertThat(
        grade(learners.toString()),
        allOf(
            containsString("\ncleo  -        -"),
            endsWith("\ncleo: this is no tree of the workshop\n"),
            not(containsString("hidden"))));
    assertThat(grade("--fresh", learners.toString()), containsString("cleo: this is no tree"));
  }

  @Test
  void whatWasEditedSinceDoesNotCount() {
    SampleTree ada = learner("ada");
    results(ada, 3, "done");
    setTime(ada.root().resolve(SampleTree.DERIVED), Instant.now().plusSeconds(120));
    assertThat(
        grade(learners.toString()),
        allOf(
            containsString("\nada   -        -        -  "),
            containsString("\nada: phase3-sample: edited after its tests ran")));
  }

  @Test
  void tellsHowManyAnswersAreTheReferences() {
    SampleTree ada = learner("ada");
    ada.write(SampleTree.DERIVED, ours.read(SampleTree.SOLUTION));
    results(ada, 3, "done", "done", "done", "done", "done");
    assertThat(grade(learners.toString()), containsString("  5/25  5\n"));
  }

  @Test
  void whateverIsInATreeTheOthersAreGraded() throws IOException {
    SampleTree ada = learner("ada");
    ada.write("phase1-sample/target/exercises.txt", "0.1=done\n1.1=done\n100.7=done\n1.2\n\u0007");
    Path endless = ada.root().resolve("phase2-sample/target/exercises.txt");
    Files.createDirectories(endless.getParent());
    Files.createSymbolicLink(endless, Path.of("/dev/zero"));
    ada.delete(SampleTree.DERIVED);
    Files.createSymbolicLink(ada.root().resolve(SampleTree.DERIVED), Path.of("/dev/zero"));
    results(learner("ben"), 1, "done", "done", "done", "done", "done");
    setTime(
        ada.root().resolve("phase1-sample/target/exercises.txt"), Instant.now().plusSeconds(60));
    assertThat(
        grade(learners.toString()),
        allOf(
            containsString("\nada   1/5      -        -        -        -        1/25  0\n"),
            containsString("\nben   5/5      -  ")));
    Files.delete(endless);
    Files.delete(ada.root().resolve(SampleTree.DERIVED));
  }

  @Test
  void freshRunsOurTestsOnTheirAnswers() {
    SampleTree ada = learner("ada");
    for (int phase = 1; phase <= 5; phase++) {
      results(ada, phase, "done", "done", "done", "done", "done"); // so she says
    }
    ada.write(SampleTree.DERIVED, "class Sample3 { int mine() { return 1; } }\n");
    ada.write(SampleTree.TEST, "class Mine {}\n");
    ada.write("phase3-sample/src/exercise/java/sample/More.java", "class More {}\n");
    ours.write("pom.xml", "<project/>\n");
    ours.write("phase3-sample/target/old", "old\n");
    assertThat(
        grade("--fresh", learners.toString()),
        containsString("\nada   0/5      0/5      1/5      0/5      0/5      1/25  0\n"));
    Path tree = tested.get(0);
    assertThat(Workshop.read(tree.resolve(SampleTree.DERIVED)), containsString("mine()"));
    assertThat(Workshop.read(tree.resolve(SampleTree.TEST)), is(ours.read(SampleTree.TEST)));
    assertThat(Files.exists(tree.resolve("pom.xml")), is(true));
    assertThat(Files.exists(tree.resolve("phase3-sample/target/old")), is(false));
    assertThat(Files.exists(tree.resolve(SampleTree.SOLUTION)), is(false));
    assertThat(
        Files.exists(tree.resolve("phase3-sample/src/exercise/java/sample/More.java")), is(true));
    assertThat(Files.exists(ada.root().resolve("maven.log")), is(false));
  }

  @Test
  void freshMakesItAnewEachTime() throws IOException {
    SampleTree ada = learner("ada");
    ada.write("phase3-sample/src/exercise/java/sample/More.java", "class More {}\n");
    grade("--fresh", learners.toString());
    ada.delete("phase3-sample/src/exercise/java/sample/More.java");
    grade("--fresh", learners.toString());
    assertThat(tested.get(1), is(tested.get(0)));
    assertThat(
        Files.exists(tested.get(1).resolve("phase3-sample/src/exercise/java/sample/More.java")),
        is(false));
  }

  @Test
  void freshFollowsNoLinks() throws IOException {
    SampleTree ada = learner("ada");
    ours.write("secret", "secret\n");
    Path link = ada.root().resolve("phase3-sample/src/exercise/java/sample/Link.java");
    Files.createSymbolicLink(link, ours.root().resolve("secret"));
    grade("--fresh", learners.toString());
    Path copied = tested.get(0).resolve("phase3-sample/src/exercise/java/sample/Link.java");
    assertThat(Files.exists(copied), is(false));
  }

  @Test
  void aClassInsideOfOurTreeIsNotCopied() {
    learners = ours.root().resolve("class");
    learner("ada");
    grade("--fresh", learners.toString());
    assertThat(Files.exists(tested.get(0).resolve("class/ada")), is(false));
  }

  @Test
  void whatDoesNotCompileShowsAsSuch() {
    SampleTree ada = learner("ada");
    String file = "phase2-sample/src/exercise/java/sample/Sample2.java";
    ada.write(file, "typing error\n");
    learner("ben");
    assertThat(
        grade("--fresh", learners.toString()),
        is(
            """
            name  phase 1  phase 2  phase 3  phase 4  phase 5  all   as reference  wrong
            ada   0/5      error    -        -        -        0/25  0
            ben   0/5      0/5      0/5      0/5      0/5      0/25  0

            ada: phase2-sample does not compile: phase2-sample/src/exercise/java/A.java:7: ';' \
            expected?
            """));
  }

  @Test
  void aRunThatDoesNotEndIsTold() {
    learner("ada");
    tests = (tree, phases, options, log) -> "ended after 15 minutes";
    assertThat(
        grade("--fresh", learners.toString()),
        allOf(
            containsString("\nada: ended after 15 minutes\n"),
            containsString("\nada: not all phases have results: see ")));
  }

  @Test
  void forASpreadsheet() throws IOException {
    results(learner("ada, the first"), 1, "done", "wrong", "done", "waits", "not done");
    assertThat(
        grade("--csv", learners.toString()),
        allOf(
            startsWith(
                "name,done,of,as reference,phase1-sample,phase2-sample,phase3-sample,"
                    + "phase4-sample,phase5-sample,1.1,1.2,"),
            containsString(
                "5.5,remarks\n\"ada, the first\",2,25,0,2,0,0,0,0,done,wrong,done,waits,"
                    + "not done,no result,"),
            endsWith(
                "\"no results of phase2-sample, phase3-sample, phase4-sample,"
                    + " phase5-sample: not tested, or it does not compile\"\n")));
  }

  @Test
  void optionsForMaven() {
    learner("ada");
    List<String> given = new ArrayList<>();
    tests =
        (tree, phases, options, log) -> {
          given.addAll(options);
          return pretend(tree, phases, options, log);
        };
    grade("--fresh", learners.toString(), "--", "-o", "-Dx=y");
    assertThat(given, is(List.of("-o", "-Dx=y")));
  }

  @Test
  void whatIsAskedForMustMakeSense() throws IOException {
    learner("ada");
    Files.createDirectories(folder.resolve("empty"));
    assertThat(misuse(), startsWith("Missing required parameter: 'FOLDER'"));
    assertThat(misuse("--fresh"), startsWith("Missing required parameter: 'FOLDER'"));
    assertThat(misuse("--all", learners.toString()), startsWith("Unknown option: '--all'"));
    assertThat(misuse("--fresh", "--", "-o"), startsWith("Which trees?"));
    assertThat(
        misuse(learners.toString(), "--", "-o"), startsWith("Options for Maven need --fresh"));
    assertThat(refusal("/no/such/folder"), startsWith("There is no folder /no/such/folder"));
    assertThat(refusal(folder.resolve("empty").toString()), startsWith("There is nothing in "));
  }

  // Helpers

  private String grade(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GradeCommand command =
        new GradeCommand(
            new Workshop(ours.root()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream()),
            (tree, phases, options, log) -> tests.run(tree, phases, options, log));
    new CommandLine(command).parseArgs(arguments);
    try {
      command.call();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String misuse(String... arguments) {
    return assertThrows(ParameterException.class, () -> grade(arguments)).getMessage();
  }

  private String refusal(String... arguments) {
    return assertThrows(Problem.class, () -> grade(arguments)).getMessage();
  }
}
