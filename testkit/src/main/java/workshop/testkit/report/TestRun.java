package workshop.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.TestResult.Outcome;

/**
 * A run of a module's tests that is over.
 *
 * @param states of the module's exercises, as this run tells them
 */
record TestRun(
    Settings settings, SourceTree tree, List<TestResult> results, List<ExerciseState> states) {

  static TestRun of(Settings settings, List<TestResult> collected) {
    SourceTree tree = new SourceTree(settings.module(), settings.answers());
    List<MarkedExercise> stretches = tree.stretches();
    FailureText failures = new FailureText(tree);
    List<TestResult> results =
        collected.stream().map(result -> whereItIs(result, stretches, failures)).toList();
    return new TestRun(settings, tree, results, ExerciseState.of(stretches, results));
  }

  /** An endless loop belongs where it is: the tests of that exercise may not have run. */
  private static TestResult whereItIs(
      TestResult result, List<MarkedExercise> stretches, FailureText failures) {
    return result.isEndless()
        ? failures
            .stretch(result.failure(), stretches)
            .map(stretch -> result.of(stretch.id()))
            .orElse(result)
        : result;
  }

  /** Leaves the states for other programs, if all tests of a phase have run. */
  void remember() {
    if (hasExercises() && settings.selection().isEmpty()) {
      try {
        new ResultsFile(settings.results()).write(Instant.now(), states);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is printed after the run. */
  String text() {
    return hasExercises() && settings.answers().equals("exercise")
        ? report().text()
        : new ShortReport(settings, tree, results).text();
  }

  /** What is to be said of one exercise. */
  String text(ExerciseId exercise) {
    return report().text(exercise);
  }

  private LearnersReport report() {
    return new LearnersReport(settings, tree, results, states);
  }

  private boolean hasExercises() {
    return settings.kind().equals("unit") && !states.isEmpty();
  }

  /** Whether a test of given code is red. */
  boolean givenIsBroken() {
    return results.stream()
        .anyMatch(result -> result.exercise().isEmpty() && result.is(Outcome.RED));
  }
}
