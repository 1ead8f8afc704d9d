package workshop.testkit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.exercises.ExerciseId;
import workshop.testkit.Belonging;
import workshop.testkit.report.TestResult.Outcome;

/** Notes how each test ends, and which exercise it belongs to. */
final class ResultCollector implements TestExecutionListener {
  private final List<TestResult> results = new ArrayList<>();
  private TestPlan plan;

  /** In the order in which they ended. */
  List<TestResult> results() {
    return List.copyOf(results);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Throwable failure = result.getThrowable().orElse(null);
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          add(test, Outcome.GREEN, null);
        }
      }
      case FAILED -> add(test, Outcome.RED, failure);
      case ABORTED ->
          add(test, failure instanceof WaitsForExercise ? Outcome.WAITS : Outcome.SKIPPED, failure);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    Outcome outcome =
        results.stream().anyMatch(TestResult::isEndless) ? Outcome.NOT_RUN : Outcome.SKIPPED;
    if (skipped.isTest()) {
      add(skipped, outcome, null);
      return;
    }
    List<TestIdentifier> methods =
        plan.getDescendants(skipped).stream()
            .filter(one -> one.getSource().orElse(null) instanceof MethodSource)
            .toList();
    methods.forEach(method -> add(method, outcome, null));
    if (methods.isEmpty()) {
      add(skipped, outcome, null);
    }
  }

  private void add(TestIdentifier test, Outcome outcome, Throwable failure) {
    MethodSource method = null;
    ClassSource type = null;
    String name = "";
    String invocation = "";
    // From the invocation, by way of its method, up to its classes; the engine is the last.
    for (Optional<TestIdentifier> one = Optional.of(test);
        one.flatMap(plan::getParent).isPresent();
        one = plan.getParent(one.get())) {
      TestSource source = one.get().getSource().orElse(null);
      if (source instanceof MethodSource found) {
        method = found;
        invocation = joined(name, invocation);
        name = "";
      } else if (type == null && source instanceof ClassSource found) {
        type = found;
      }
      name = joined(one.get().getDisplayName(), name);
    }
    Optional<ExerciseId> exercise = exercise(method, type);
    results.add(
        new TestResult(
            exercise,
            type == null ? "" : type.getClassName(),
            method == null ? "" : method.getMethodName(),
            name,
            invocation,
            exercise.map(plainness(type)).orElse(Plainness.SHARED),
            outcome,
            failure));
  }

  private static String joined(String outer, String inner) {
    return inner.isEmpty() ? outer : outer + " > " + inner;
  }

  private static Function<ExerciseId, Plainness> plainness(ClassSource type) {
    return exercise ->
        type == null ? Plainness.SHARED : Plainness.of(type.getJavaClass(), exercise);
  }

  private static Optional<ExerciseId> exercise(MethodSource method, ClassSource type) {
    if (method != null) {
      return Belonging.exercise(method.getJavaMethod(), method.getJavaClass());
    }
    return type == null ? Optional.empty() : Belonging.exercise(type.getJavaClass());
  }
}
