package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workshop.classroom.build.PhaseTests;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** {@code test} runs the tests of a phase or of an exercise, as Maven does. */
@Command(description = "Runs the tests of a phase or of one exercise; the report comes last.")
public final class Test implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "3 | 3.2",
      description = "the phase, or the exercise; without it, the phase of the exercise at hand")
  private String what;

  private final Workshop workshop;
  private final PrintStream out;

  public Test(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Optional<ExerciseId> exercise = ExerciseId.find(what == null ? "" : what);
    return new PhaseTests(workshop, out).run(phase(exercise), exercise);
  }

  private Phase phase(Optional<ExerciseId> exercise) {
    if (exercise.isPresent()) {
      return workshop.exercise(exercise.get()).phase();
    }
    return what == null ? atHand() : workshop.phase(what);
  }

  private Phase atHand() {
    return Standing.atHand(workshop)
        .map(standing -> standing.place().phase())
        .orElseGet(() -> workshop.phases().get(workshop.phases().size() - 1));
  }
}
