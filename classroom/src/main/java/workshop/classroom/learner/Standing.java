package workshop.classroom.learner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;
import workshop.exercises.Workshop;

/**
 * How far a learner is with an exercise. The file shows whether it is not done. Only the tests know
 * whether an answer is right.
 */
public record Standing(Workshop workshop, Workshop.Place place, State state) {
  /** In the words of {@code progress}. */
  public enum State {
    DONE("done", ""),
    DONE_AS_THE_REFERENCE("done", " (same as the reference)"),
    WRONG("wrong", ""),
    WAITS("written", " (a test waits for another exercise)"),
    WRITTEN("written", " (not tested yet)"),
    NOT_DONE("not done", ""),
    NO_MARKS("no marks", "");

    private final String inWords;
    private final String remark;

    State(String inWords, String remark) {
      this.inWords = inWords;
      this.remark = remark;
    }

    public String inWords() {
      return inWords;
    }

    public String remark() {
      return remark;
    }

    public boolean isDone() {
      return inWords.equals(DONE.inWords);
    }
  }

  /**
   * How far the learner is with each exercise, in their order.
   *
   * @throws Problem if there are none
   */
  public static List<Standing> all(Workshop workshop) {
    Verdicts verdicts = Verdicts.read(workshop.root());
    List<Standing> all = new ArrayList<>();
    for (Workshop.Place place : places(workshop)) {
      all.add(new Standing(workshop, place, state(workshop, place, verdicts)));
    }
    return all;
  }

  /** The exercise at hand: the first that is not done. */
  public static Optional<Standing> atHand(Workshop workshop) {
    return all(workshop).stream().filter(standing -> !standing.state().isDone()).findFirst();
  }

  /**
   * All exercises. Without exercises, no command can do anything useful, and some would do harm.
   */
  static List<Workshop.Place> places(Workshop workshop) {
    List<Workshop.Place> places = workshop.exercises();
    if (places.isEmpty()) {
      throw new Problem(
          "There are no exercises here: src/solution of all phases is missing or empty.\nThe workshop makes them from it. Get it back (git checkout, or the download).");
    }
    return places;
  }

  private static State state(Workshop workshop, Workshop.Place place, Verdicts verdicts) {
    ExerciseId id = place.exercise().id();
    Optional<List<String>> lines =
        LearnerFile.read(LearnerFile.of(workshop, place)).flatMap(file -> file.linesOf(id));
    if (lines.isEmpty()) {
      return State.NO_MARKS;
    }
    if (stripped(lines.get()).equals(stripped(answer(place)))) {
      return State.DONE_AS_THE_REFERENCE;
    }
    String verdict = verdicts.of(lines.get()).orElse("");
    if (verdict.equals("wrong")) {
      return State.WRONG; // what is written of it
    }
    if (lines.get().stream().anyMatch(line -> Stretch.isNotDone(id, line))) {
      return State.NOT_DONE;
    }
    return switch (verdict) {
      case "done" -> State.DONE;
      case "not done" -> State.NOT_DONE;
      case "waits" -> State.WAITS;
      default -> State.WRITTEN;
    };
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static List<String> answer(Workshop.Place place) {
    List<String> answered = place.file().answered().lines().toList();
    return Stretch.find(answered, place.exercise().id()).orElseThrow().in(answered);
  }

  public ExerciseId id() {
    return place.exercise().id();
  }

  public String title() {
    return place.exercise().title();
  }

  /** The file in which the learner does it. */
  public Path file() {
    return LearnerFile.of(workshop, place);
  }

  /** Its lines in there, with its marks; empty if those are gone. */
  public Optional<List<String>> lines() {
    return LearnerFile.read(file()).flatMap(file -> file.linesOf(id()));
  }

  /**
   * The number of the line to edit, from 1 on: the first with NotDone; the exercise's first if
   * there is none, or if what is written is wrong; empty if its marks are gone. The report of the
   * tests names it, too.
   */
  public Optional<Integer> line() {
    Optional<Stretch> stretch = LearnerFile.read(file()).flatMap(file -> file.stretch(id()));
    Optional<List<String>> lines = lines();
    if (stretch.isEmpty() || lines.isEmpty()) {
      return Optional.empty();
    }
    int first = stretch.get().from() + 1;
    return IntStream.range(0, lines.get().size())
        .filter(i -> state != State.WRONG && Stretch.isNotDone(id(), lines.get().get(i)))
        .mapToObj(i -> first + i)
        .findFirst()
        .or(() -> Optional.of(first));
  }

  /** Says where to go on. */
  void tell(PrintStream out) {
    out.printf("Next: %s %s%n", id(), title());
    if (line().isEmpty()) {
      out.println("  " + Reset.marksAreMissing(workshop, place).getMessage().replace("\n", "\n  "));
      return;
    }
    out.printf("  edit   %s:%d%n", workshop.root().relativize(file()), line().get());
    out.printf("  read   %s, \"%s %s\"%n", place.phase().chapter(), id(), title());
    out.printf(
        "  test   ./workshop test %d, or at every save: ./workshop watch%n",
        place.phase().number());
    out.printf("  stuck  ./workshop hint%n");
  }
}
