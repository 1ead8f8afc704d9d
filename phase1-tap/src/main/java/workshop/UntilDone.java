package workshop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of an exercise gives as long as the exercise is not done, where the program goes on
 * without it: see {@link NotDone#goOnTelling}. In the tests the method throws {@link NotDone}, as
 * all others do.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface UntilDone {

  /** A Java expression; empty for a method that returns nothing. */
  String value() default "";
}
