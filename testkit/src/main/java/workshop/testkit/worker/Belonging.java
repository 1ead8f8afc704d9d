package workshop.testkit.worker;

import java.lang.reflect.AnnotatedElement;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** What a test belongs to: what its method says, or else its class, or the class around that. */
final class Belonging {
  static final String GIVEN = "given";
  static final String NOTHING = "nothing";

  private Belonging() {}

  /** The number of an exercise, {@link #GIVEN}, or {@link #NOTHING}. */
  static String of(TestSource source) {
    if (source instanceof MethodSource method) {
      String belonging = of(method.getJavaMethod());
      return belonging.equals(NOTHING) ? of(method.getJavaClass()) : belonging;
    }
    return source instanceof ClassSource type ? of(type.getJavaClass()) : NOTHING;
  }

  private static String of(Class<?> type) {
    for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
      String belonging = of((AnnotatedElement) around);
      if (!belonging.equals(NOTHING)) {
        return belonging;
      }
    }
    return NOTHING;
  }

  private static String of(AnnotatedElement element) {
    if (element.isAnnotationPresent(Exercise.class)) {
      return element.getAnnotation(Exercise.class).value();
    }
    return element.isAnnotationPresent(Given.class) ? GIVEN : NOTHING;
  }
}
