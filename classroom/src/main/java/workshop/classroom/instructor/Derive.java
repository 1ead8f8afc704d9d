package workshop.classroom.instructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workshop.classroom.exercises.Phase;
import workshop.classroom.exercises.SolutionFile;
import workshop.classroom.exercises.Workshop;

/** Makes src/exercise out of src/solution. */
public final class Derive {
  private final Workshop workshop;

  public Derive(Workshop workshop) {
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
   * Writes what differs, and removes files that no longer come from a solution.
   *
   * @return the files that were changed
   */
  public List<Path> run() throws IOException {
    List<Path> changed = new ArrayList<>();
    for (Phase phase : workshop.phases()) {
      Map<Path, String> texts = derived(phase);
      for (Path file : Workshop.javaFiles(phase.exercises())) {
        if (!texts.containsKey(file)) {
          Files.delete(file);
          changed.add(file);
        }
      }
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        Path file = text.getKey();
        if (!Files.exists(file) || !Workshop.read(file).equals(text.getValue())) {
          Files.createDirectories(file.getParent());
          Files.writeString(file, text.getValue());
          changed.add(file);
        }
      }
    }
    return changed;
  }
}
