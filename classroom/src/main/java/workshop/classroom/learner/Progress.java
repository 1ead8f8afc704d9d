package workshop.classroom.learner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * {@code progress} shows how far a learner is. That an exercise is not done can be read in its
 * file; whether an answer is right, only the last test run knows.
 */
final class Progress {
  private enum State {
    DONE("done", ""),
    DONE_AS_THE_REFERENCE("done", " (as the reference has it)"),
    WRONG("wrong", ""),
    WAITS("written", " (a test waits for another exercise)"),
    WRITTEN("written", " (not tested since)"),
    NOT_DONE("not done", ""),
    NO_MARKS("no marks", "");

    private final String inWords;
    private final String remark;

    State(String inWords, String remark) {
      this.inWords = inWords;
      this.remark = remark;
    }

    boolean isDone() {
      return inWords.equals(DONE.inWords);
    }
  }

  private final Workshop workshop;
  private final PrintStream out;

  Progress(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  void run(List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new Problem("\"progress\" shows all phases, and has no options.\n./workshop progress");
    }
    List<Workshop.Place> places = workshop.exercises();
    Workshop.Place next = null;
    State stateOfNext = null;
    int done = 0;
    for (Phase phase : workshop.phases()) {
      TestResults results = TestResults.of(phase);
      List<String> lines = new ArrayList<>();
      int doneHere = 0;
      for (Workshop.Place place : places) {
        if (!place.phase().equals(phase)) {
          continue;
        }
        State state = state(place, results);
        lines.add(
            "  %-8s  %-4s %s%s"
                .formatted(
                    state.inWords, place.exercise().id(), place.exercise().title(), state.remark));
        if (state.isDone()) {
          doneHere++;
        } else if (next == null) {
          next = place;
          stateOfNext = state;
        }
      }
      if (lines.isEmpty()) {
        continue;
      }
      out.printf("%s: %d of %d done%n", phase.name(), doneHere, lines.size());
      lines.forEach(out::println);
      done += doneHere;
    }
    out.println();
    if (next == null) {
      out.printf("All %d exercises are done.%n", done);
    } else {
      tellNext(next, stateOfNext);
    }
  }

  private State state(Workshop.Place place, TestResults results) {
    ExerciseId id = place.exercise().id();
    Optional<List<String>> lines = file(place).flatMap(file -> file.linesOf(id));
    if (lines.isEmpty()) {
      return State.NO_MARKS;
    }
    if (lines.get().equals(answer(place))) {
      return State.DONE_AS_THE_REFERENCE;
    }
    if (lines.get().stream().anyMatch(line -> Stretch.isNotDone(id, line))) {
      return State.NOT_DONE;
    }
    return switch (results.of(id).orElse("")) {
      case "done" -> State.DONE;
      case "wrong" -> State.WRONG;
      case "not done" -> State.NOT_DONE;
      case "waits" -> State.WAITS;
      default -> State.WRITTEN;
    };
  }

  private static List<String> answer(Workshop.Place place) {
    List<String> answered = place.file().answered().lines().toList();
    return Stretch.find(answered, place.exercise().id()).orElseThrow().in(answered);
  }

  private Optional<LearnerFile> file(Workshop.Place place) {
    return LearnerFile.read(LearnerFile.of(workshop, place));
  }

  private void tellNext(Workshop.Place place, State state) {
    ExerciseId id = place.exercise().id();
    Path path = LearnerFile.of(workshop, place);
    out.printf("Next: %s %s%n", id, place.exercise().title());
    if (state == State.NO_MARKS) {
      out.println("  " + Reset.marksAreMissing(workshop, place).getMessage().replace("\n", "\n  "));
      return;
    }
    int line = file(place).flatMap(file -> file.stretch(id)).orElseThrow().from() + 1;
    out.printf("  edit   %s:%d%n", workshop.root().relativize(path), line);
    out.printf("  read   %s%n", place.phase().chapter());
    out.printf("  test   mvn -pl %s test%n", place.phase().name());
    out.printf("  stuck  ./workshop hint %s%n", id);
  }
}
