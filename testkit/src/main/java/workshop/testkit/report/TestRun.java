package workshop.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workshop.exercises.ExerciseId;
import workshop.exercises.Verdicts;
import workshop.testkit.report.TestResult.Outcome;

/**
 * A run of a module's tests that has ended.
 *
 * @param states of the module's exercises, as this run found them
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

  /**
   * An endless loop counts for the exercise that has it: the tests of that exercise may not have
   * run.
   */
  private static TestResult whereItIs(
      TestResult result, List<MarkedExercise> stretches, FailureText failures) {
    return result.isEndless()
        ? failures
            .stretch(result.failure(), stretches)
            .map(stretch -> result.of(stretch.id()))
            .orElse(result)
        : result;
  }

  /** The sums of the answers as they are now: the learner may edit while the tests run. */
  static Map<ExerciseId, String> sums(Settings settings) {
    Map<ExerciseId, String> sums = new TreeMap<>();
    new SourceTree(settings.module(), settings.answers())
        .stretches()
        .forEach(stretch -> sums.put(stretch.id(), stretch.sum()));
    return sums;
  }

  /**
   * Leaves the states for other programs, if all tests of a phase have run, or of one exercise.
   *
   * @param sums of the answers that were tested
   * @return what the learner must know if this fails; otherwise empty
   */
  String remember(Map<ExerciseId, String> sums) {
    if (!hasExercises()) {
      return "";
    }
    boolean learners = settings.answers().equals("exercise");
    if (!settings.selection().isEmpty()) {
      return settings
          .onlyExercise()
          .filter(id -> learners)
          .map(id -> remember(id, sums))
          .orElse("");
    }
    try {
      new ResultsFile(settings.results()).write(Instant.now(), states, sums);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return learners ? addVerdicts(sums) : "";
  }

  /** The same for one exercise, of which all tests have run. */
  String remember(ExerciseId exercise, Map<ExerciseId, String> sums) {
    Map<ExerciseId, String> one = new TreeMap<>(sums);
    one.keySet().retainAll(Set.of(exercise));
    return addVerdicts(one);
  }

  private String addVerdicts(Map<ExerciseId, String> sums) {
    Map<ExerciseId, String> words = new TreeMap<>();
    states.stream()
        .filter(state -> !state.is(ExerciseState.Status.NOT_RUN))
        .forEach(state -> words.put(state.id(), state.status().toString()));
    try {
      Verdicts.read(settings.module().getParent()).add(sums, words);
      return "";
    } catch (IOException e) {
      return "(%s, so \"./workshop progress\" will not know of this run.)%n".formatted(e);
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
