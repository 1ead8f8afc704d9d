package workshop.testkit.worker;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.testkit.Belonging;

/**
 * Turns the results of tests into lines of six words, separated by tabs: the class, the method ("*"
 * for the whole class), what the test belongs to, the outcome, a detail, and the text that a
 * learner reads (display names and message, in Base64).
 *
 * <p>Outcomes: PASSED; NOT_DONE, with the exercise as its detail; WRONG, an assertion; BROKEN, any
 * other exception, with its class; STUCK, which did not end; ABORTED and SKIPPED.
 */
final class ResultLines implements TestExecutionListener {
  private static final String NOT_DONE = "workshop.NotDone";
  private static final String NOTHING = "nothing";

  private final Consumer<String> lines;
  private final boolean tellsStarts;
  private boolean stuck;
  private TestPlan plan;

  /**
   * Lines for a program that reads them.
   *
   * @param tellsStarts whether there is also a line when a test starts
   */
  ResultLines(Consumer<String> lines, boolean tellsStarts) {
    this.lines = lines;
    this.tellsStarts = tellsStarts;
  }

  /** Whether a test did not end, or filled the memory. */
  boolean stuck() {
    return stuck;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (tellsStarts && test.isTest()) {
      lines.accept("START\t" + names(test).replaceAll("\\s+", " "));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, "SKIPPED", "-", reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (passed && !test.isTest()) {
      return;
    }
    if (passed) {
      add(test, "PASSED", "-", "");
      return;
    }
    Throwable thrown = result.getThrowable().orElseGet(() -> new AssertionError("no reason given"));
    String text = thrown instanceof AssertionError ? thrown.getMessage() : thrown.toString();
    stuck |= find(thrown, OutOfMemoryError.class.getName()).isPresent();
    Optional<Throwable> notDone = find(thrown, NOT_DONE);
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(test, "ABORTED", "-", text);
    } else if (notDone.isPresent()) {
      add(test, "NOT_DONE", exercise(notDone.get()), text);
    } else if (find(thrown, TimeoutException.class.getName()).isPresent()) {
      stuck = true;
      add(test, "STUCK", "-", text);
    } else if (thrown instanceof AssertionError) {
      add(test, "WRONG", "-", text);
    } else {
      add(test, "BROKEN", thrown.getClass().getName(), text);
    }
  }

  /**
   * The kit knows no phase, and so the class by its name only; its message starts "Exercise 3.2".
   */
  private static String exercise(Throwable notDone) {
    return notDone.getMessage().split(" ")[1];
  }

  private static Optional<Throwable> find(Throwable thrown, String className) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().equals(className)) {
        return Optional.of(cause);
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (suppressed.getClass().getName().equals(className)) {
          return Optional.of(suppressed);
        }
      }
    }
    return Optional.empty();
  }

  private void add(TestIdentifier test, String outcome, String detail, String message) {
    TestSource source = test.getSource().orElse(null);
    String type = "-";
    String method = "*";
    if (source instanceof MethodSource methodSource) {
      type = methodSource.getClassName();
      method = methodSource.getMethodName();
    } else if (source instanceof ClassSource classSource) {
      type = classSource.getClassName();
    }
    String belonging = source == null ? NOTHING : belonging(source).orElse(NOTHING);
    String text = names(test) + "\n" + message;
    lines.accept(
        String.join(
            "\t",
            type,
            method,
            belonging,
            outcome,
            detail,
            Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  static Optional<String> belonging(TestSource source) {
    if (source instanceof MethodSource method) {
      return Belonging.of(method.getJavaMethod(), method.getJavaClass());
    }
    return source instanceof ClassSource type
        ? Belonging.of(type.getJavaClass())
        : Optional.empty();
  }

  /** The display names from the class down. */
  private String names(TestIdentifier test) {
    String names = test.getDisplayName();
    for (Optional<TestIdentifier> parent = plan.getParent(test);
        parent.isPresent() && parent.get().getParentId().isPresent();
        parent = plan.getParent(parent.get())) {
      names = parent.get().getDisplayName() + " > " + names;
    }
    return names;
  }
}
