package workshop.backstage.walk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.backstage.walk.SampleWorkshop.SUMS_TEST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

@DisplayName("wrong-answers: a mistake must turn a test of its exercise red, with the right words")
class WrongAnswersTest {
  private static final String MINUS =
      """
      Takes away in place of adding.

      Exercise: 1.1
      Message: add
      Message: 3 + 1
      Right:
          return a + b;
      Wrong:
          return a - b;
      """;
  private static final Path FILE = Path.of("1.1-minus.txt");

  private static Workers workers;

  @TempDir private Path tree;
  @TempDir private Path folder;
  private SampleWorkshop sample;
  private int count;

  @BeforeAll
  static void start() {
    workers = new Workers(SampleWorkshop.libraries(), 2);
  }

  @AfterAll
  static void stop() {
    workers.close();
  }

  @BeforeEach
  void make() throws IOException {
    sample = new SampleWorkshop(tree);
  }

  @Test
  void readsAll() throws IOException {
    sample.write("backstage/wrong-answers/1.1-minus.txt", MINUS);
    assertThat(
        WrongAnswer.all(sample.workshop()),
        contains(
            new WrongAnswer(
                tree.resolve("backstage/wrong-answers/1.1-minus.txt"),
                "Takes away in place of adding.",
                new ExerciseId(1, 1),
                List.of("add", "3 + 1"),
                "    return a + b;",
                "    return a - b;")));
  }

  @Test
  void caught() {
    assertThat(problems(MINUS), is(anEmptyMap()));
  }

  @Test
  void notCaught() throws IOException {
    sample.change(SUMS_TEST, "Sums.add(3, b)", "3 + b + 0 * Sums.add(3, b)");
    assertThat(problem(MINUS), is("all 2 tests of exercise 1.1 are green"));
  }

  @Test
  @DisplayName("not caught where only another exercise's test is red")
  void caughtElsewhere() {
    String wrong = MINUS.replace("return a - b;", "return a == 7 ? 0 : a + b;");
    assertThat(problem(wrong), containsString("all 2 tests of exercise 1.1 are green"));
  }

  @Test
  void otherWords() {
    assertThat(
        problem(MINUS.replace("3 + 1", "3 plus 1")),
        containsString("the first red test does not say \"add\" and \"3 plus 1\""));
  }

  @Test
  @DisplayName("all words must stand in what one and the same test says")
  void wordsOfTwoTests() {
    assertThat(
        problem(MINUS.replace("Message: add", "Message: 3 + 2")),
        containsString("the first red test does not say"));
  }

  @Test
  @DisplayName("scenarios are asked only where the plainer tests are all green")
  void scenarios() throws IOException {
    anotherTest("@Scenario", "@Test", "Runtime.getRuntime().halt(0);");
    assertThat("not asked", problems(MINUS), is(anEmptyMap()));
    String hard = MINUS.replace("return a - b;", "return a == 7 ? 0 : a + b;");
    assertThat("asked", problem(hard), containsString("has ended"));
    anotherTest("@Scenario", "@Test", "assertEquals(9, Sums.add(7, 2), \"add, not 3 + 1\");");
    assertThat("tells", problems(hard), is(anEmptyMap()));
  }

  @Test
  @DisplayName("random values are told only where nothing else is red")
  void randomValues() throws IOException {
    String random = "@ParameterizedTest(name = \"seed {0}\") @ValueSource(ints = 7)";
    anotherTest("@Order(1)", random, "assertEquals(5, Sums.add(3, 2), \"seed\");");
    assertThat("not told", problems(MINUS), is(anEmptyMap()));
    String hard = MINUS.replace("return a - b;", "return a == 7 ? 0 : a + b;");
    anotherTest("@Order(1)", random, "assertEquals(9, Sums.add(7, 2), \"add, not 3 + 1\");");
    assertThat("told", problems(hard), is(anEmptyMap()));
  }

