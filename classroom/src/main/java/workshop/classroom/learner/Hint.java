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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code hint 3.2} shows one hint, the next time one more, and at last the answer, as a difference
 * to what the learner has; {@code --again} shows those that were shown already.
 */
@Command(
    description = {
      "Shows a hint, the next time one more, and at last the answer, as a difference to yours."
    })
public final class Hint implements Callable<Integer> {
  private static final String AGAIN = "--again";

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "its number, for instance 3.2; without it: the exercise at hand")
  private ExerciseId id;

  @Option(names = AGAIN, description = "shows those that were shown already, and no more")
  private boolean again;

  private final Workshop workshop;
  private final PrintStream out;

  /** A line for each exercise: how many of its hints were shown, and its name. */
  private final Path memory;

  public Hint(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
    this.memory = workshop.root().resolve(".workshop/hints");
  }

  @Override
  public Integer call() {
    List<Workshop.Place> places = Standing.places(workshop);
    if (id == null) {
      Optional<Standing> atHand = Standing.atHand(workshop);
      if (atHand.isEmpty()) {
        out.println("All exercises are done. A hint for one of them: ./workshop hint 3.2");
        return 0;
      }
      id = atHand.get().id();
    }
    Workshop.Place place = workshop.exercise(id);
    Exercise exercise = place.exercise();
    // The answer is the last.
    int count = exercise.hints().size() + 1;
    Map<String, Integer> shown = recall(places);
    int before = Math.min(count, shown.getOrDefault(name(place), 0));
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
      shown.put(name(place), last);
      remember(shown);
    }
    return 0;
  }

  private static String next(int last, int count) {
    return last + 1 == count ? "Next is the answer" : "The next one";
  }

  private void showAnswer(Workshop.Place place) {
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

  /** Neither of them is a number, which a newer version of the workshop may change. */
  private static String name(Workshop.Place place) {
    return place.phase().topic() + ": " + place.exercise().title();
  }

  /** By their names. */
  private Map<String, Integer> recall(List<Workshop.Place> places) {
    Map<String, Integer> shown = new TreeMap<>();
    try {
      if (Files.exists(memory)) {
        for (String line : Files.readAllLines(memory)) {
          String[] words = line.split(" ", 2);
          Optional<ExerciseId> number = ExerciseId.find(words[0]);
          if (number.isEmpty()) {
            shown.put(words[1], Integer.valueOf(words[0]));
            continue;
          }
          // Up to version 1.0 there stood the exercise's number, and then how many.
          int count = Integer.parseInt(words[1]);
          places.stream()
              .filter(place -> place.exercise().id().equals(number.get()))
              .forEach(place -> shown.put(name(place), count));
        }
      }
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // It is only where somebody was in the hints: they begin again.
      shown.clear();
    }
    return shown;
  }

  private void remember(Map<String, Integer> shown) {
    List<String> lines = new ArrayList<>();
    shown.forEach((name, count) -> lines.add(count + " " + name));
    try {
      Files.createDirectories(memory.getParent());
      Files.write(memory, lines);
    } catch (IOException e) {
      out.printf("(%s cannot be written, so this hint will come again.)%n", memory);
    }
  }
}
