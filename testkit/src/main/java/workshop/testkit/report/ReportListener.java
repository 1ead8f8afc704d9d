package workshop.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.exercises.ExerciseId;
import workshop.exercises.Verdicts;

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
      sums = sums(new SourceTree(settings.module(), settings.answers()).stretches());
    }
  }

  private static Map<ExerciseId, String> sums(List<MarkedExercise> stretches) {
    Map<ExerciseId, String> sums = new TreeMap<>();
    stretches.forEach(stretch -> sums.put(stretch.id(), stretch.sum()));
    return sums;
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
    SourceTree tree = new SourceTree(settings.module(), settings.answers());
    List<MarkedExercise> stretches = tree.stretches();
    FailureText failures = new FailureText(tree);
    List<TestResult> results =
        collector.results().stream().map(result -> whereItIs(result, stretches, failures)).toList();
    List<ExerciseState> states = ExerciseState.of(stretches, results);
    boolean exercises = settings.kind().equals("unit") && !states.isEmpty();
    if (exercises && settings.selection().isEmpty()) {
      try {
        new ResultsFile(settings.results()).write(Instant.now(), states, sums);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (settings.answers().equals("exercise")) {
        remember(states);
      }
    }
    printer.accept(
        exercises && settings.answers().equals("exercise")
            ? new LearnersReport(settings, tree, results, states).text()
            : new ShortReport(settings, tree, results).text());
  }

  private void remember(List<ExerciseState> states) {
    Map<ExerciseId, String> words = new TreeMap<>();
    states.stream()
        .filter(state -> !state.is(ExerciseState.Status.NOT_RUN))
        .forEach(state -> words.put(state.id(), state.status().toString()));
    try {
      Verdicts.read(settings.module().getParent()).add(sums, words);
    } catch (IOException e) {
      printer.accept("(%s, so \"./workshop progress\" will not know of this run.)%n".formatted(e));
    }
  }

  /** An endless loop belongs where it is: the tests of that exercise may not have run. */
  private static TestResult whereItIs(
      TestResult result, List<MarkedExercise> stretches, FailureText failures) {
    return result.isEndless()
        ? failures
            .stretch(result.failure(), stretches)
            .map(stretch -> result.of(stretch.id()))
            .orElse(result)
        : result;
  }
}
