package workshop.testkit.report;

import java.nio.file.Path;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import workshop.exercises.ExerciseId;

/**
 * The report that {@link ReportListener} prints after Maven's tests, for a program that runs the
 * tests itself.
 */
public final class PhaseReport implements TestExecutionListener {
  /** The configuration parameter by which JUnit is told which phase is tested: its folder. */
  public static final String MODULE = Settings.MODULE;

  private static final String ALL = "*";

  private final Settings settings;
  private final String exercise;
  private final ResultCollector collector = new ResultCollector();
  private Map<ExerciseId, String> sums = Map.of();

  /**
   * A report on the tests of a phase.
   *
   * @param module its folder
   * @param title of the phase
   * @param exercise the number of the exercise whose tests run alone; "*" where all run
   * @param maven the command that runs Maven
   */
  public PhaseReport(Path module, String title, String exercise, String maven) {
    this.exercise = exercise;
    settings =
        new Settings(
            "unit",
            module,
            title,
            "exercise",
            maven,
            module.resolve("target/exercises.txt"),
            exercise.equals(ALL) ? "" : "exercise " + exercise);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    collector.testPlanExecutionStarted(plan);
    sums = TestRun.sums(settings);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    collector.executionFinished(test, result);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    collector.executionSkipped(test, reason);
  }

  /**
   * What a learner reads after the run.
   *
   * @param states the state of each exercise is put in here; and "given" if given code is broken
   * @param complete whether all tests of the exercise have run; if not, nothing is remembered
   */
  public String tell(Map<String, String> states, boolean complete) {
    TestRun run = TestRun.of(settings, collector.results());
    run.states().forEach(state -> states.put(state.id().toString(), state.status().toString()));
    if (run.givenIsBroken()) {
      states.put("given", "wrong");
    }
    if (exercise.equals(ALL)) {
      return run.remember(sums) + run.text();
    }
    ExerciseId id = ExerciseId.parse(exercise);
    return (complete ? run.remember(id, sums) : "") + run.text(id);
  }
}
