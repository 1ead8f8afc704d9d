package workshop.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that shows what the learner's own code can do, when the tests of an exercise have
 * turned green. {@code @Celebration("3.2")} is for a static method without parameters, in the class
 * {@code Celebrations} of a phase's tests. The method returns a few lines of text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Celebration {
  /** The number of the exercise. */
  String value();
}
