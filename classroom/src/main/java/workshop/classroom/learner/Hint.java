package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code hint 3.2} shows one hint, the next time one more, and at last the answer, as a difference
 * to what the learner has; {@code --again} shows those that were shown already.
 */
final class Hint {
  private static final String AGAIN = "--again";

  private final Workshop workshop;
  private final PrintStream out;

  /** A line for each exercise: its number, and how many of its hints were shown. */
  private final Path memory;

  Hint(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
    this.memory = workshop.root().resolve(".workshop/hints");
  }

  void run(List<String> arguments) {
    List<String> ids = new ArrayList<>(arguments);
    boolean again = ids.remove(AGAIN);
    if (ids.size() != 1) {
      throw new Problem("A hint for which exercise?\nFor instance: ./workshop hint 3.2");
    }
    Workshop.Place place = workshop.exercise(ExerciseId.parse(ids.get(0)));
    Exercise exercise = place.exercise();
    // The answer is the last.
    int count = exercise.hints().size() + 1;
    Map<ExerciseId, Integer> shown = recall();
    int before = Math.min(count, shown.getOrDefault(exercise.id(), 0));
    int last = again ? Math.max(1, before) : Math.min(count, before + 1);

    out.printf("%s %s (%s)%n", exercise.id(), exercise.title(), exercise.reference());
    for (int number = again ? 1 : last; number <= last; number++) {
      out.println();
      if (number < count) {
        out.printf("Hint %d of %d:%n", number, count);
        exercise.hints().get(number - 1).lines().forEach(line -> out.println("  " + line));
      } else {
        out.printf("Hint %d of %d, the answer:%n", number, count);
        showAnswer(place);
      }
    }
    out.println();
    if (last < count) {
      out.printf("%s: ./workshop hint %s%n", next(last, count), exercise.id());
    }
    if (last > 1 && !again) {
      out.printf("Those before: ./workshop hint %s %s%n", exercise.id(), AGAIN);
    }
    if (last != before) {
      shown.put(exercise.id(), last);
      remember(shown);
    }
  }

  private static String next(int last, int count) {
    return last + 1 == count ? "Next is the answer" : "The next one";
  }

  private void showAnswer(Workshop.Place place) {
    ExerciseId id = place.exercise().id();
    List<String> answered = place.file().answered().lines().toList();
    Stretch answer = Stretch.find(answered, id).orElseThrow();
    Path path = LearnerFile.of(workshop, place);
    Path name = workshop.root().relativize(path);
    Optional<LearnerFile> file = LearnerFile.read(path).filter(f -> f.stretch(id).isPresent());
    if (file.isEmpty()) {
      out.printf("(The marks of the exercise are not in %s; this is all of it.)%n", name);
      answer.in(answered).forEach(out::println);
      return;
    }
    List<String> diff =
        LineDiff.of(
            file.get().linesOf(id).orElseThrow(),
            file.get().stretch(id).orElseThrow().from() + 1,
            answer.in(answered),
            answer.from() + 1);
    if (diff.isEmpty()) {
      out.println("Yours is the same as the reference's.");
      return;
    }
    out.printf("--- %s  (yours)%n", name);
    out.printf("+++ %s  (the answer)%n", place.file().name());
    diff.forEach(out::println);
  }

  private Map<ExerciseId, Integer> recall() {
    Map<ExerciseId, Integer> shown = new TreeMap<>();
    try {
      if (Files.exists(memory)) {
        for (String line : Files.readAllLines(memory)) {
          String[] words = line.split(" ");
          shown.put(ExerciseId.parse(words[0]), Integer.valueOf(words[1]));
        }
      }
    } catch (IOException | Problem | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // It is only where somebody was in the hints: they begin again.
      shown.clear();
    }
    return shown;
  }

  private void remember(Map<ExerciseId, Integer> shown) {
    List<String> lines = new ArrayList<>();
    shown.forEach((id, count) -> lines.add(id + " " + count));
    try {
      Files.createDirectories(memory.getParent());
      Files.write(memory, lines);
    } catch (IOException e) {
      out.printf("(%s cannot be written, so this hint will come again.)%n", memory);
    }
  }
}
