package workshop.testkit.report;

import java.util.Comparator;
import workshop.exercises.ExerciseId;
import workshop.testkit.Scenario;

/**
 * How clearly the tests of a class show a mistake in an exercise. The report shows the clearest
 * test first. Within a class, and among classes of the same kind, tests keep the order in which
 * they run.
 */
public enum Plainness {
  /** The class begins with this exercise. */
  OWN,
  /** The class begins with an earlier one. */
  SHARED,
  /** The class plays on the whole stack. */
  SCENARIO;

  static Plainness of(Class<?> testClass, ExerciseId exercise) {
    if (testClass.isAnnotationPresent(Scenario.class)) {
      return SCENARIO;
    }
    return ChapterOrder.OfClasses.first(testClass).equals(exercise) ? OWN : SHARED;
  }

  /** The plainest class first; among equals, the one that runs first. */
  public static Comparator<Class<?>> firstFor(ExerciseId exercise) {
    return Comparator.comparing((Class<?> type) -> of(type, exercise))
        .thenComparing(ChapterOrder.OfClasses.ORDER);
  }
}
