package workshop.testkit.report;

import java.util.Optional;
import workshop.exercises.ExerciseId;

/**
 * How one test ended.
 *
 * @param exercise the one of this test; empty for a test of given code
 * @param testClass its name, with the package
 * @param method its name; empty where a whole class failed
 * @param name how the class and the method are called for people
 * @param invocation which one it was, if a method has several; otherwise empty
 * @param plainness how plainly it shows what is wrong with the exercise
 * @param failure null for a test that is green, or that did not run
 */
record TestResult(
    Optional<ExerciseId> exercise,
    String testClass,
    String method,
    String name,
    String invocation,
    Plainness plainness,
    Outcome outcome,
    Throwable failure) {

  enum Outcome {
    GREEN,
    RED,
    /** For an exercise of an earlier phase. */
    WAITS,
    /** An assumption does not hold, or a condition is not met. */
    SKIPPED,
    /** A test before it did not end. */
    NOT_RUN
  }

  boolean is(Outcome other) {
    return outcome == other;
  }

  /** Red because an exercise has no answer yet. */
  boolean isNotDone() {
    return outcome == Outcome.RED && Causes.notDone(failure).isPresent();
  }

  /** Red for any other reason. */
  boolean isWrong() {
    return outcome == Outcome.RED && !isNotDone();
  }

  /** It did not end: no test ran after it. */
  boolean isEndless() {
    return outcome == Outcome.RED && Causes.isEndless(failure);
  }

  /** One of many with random values: such a test says "seed" and a number. */
  boolean isRandom() {
    return invocation.startsWith("seed ");
  }

  String fullName() {
    return invocation.isEmpty() ? name : name + " > " + invocation;
  }

  /** The same without the class, for a list of several tests. */
  String nameInClass() {
    return invocation.isEmpty() ? methodName() : methodName() + " > " + invocation;
  }

  /** How the method alone is called for people. */
  String methodName() {
    int endOfClass = name.indexOf(" > ");
    return endOfClass < 0 ? name : name.substring(endOfClass + " > ".length());
  }

  /** The same, but it belongs to another exercise. */
  TestResult of(ExerciseId other) {
    return new TestResult(
        Optional.of(other), testClass, method, name, invocation, plainness, outcome, failure);
  }

  /** As it is selected on Maven's command line: -Dtest=…. */
  String selector() {
    String name = testClass.substring(testClass.lastIndexOf('.') + 1);
    return method.isEmpty() ? name : name + "#" + method;
  }
}
