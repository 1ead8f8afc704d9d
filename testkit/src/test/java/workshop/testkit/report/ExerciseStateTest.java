package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.TestResult.Outcome;

class ExerciseStateTest {
  private final TestResult random = red("RandomTest", "seed 1", Plainness.OWN);
  private final TestResult scenario = red("ScenarioTest", "", Plainness.SCENARIO);
  private final TestResult shared = red("ResetTest", "", Plainness.SHARED);
  private final TestResult own = red("ClosingTest", "", Plainness.OWN);
  private final TestResult secondOwn = red("TimeWaitTest", "", Plainness.OWN);

  @Test
  @DisplayName("the exercise's own class, other classes, scenarios, random values")
  void thePlainestIsShownFirst() {
    List<TestResult> asTheyRan = List.of(random, scenario, shared, own, secondOwn);
    assertThat(
        ExerciseState.of(List.of(), asTheyRan).get(0).results(),
        contains(own, secondOwn, shared, scenario, random));
  }

  private static TestResult red(String testClass, String invocation, Plainness plainness) {
    return new TestResult(
        ExerciseId.find("5.7"),
        testClass,
        "method",
        testClass + " > method",
        invocation,
        plainness,
        Outcome.RED,
        new AssertionError());
  }
}
