package workshop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of an exercise returns while the exercise is not done and the program continues
 * without it: see {@link NotDone#goOnTelling}. In the tests the method throws {@link NotDone}, like
 * all other exercises.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface UntilDone {

  /** A Java expression; empty for a method that returns nothing. */
  String value() default "";
}
