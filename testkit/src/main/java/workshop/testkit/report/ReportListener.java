package workshop.testkit.report;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.exercises.ExerciseId;

/**
 * Prints a report at the end of a run of tests that Maven starts.
 *
 * <p>JUnit finds this by its entry in META-INF/services.
 */
public final class ReportListener implements TestExecutionListener {
  private final Settings settings; // null: no report is asked for
  private final Consumer<String> printer;
  private ResultCollector collector;
  private Map<ExerciseId, String> sums = Map.of();

  /** By the system properties of {@link Settings}, to standard output. */
  public ReportListener() {
    this(Settings.areGiven() ? Settings.read() : null, text -> System.out.print(text));
  }

  ReportListener(Settings settings, Consumer<String> printer) {
    this.settings = settings;
    this.printer = printer;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    collector = new ResultCollector();
    collector.testPlanExecutionStarted(plan);
    if (settings != null) {
      // Now: the learner may edit while the tests run.
      sums = TestRun.sums(settings);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    collector.executionFinished(test, result);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    collector.executionSkipped(test, reason);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (settings == null || collector.results().isEmpty()) {
      return;
    }
    TestRun run = TestRun.of(settings, collector.results());
    String trouble = run.remember(sums);
    printer.accept(trouble + run.text());
  }
}
