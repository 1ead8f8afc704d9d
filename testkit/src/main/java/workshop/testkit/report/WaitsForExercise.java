package workshop.testkit.report;

import org.opentest4j.TestAbortedException;
import workshop.exercises.ExerciseId;

/** Aborts a test that needs an exercise of an earlier phase, if this exercise is not done. */
final class WaitsForExercise extends TestAbortedException {
  private static final long serialVersionUID = 1L;

  private final transient ExerciseId exercise;

  /**
   * A test of this phase waits for that exercise.
   *
   * @param phase the number of the phase whose test waits
   */
  WaitsForExercise(ExerciseId exercise, int phase, Throwable cause) {
    super(
        "waits for exercise %s of an earlier phase: write it, or ./workshop catch-up phase%d"
            .formatted(exercise, phase),
        cause);
    this.exercise = exercise;
  }

  ExerciseId exercise() {
    return exercise;
  }
}
