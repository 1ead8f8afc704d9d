package workshop.testkit.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import workshop.exercises.Count;
import workshop.testkit.report.TestResult.Outcome;

/**
 * The report for everything that is not an exercise: how many tests were green, in one line, and
 * which were red.
 */
final class ShortReport {
  private static final int MOST_IN_FULL = 5;

  private final Settings settings;
  private final FailureText failures;
  private final List<TestResult> results;

  ShortReport(Settings settings, SourceTree tree, List<TestResult> results) {
    this.settings = settings;
    this.failures = new FailureText(tree);
    this.results = results;
  }

  String text() {
    List<TestResult> red = results.stream().filter(TestResult::isWrong).toList();
    Page page = new Page();
    String line =
        "%s: %s green"
            .formatted(settings.title(), Count.of(count(Outcome.GREEN), settings.kind() + " test"));
    line += told(red.size(), "red");
    line += told(count(Outcome.RED) - red.size(), "red because an exercise is not done");
    line += told(count(Outcome.WAITS), "waiting for an exercise");
    line += told(count(Outcome.SKIPPED), "skipped");
    line += told(count(Outcome.NOT_RUN), "not run");
    page.line(line);
    for (TestResult result : red.subList(0, Math.min(MOST_IN_FULL, red.size()))) {
      page.gap().block("  ", result.fullName() + " (" + result.selector() + ")").gap();
      page.block("    ", inFull(result.failure())).gap();
    }
    for (TestResult result : red.subList(Math.min(MOST_IN_FULL, red.size()), red.size())) {
      page.cut("  ", result.fullName() + ": " + failures.inShort(result.failure()), "");
    }
    return page.toString();
  }

  /** People who work on the answers may need every frame. */
  private String inFull(Throwable failure) {
    if (settings.answers().equals("exercise")) {
      return failures.inFull(failure);
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  private static String told(long count, String what) {
    return count == 0 ? "" : ", %d %s".formatted(count, what);
  }

  private long count(Outcome outcome) {
    return results.stream().filter(result -> result.is(outcome)).count();
  }
}
