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
import java.util.List;
import java.util.Map;
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
      Message: 3 + 2
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
                List.of("add", "3 + 2"),
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
        problem(MINUS.replace("3 + 2", "3 plus 2")),
        containsString("no red test says \"add\" and \"3 plus 2\""));
  }

  @Test
  @DisplayName("all words must stand in what one and the same test says")
  void wordsOfTwoTests() {
    assertThat(
        problem(MINUS.replace("Message: add", "Message: 3 + 1")), containsString("no red test"));
  }

  @Test
  @DisplayName("tests that take long are asked only where the others do not tell")
  void dearTests() throws IOException {
    dearTest("Runtime.getRuntime().halt(0);");
    assertThat("not asked", problems(MINUS), is(anEmptyMap()));
    String hard = MINUS.replace("3 + 2", "seed 9");
    assertThat("asked", problem(hard), containsString("has ended"));
    dearTest("assertEquals(9, Sums.add(7, 2), \"add, of seed 9\");");
    assertThat("tells", problems(hard), is(anEmptyMap()));
    assertThat(problem(hard.replace("seed 9", "seed 8")), containsString("no red test says"));
  }

  private void dearTest(String body) throws IOException {
    sample.write(
        SUMS_TEST.replace("SumsTest", "SumsSeededScenariosTest"),
        """
        package sums;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;
        import workshop.testkit.Exercise;

        @Exercise("1.1")
        class SumsSeededScenariosTest {
          @Test
          void seeds() {
            %s
          }
        }
        """
            .formatted(body));
  }

  @Test
  void doesNotCompile() {
    assertThat(problem(MINUS.replace("a - b;", "a -- b;")), containsString("Does not compile"));
  }

  @Test
  void endless() {
    String wrong =
        MINUS.replace("return a - b;", "while (a < 9) {} return 0;").replace("3 + 2", "timed out");
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
    Workshop workshop = sample.workshop();
    Path classes = folder.resolve(Integer.toString(text.hashCode()));
    return new WrongAnswers(
            workshop,
            new Classes(workshop, SampleWorkshop.libraries(), classes),
            workers,
            new Times())
        .notCaught(List.of(WrongAnswer.parse(FILE, text)));
  }

  private String problem(String text) {
    Map<WrongAnswer, String> problems = problems(text);
    assertThat(problems.size(), is(1));
    return problems.values().iterator().next();
  }
}
