package workshop.backstage.instructor;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop reading}. */
@Command(
    name = "reading",
    description = "Counts the lines of given code that a learner has to read for an exercise.")
public final class ReadingCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final Reading reading;

  @Parameters(
      arity = "0..1",
      paramLabel = "PHASE|EXERCISE",
      description = "For instance 3 or 3.2. All if left out.")
  private Optional<String> chosen;

  @Option(names = "--details", description = "Lists what was counted.")
  private boolean details;

  @Option(
      names = "--check",
      description = "Prints only what is more than " + Reading.MOST + " lines, and fails then.")
  private boolean check;

  public ReadingCommand(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    reading = new Reading(workshop, out);
  }

  @Override
  public Integer call() {
    List<Workshop.Place> places = chosen.map(this::places).orElseGet(workshop::exercises);
    if (!check) {
      reading.print(places, details);
    } else if (!reading.check(places)) {
      throw new Problem("An exercise needs too much reading: see above.");
    }
    return 0;
  }

  private List<Workshop.Place> places(String text) {
    if (text.contains(".")) {
      return List.of(workshop.exercise(ExerciseId.parse(text)));
    }
    Phase phase = workshop.phase(text);
    return workshop.exercises().stream().filter(place -> place.phase().equals(phase)).toList();
  }
}
