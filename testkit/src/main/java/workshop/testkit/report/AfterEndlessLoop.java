package workshop.testkit.report;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Skips all tests after one that did not end, or filled the memory. Each test that calls the same
 * loop would take as long again. And nobody can stop the thread of the loop, which uses a whole
 * processor.
 *
 * <p>JUnit finds this by its entry in META-INF/services.
 */
public final class AfterEndlessLoop
    implements ExecutionCondition,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace STORE = Namespace.create(AfterEndlessLoop.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String test = context.getRoot().getStore(STORE).get(AfterEndlessLoop.class, String.class);
    return test == null
        ? ConditionEvaluationResult.enabled("every test so far has ended")
        : ConditionEvaluationResult.disabled("not run, because this did not end: " + test);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rethrow(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rethrow(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rethrow(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rethrow(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rethrow(context, failure);
  }

  private static void rethrow(ExtensionContext context, Throwable failure) throws Throwable {
    if (Causes.isEndless(failure)) {
      context.getRoot().getStore(STORE).put(AfterEndlessLoop.class, context.getDisplayName());
    }
    throw failure;
  }
}
