package workshop.testkit.report;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import workshop.exercises.ExerciseId;
import workshop.testkit.Belonging;

/**
 * Tests run in the order of the exercises that they belong to, those of given code first; where
 * that is the same, by their {@code @Order}. So the first red test is the first one to fix.
 */
public final class ChapterOrder {
  private static final ExerciseId GIVEN = new ExerciseId(0, 0);

  private ChapterOrder() {}

  /** A class comes where the first of its tests belongs to an exercise. */
  public static final class OfClasses extends ClassOrderer.OrderAnnotation {
    @Override
    public void orderClasses(ClassOrdererContext context) {
      super.orderClasses(context);
      context
          .getClassDescriptors()
          .sort(Comparator.comparing(descriptor -> first(descriptor.getTestClass())));
    }

    private static ExerciseId first(Class<?> type) {
      Stream<ExerciseId> ofMethods =
          Arrays.stream(type.getDeclaredMethods())
              .flatMap(method -> Belonging.exercise(method, type).stream());
      return Stream.concat(ofMethods, Belonging.exercise(type).stream())
          .min(Comparator.naturalOrder())
          .orElse(GIVEN);
    }
  }

  /** The methods of one class. */
  public static final class OfMethods extends MethodOrderer.OrderAnnotation {
    @Override
    public void orderMethods(MethodOrdererContext context) {
      super.orderMethods(context);
      context
          .getMethodDescriptors()
          .sort(
              Comparator.comparing(
                  descriptor -> exercise(descriptor.getMethod(), context.getTestClass())));
    }

    private static ExerciseId exercise(Method method, Class<?> type) {
      return Belonging.exercise(method, type).orElse(GIVEN);
    }
  }
}
