package workshop.testkit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.TestResult.Outcome;

/**
 * How far an exercise is, according to its tests.
 *
 * @param stretch where its answer goes; empty if the marks are missing in the source
 * @param results of its tests, the plainest first
 * @param afterWrong whether an exercise before it is wrong
 */
record ExerciseState(
    ExerciseId id, Optional<MarkedExercise> stretch, List<TestResult> results, boolean afterWrong) {

  enum Status {
    DONE("done"),
    NOT_DONE("not done"),
    WRONG("wrong"),
    /** Answered, but its tests need another exercise that is not. */
    WAITS("waits"),
    NOT_RUN("not run");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** All exercises that the source has, or a test belongs to, in their order. */
  static List<ExerciseState> of(List<MarkedExercise> stretches, List<TestResult> results) {
    Map<ExerciseId, List<TestResult>> byExercise = new TreeMap<>();
    stretches.forEach(stretch -> byExercise.put(stretch.id(), new ArrayList<>()));
    for (TestResult result : results) {
      result
          .exercise()
          .ifPresent(id -> byExercise.computeIfAbsent(id, i -> new ArrayList<>()).add(result));
    }
    List<ExerciseState> states = new ArrayList<>();
    boolean wrong = false;
    for (ExerciseId id : byExercise.keySet()) {
      Optional<MarkedExercise> stretch =
          stretches.stream().filter(s -> s.id().equals(id)).findFirst();
      List<TestResult> own = plainestFirst(byExercise.get(id));
      ExerciseState state = new ExerciseState(id, stretch, own, wrong);
      states.add(state);
      wrong = wrong || state.is(Status.WRONG);
    }
    return states;
  }

  /** Tests with random values come last: they show a mistake least clearly. */
  private static List<TestResult> plainestFirst(List<TestResult> own) {
    return own.stream()
        .sorted(Comparator.comparing(TestResult::isRandom).thenComparing(TestResult::plainness))
        .toList();
  }

  Status status() {
    boolean open = stretch.map(MarkedExercise::open).orElse(false);
    // Tests need all exercises before their own. An earlier wrong exercise does not make one wrong
    // that is not written yet.
    if (results.stream().anyMatch(TestResult::isWrong) && !(open && afterWrong)) {
      return Status.WRONG;
    } else if (open && count(Outcome.NOT_RUN) < results.size()) {
      return Status.NOT_DONE;
    } else if (waitsFor().isPresent()) {
      return Status.WAITS;
    } else if (count(Outcome.RED) > 0) {
      return Status.NOT_DONE;
    }
    boolean done = count(Outcome.GREEN) > 0 && count(Outcome.NOT_RUN) == 0;
    return done ? Status.DONE : Status.NOT_RUN;
  }

  boolean is(Status status) {
    return status() == status;
  }

  /** The first other exercise that is missing. */
  Optional<ExerciseId> waitsFor() {
    return results.stream()
        .filter(result -> result.is(Outcome.WAITS) || result.isNotDone())
        .flatMap(result -> Causes.exerciseNotDone(result.failure()).stream())
        .filter(missing -> !missing.equals(id))
        .sorted()
        .findFirst();
  }

  long count(Outcome outcome) {
    return results.stream().filter(result -> result.is(outcome)).count();
  }

  /**
   * The red test that tells most: the first that is wrong, otherwise the first that is not done.
   */
  Optional<TestResult> firstRed() {
    return results.stream()
        .filter(TestResult::isWrong)
        .findFirst()
        .or(() -> results.stream().filter(result -> result.is(Outcome.RED)).findFirst());
  }

  /** Its number and title. */
  String heading() {
    return stretch.map(MarkedExercise::heading).orElse(id.toString());
  }
}
