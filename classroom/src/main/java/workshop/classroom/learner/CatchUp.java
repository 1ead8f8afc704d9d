package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.SolutionFile;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code catch-up phase3} puts the reference answers into the phases before phase 3; {@code
 * catch-up 3.4} also into the exercises of phase 3 before 3.4.
 *
 * <p>After that, the folders src/exercise of the earlier phases have only the reference answers. A
 * Java file of the learner's own might not compile, and phase 3 must compile. So this command moves
 * such a file to the saved files.
 */
@Command(description = "Puts the reference answers into everything before a phase or an exercise.")
public final class CatchUp implements Callable<Integer> {
  @Parameters(
      paramLabel = "PHASE",
      description = "where you want to start: phase3, or an exercise such as 3.4")
  private String argument;

  private final Workshop workshop;
  private final PrintStream out;

  public CatchUp(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Standing.places(workshop);
    Optional<ExerciseId> start =
        argument.contains(".") ? Optional.of(ExerciseId.parse(argument)) : Optional.empty();
    Phase phase =
        start.isPresent() ? workshop.exercise(start.get()).phase() : workshop.phase(argument);
    try (Savings savings = Savings.open(workshop.root())) {
      List<Change> changes = new ArrayList<>();
      for (Phase earlier : workshop.phases()) {
        if (earlier.number() < phase.number()) {
          changes.addAll(reference(earlier));
        }
      }
      start.ifPresent(id -> changes.addAll(answersBefore(id, phase)));
      tell(phase, start, savings.change("catch-up " + argument, changes), changes);
    }
    return 0;
  }

  private List<Change> reference(Phase phase) throws IOException {
    List<Change> changes = new ArrayList<>();
    Map<Path, SolutionFile> files = workshop.solutionFiles(phase);
    files.forEach(
        (name, file) -> changes.add(Change.to(phase.exercises().resolve(name), file.answered())));
    if (Files.isDirectory(phase.exercises())) {
      Path folder = phase.exercises().toRealPath(); // it may be a link
      for (Path file : Workshop.javaFiles(folder)) {
        Path name = folder.relativize(file);
        if (!files.containsKey(name)) {
          changes.add(Change.away(phase.exercises().resolve(name)));
        }
      }
    }
    return changes;
  }

  private List<Change> answersBefore(ExerciseId start, Phase phase) {
    Map<Path, LearnerFile> files = new LinkedHashMap<>();
    for (Workshop.Place place : workshop.exercises()) {
      ExerciseId id = place.exercise().id();
      if (!place.phase().equals(phase) || id.compareTo(start) >= 0) {
        continue;
      }
      Path path = LearnerFile.of(workshop, place);
      LearnerFile file =
          Optional.ofNullable(files.get(path))
              .or(() -> LearnerFile.read(path))
              .filter(found -> found.stretch(id).isPresent())
              .orElseThrow(() -> Reset.marksAreMissing(workshop, place));
      List<String> answered = place.file().answered().lines().toList();
      Stretch answer = Stretch.find(answered, id).orElseThrow();
      files.put(path, file.with(id, answer.in(answered)));
    }
    List<Change> changes = new ArrayList<>();
    files.forEach((path, file) -> changes.add(new Change(path, Optional.of(file.bytes()))));
    return changes;
  }

  private void tell(
      Phase phase, Optional<ExerciseId> start, Optional<Saved> saved, List<Change> changes) {
    String where = start.isPresent() ? "exercise " + start.get() : phase.name();
    if (changes.isEmpty()) {
      out.printf("Nothing to do: there is nothing before %s.%n", where);
      return;
    }
    if (saved.isEmpty()) {
      out.printf("Nothing to do: everything before %s has the reference answers already.%n", where);
      return;
    }
    out.printf("Everything before %s has the reference answers now. The rest is yours.%n", where);
    for (Change change : changes) {
      if (change.contents().isEmpty()) {
        out.printf(
            "Moved away, a file of your own: %s%n", workshop.root().relativize(change.file()));
      }
    }
    out.println(saved.get().told(workshop.root()));
    out.printf(
        "Next: ./workshop test %d, or at every save: ./workshop watch %1$d%n", phase.number());
  }
}
