package workshop.testkit.report;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** The exercise that a test belongs to; empty for a test of given code. */
final class Belonging {
  private Belonging() {}

  /** What the method says, or else its class. */
  static Optional<ExerciseId> exercise(Method method, Class<?> type) {
    return isMarked(method) ? marked(method) : exercise(type);
  }

  /** What the class says, or else the class around it. */
  static Optional<ExerciseId> exercise(Class<?> type) {
    Class<?> around = type;
    while (around != null && !isMarked(around)) {
      around = around.getEnclosingClass();
    }
    return around == null ? Optional.empty() : marked(around);
  }

  private static boolean isMarked(AnnotatedElement element) {
    return element.isAnnotationPresent(Exercise.class) || element.isAnnotationPresent(Given.class);
  }

  private static Optional<ExerciseId> marked(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Exercise.class))
        .flatMap(exercise -> ExerciseId.parse(exercise.value()));
  }
}
