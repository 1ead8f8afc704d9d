package workshop.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The exercise that a test, or all tests of a class, belong to: the last one that they need. If
 * method and class both have this annotation, the method's counts.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Exercise {
  /** Its number, for instance 3.2. */
  String value();
}
