package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code reset 3.2} puts one exercise back to its start, and leaves the rest of its file alone;
 * with {@code --file} the whole file.
 */
@Command(description = "Puts an exercise back to its start, and saves what you have.")
public final class Reset implements Callable<Integer> {
  private static final String WHOLE_FILE = "--file";

  @Parameters(paramLabel = "EXERCISE", description = "its number, for instance 3.2")
  private ExerciseId id;

  @Option(
      names = WHOLE_FILE,
      description = "puts back the whole file, with the other exercises in it")
  private boolean wholeFile;

  private final Workshop workshop;
  private final PrintStream out;

  public Reset(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Standing.places(workshop);
    Workshop.Place place = workshop.exercise(id);
    Path path = LearnerFile.of(workshop, place);
    String start = place.file().exercise(place.phase().chapter());
    String command = "reset " + id + (wholeFile ? " " + WHOLE_FILE : "");
    Optional<Saved> saved;
    try (Savings savings = Savings.open(workshop.root())) {
      Change change = wholeFile ? Change.to(path, start) : stretchOnly(place, path, start);
      saved = savings.change(command, List.of(change));
    }
    Path name = workshop.root().relativize(path);
    if (saved.isEmpty()) {
      out.printf(
          "Nothing to do: this is at its start already.%n  %s%n",
          wholeFile ? name : "exercise " + id);
      return 0;
    }
    out.printf("%s is back at its start.%n", wholeFile ? name : "Exercise " + id);
    out.println(saved.get().told(workshop.root()));
    return 0;
  }

  private Change stretchOnly(Workshop.Place place, Path path, String start) {
    LearnerFile file =
        LearnerFile.read(path)
            .filter(found -> found.stretch(id).isPresent())
            .orElseThrow(() -> marksAreMissing(workshop, place));
    List<String> lines = start.lines().toList();
    Stretch stretch = Stretch.find(lines, id).orElseThrow();
    return new Change(path, Optional.of(file.with(id, stretch.in(lines)).bytes()));
  }

  /** The problem if nobody can tell where an exercise begins and ends in a learner's file. */
  static Problem marksAreMissing(Workshop workshop, Workshop.Place place) {
    ExerciseId id = place.exercise().id();
    Path path = LearnerFile.of(workshop, place);
    String name = workshop.root().relativize(path).toString();
    String what =
        LearnerFile.read(path).isEmpty()
            ? name + " is not there"
            : "The marks of exercise %s are missing, doubled or mixed up in %s".formatted(id, name);
    List<String> others =
        place.file().exercises().stream()
            .filter(exercise -> !exercise.id().equals(id))
            .map(exercise -> exercise.id().toString())
            .toList();
    return new Problem(
        "%s.\nTo put the whole file back to its start%s, and save what you have: ./workshop reset %s %s"
            .formatted(
                what,
                others.isEmpty() ? "" : " (with " + String.join(", ", others) + ")",
                id,
                WHOLE_FILE));
  }
}
