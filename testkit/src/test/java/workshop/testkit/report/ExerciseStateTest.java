package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.TestResult.Outcome;

class ExerciseStateTest {
  @Test
  void aTestWithRandomValuesIsShownLast() {
    TestResult random = red("5.7", "RandomTest", "seed 1");
    TestResult plain = red("5.7", "ClosingTest", "");
    TestResult ofAnEarlierExercise = red("5.6", "ClosingTest", "");

    ExerciseState state =
        ExerciseState.of(List.of(), List.of(random, ofAnEarlierExercise, plain)).get(1);

    assertThat(state.firstRed(), is(Optional.of(plain)));
  }

  @Test
  void aClassThatIsMostlyAboutTheExerciseIsShownFirst() {
    TestResult ofSeveral = red("5.7", "ClosingTest", "");
    TestResult ofAnEarlierExercise = red("5.6", "ClosingTest", "");
    TestResult alone = red("5.7", "TimeWaitTest", "");

    ExerciseState state =
        ExerciseState.of(List.of(), List.of(ofAnEarlierExercise, ofSeveral, alone)).get(1);

    assertThat(state.firstRed(), is(Optional.of(alone)));
  }

  private static TestResult red(String exercise, String testClass, String invocation) {
    return new TestResult(
        ExerciseId.find(exercise),
        testClass,
        "method",
        testClass + " > method",
        invocation,
        Outcome.RED,
        new AssertionError());
  }
}
