package workshop.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows what an exercise can do, with the learner's own code, when its tests have turned green:
 * {@code @Celebration("3.2")} stands at a static method without parameters, in the class {@code
 * Celebrations} of a phase's tests. The method returns a few lines of text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Celebration {
  /** The number of the exercise. */
  String value();
}
