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
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code hint 3.2} shows one hint, and one more each time. The last one is the answer, as a
 * difference to the learner's code. {@code --again} shows the earlier hints once more.
 */
@Command(
    description = {
      "Shows a hint, and one more each time. The last is the answer, compared with yours."
    })
public final class Hint implements Callable<Integer> {
  private static final String AGAIN = "--again";

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "its number, for instance 3.2; without it, the exercise at hand")
  private ExerciseId id;

  @Option(names = AGAIN, description = "shows the hints that you have seen already, and no new one")
  private boolean again;

  private final Workshop workshop;
  private final PrintStream out;

  public Hint(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
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
    HintMemory memory = HintMemory.read(workshop.root(), number -> name(places, number));
    String name = name(place);
    int before = Math.min(count, memory.shown(name));
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
      out.printf("Earlier hints: ./workshop hint %s %s%n", exercise.id(), AGAIN);
    }
    if (last != before) {
      try {
        memory.show(name, last);
      } catch (IOException e) {
        out.printf(
            "(The workshop cannot write %s, so this hint will come again.)%n", memory.file());
      }
    }
    return 0;
  }

  private static String next(int last, int count) {
    return last + 1 == count ? "The answer" : "The next hint";
  }

  private void showAnswer(Workshop.Place place) {
    List<String> answered = place.file().answered().lines().toList();
    Stretch answer = Stretch.find(answered, id).orElseThrow();
    Path path = LearnerFile.of(workshop, place);
    Path name = workshop.root().relativize(path);
    Optional<LearnerFile> file = LearnerFile.read(path).filter(f -> f.stretch(id).isPresent());
    if (file.isEmpty()) {
      out.printf("(The marks of the exercise are not in %s; this is the whole answer.)%n", name);
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
      out.println("Your answer is the same as the reference answer.");
      return;
    }
    out.printf("--- %s  (yours)%n", name);
    out.printf("+++ %s  (the answer)%n", place.file().name());
    diff.forEach(out::println);
  }

  private static String name(Workshop.Place place) {
    return HintMemory.name(place.phase().topic(), place.exercise().title());
  }

  private static Optional<String> name(List<Workshop.Place> places, ExerciseId id) {
    return places.stream()
        .filter(place -> place.exercise().id().equals(id))
        .map(Hint::name)
        .findFirst();
  }
}
