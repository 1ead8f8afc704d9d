package workshop.classroom.learner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/** Which answers are the reference's own, as catch-up puts them there. */
public final class References {
  private References() {}

  /** How many of a learner's answers are the reference's, word for word. */
  public static int count(Workshop workshop, Path tree) {
    return (int)
        workshop.exercises().stream().filter(place -> isReference(workshop, place, tree)).count();
  }

  private static boolean isReference(Workshop workshop, Workshop.Place place, Path tree) {
    ExerciseId id = place.exercise().id();
    Phase phase = place.phase();
    Path inPhase = phase.folder().relativize(LearnerFile.of(workshop, place));
    List<String> answered = place.file().answered().lines().toList();
    List<String> reference = Stretch.find(answered, id).orElseThrow().in(answered);
    Path file = tree.resolve(phase.name()).resolve(inPhase);
    if (!Workshop.isInside(tree, file) || !Files.isReadable(file)) {
      return false;
    }
    return LearnerFile.read(file)
        .flatMap(text -> text.linesOf(id))
        .filter(reference::equals)
        .isPresent();
  }
}