  @Test
  @DisplayName("the words must stand in the first red test, not in a later one")
  void laterWords() throws IOException {
    anotherTest("@Order(1)", "@Test", "assertEquals(4, Sums.add(3, 1), \"first\");");
    assertThat(problem(MINUS), containsString("does not say \"add\" and \"3 + 1\""));
    assertThat(
        problems(MINUS.replace("Message: add\nMessage: 3 + 1", "Message: first")),
        is(anEmptyMap()));
  }

  @Test
  @DisplayName("the page shows the report of this mistake, with the line of the answer")
  void page() {
    String broken = MINUS.replace("return a - b;", "return a / (b - b);");
    String screen = results(broken).values().iterator().next().screen();
    assertThat(screen, containsString("1.1 Adding: wrong"));
    assertThat(screen, containsString("phase1-sums/src/exercise/java/sums/Sums.java:7"));
  }

  private void anotherTest(String ofClass, String ofMethod, String body) throws IOException {
    sample.write(
        SUMS_TEST.replace("SumsTest", "OtherSumsTest"),
        """
        package sums;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Order;
        import org.junit.jupiter.api.Test;
        import org.junit.jupiter.params.ParameterizedTest;
        import org.junit.jupiter.params.provider.ValueSource;
        import workshop.testkit.Exercise;
        import workshop.testkit.Scenario;

        @Exercise("1.1")
        %s
        class OtherSumsTest {
          %s
          void other(%s) {
            %s
          }
        }
        """
            .formatted(ofClass, ofMethod, ofMethod.contains("seed") ? "int seed" : "", body));
  }

  @Test
  void doesNotCompile() {
    assertThat(problem(MINUS.replace("a - b;", "a -- b;")), containsString("Does not compile"));
  }

  @Test
  void endless() {
    String wrong =
        MINUS.replace("return a - b;", "while (a < 9) {} return 0;").replace("3 + 1", "timed out");
    assertThat(problems(wrong), is(anEmptyMap()));
    assertThat("the next job has a new worker", problems(MINUS), is(anEmptyMap()));
  }

  @Test
  void endsTheJvm() {
    assertThat(
        problem(MINUS.replace("return a - b;", "System.exit(0); return 0;")),
        containsString("has ended"));
    assertThat("the next job has a new worker", problems(MINUS), is(anEmptyMap()));
  }

  @Test
  @DisplayName("what is to be replaced must stand exactly once in the exercise")
  void notThereOrTwice() {
    assertThat(
        problem(MINUS.replace("return a + b;", "return a * b;")), containsString("is not in"));
    assertThat(problem(MINUS.replace("    return a + b;", "a")), containsString("more than once"));
    assertThat(
        "stands in another exercise",
        problem(MINUS.replace("return a + b;", "return add(a, a);")),
        containsString("is not in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Exercise: 1.1", "Message: ", "Right:", "Wrong:"})
  void refusesAFileWithout(String part) {
    String text = String.join("\n", MINUS.lines().filter(line -> !line.startsWith(part)).toList());
    assertThrows(Problem.class, () -> WrongAnswer.parse(FILE, text));
  }

  private Map<WrongAnswer, String> problems(String text) {
    Map<WrongAnswer, String> problems = new HashMap<>();
    results(text)
        .forEach(
            (answer, result) ->
                result.problem().ifPresent(problem -> problems.put(answer, problem)));
    return problems;
  }

  private Map<WrongAnswer, WrongAnswers.Result> results(String text) {
    Workshop workshop = sample.workshop();
    Path tries = folder.resolve(Integer.toString(count++));
    return new WrongAnswers(
            workshop,
            new Classes(workshop, SampleWorkshop.libraries(), tries.resolve("classes")),
            workers,
            new Times(),
            Optional.of(new FirstScreen(workshop, tries.resolve("screens"))))
        .results(List.of(WrongAnswer.parse(FILE, text)));
  }

  private String problem(String text) {
    Map<WrongAnswer, String> problems = problems(text);
    assertThat(problems.size(), is(1));
    return problems.values().iterator().next();
  }
}
