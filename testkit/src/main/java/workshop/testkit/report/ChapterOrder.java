package workshop.testkit.report;

import java.lang.reflect.Method;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.Order;
import workshop.exercises.ExerciseId;
import workshop.testkit.Belonging;

/**
 * Tests run in the order of their exercises, and tests of given code run first. Tests of the same
 * exercise run in the order of their {@code @Order}. So the first red test is the first one to fix.
 */
public final class ChapterOrder {
  private static final ExerciseId GIVEN = new ExerciseId(0, 0);

  private ChapterOrder() {}

  /** A class comes where the first of its tests belongs to an exercise. */
  public static final class OfClasses extends ClassOrderer.OrderAnnotation {
    static final Comparator<Class<?>> ORDER =
        Comparator.<Class<?>, ExerciseId>comparing(OfClasses::first)
            .thenComparing(OfClasses::order)
            .thenComparing(Class::getName);

    @Override
    public void orderClasses(ClassOrdererContext context) {
      context
          .getClassDescriptors()
          .sort(Comparator.comparing(ClassDescriptor::getTestClass, ORDER));
    }

    private static int order(Class<?> type) {
      Order order = type.getAnnotation(Order.class);
      return order == null ? Order.DEFAULT : order.value();
    }

    /** The first exercise that one of its tests belongs to; 0.0 for given code. */
    static ExerciseId first(Class<?> type) {
      return Belonging.exercises(type).min(Comparator.naturalOrder()).orElse(GIVEN);
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
