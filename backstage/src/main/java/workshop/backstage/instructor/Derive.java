package workshop.backstage.instructor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workshop.classroom.learner.Change;
import workshop.classroom.learner.Saved;
import workshop.classroom.learner.Savings;
import workshop.exercises.Phase;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/** Makes src/exercise out of src/solution. */
final class Derive {
  private final Workshop workshop;

  Derive(Workshop workshop) {
    this.workshop = workshop;
  }

  /** What src/exercise of a phase has to be: the files' texts by their paths. */
  Map<Path, String> derived(Phase phase) {
    Map<Path, String> texts = new TreeMap<>();
    for (Map.Entry<Path, SolutionFile> file : workshop.solutionFiles(phase).entrySet()) {
      texts.put(
          phase.exercises().resolve(file.getKey()), file.getValue().exercise(phase.chapter()));
    }
    return texts;
  }

  /**
   * Writes what differs, and removes files that no longer come from a solution. In a learner's tree
   * that is the learner's work: it is saved first.
   *
   * @return what was saved; empty if nothing differs
   */
  Optional<Saved> run() throws IOException {
    try (Savings savings = Savings.open(workshop.root())) {
      List<Change> changes = new ArrayList<>();
      for (Phase phase : workshop.phases()) {
        Map<Path, String> texts = derived(phase);
        for (Path file : Workshop.javaFiles(phase.exercises())) {
          if (!texts.containsKey(file)) {
            changes.add(Change.away(file));
          }
        }
        texts.forEach((file, text) -> changes.add(Change.to(file, text)));
      }
      return savings.change("derive", changes);
    }
  }
}
