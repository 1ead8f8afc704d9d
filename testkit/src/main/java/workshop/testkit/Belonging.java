package workshop.testkit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.exercises.ExerciseId;

/** What a test belongs to: its method says it, or its class, or the class around that. */
public final class Belonging {
  /** What {@link Given} says. */
  public static final String GIVEN = "given";

  private Belonging() {}

  /** The number of an exercise, {@link #GIVEN}, or empty if the test does not say it. */
  public static Optional<String> of(Method method, Class<?> type) {
    return marked(method).or(() -> of(type));
  }

  /** The same for all tests of a class. */
  public static Optional<String> of(Class<?> type) {
    Optional<String> found = Optional.empty();
    for (Class<?> around = type; around != null && found.isEmpty(); ) {
      found = marked(around);
      around = around.getEnclosingClass();
    }
    return found;
  }

  /** The exercise that a test belongs to; empty for a test of given code. */
  public static Optional<ExerciseId> exercise(Method method, Class<?> type) {
    return of(method, type).flatMap(ExerciseId::find);
  }

  /** The exercises that the tests of a class belong to; inherited tests count, too. */
  public static Stream<ExerciseId> exercises(Class<?> type) {
    return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass)
        .flatMap(one -> Arrays.stream(one.getDeclaredMethods()))
        .flatMap(method -> exercise(method, type).stream());
  }

  /** The exercise that all tests of a class belong to, if the class says so. */
  public static Optional<ExerciseId> exercise(Class<?> type) {
    return of(type).flatMap(ExerciseId::find);
  }

  private static Optional<String> marked(AnnotatedElement element) {
    if (element.isAnnotationPresent(Exercise.class)) {
      return Optional.of(element.getAnnotation(Exercise.class).value());
    }
    return element.isAnnotationPresent(Given.class) ? Optional.of(GIVEN) : Optional.empty();
  }
}
