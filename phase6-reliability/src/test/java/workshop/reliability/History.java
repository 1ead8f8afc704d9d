package workshop.reliability;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Where a test with a bench fails, its message ends with what happened at the bench before that.
 */
final class History implements BeforeEachCallback, TestExecutionExceptionHandler {
  /** Tests run one after the other, but each on a thread of its own. */
  private static volatile Story latest;

  /** This happens at the bench that the test has made last. */
  static void of(Story story) {
    latest = story;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    latest = null;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    Story story = latest;
    if (story == null || failure.getClass() != AssertionError.class) {
      throw failure;
    }
    AssertionError longer =
        new AssertionError(
            failure.getMessage() + "\nafter (numbers from our ISS on)" + story, failure.getCause());
    longer.setStackTrace(failure.getStackTrace());
    throw longer;
  }
}
