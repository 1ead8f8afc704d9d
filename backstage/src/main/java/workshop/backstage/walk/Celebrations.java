package workshop.backstage.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import workshop.classroom.testing.Worker;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * Whether {@code ./workshop watch} has something to show at each step that has a celebration (see
 * {@link workshop.testkit.Celebration}). A learner would not miss it: watch is silent where one
 * fails.
 */
final class Celebrations {
  /** Watch indents them by two. */
  private static final int MOST_COLUMNS = 80 - 2;

  private static final int MOST_LINES = 8;
  private static final Pattern CELEBRATION = Pattern.compile("\\bCelebration\\(\"([^\"]*)\"\\)");

  private final Classes classes;
  private final Workers workers;
  private final Map<ExerciseId, String> shown = new TreeMap<>();

  Celebrations(Classes classes, Workers workers) {
    this.classes = classes;
    this.workers = workers;
  }

  /** What was shown for each exercise that has something to show. */
  Map<ExerciseId, String> shown() {
    return shown;
  }

  /**
   * Runs those of a phase, each with the exercises up to its own answered.
   *
   * @param exercises all of the phase
   * @return gives one line for each thing that is wrong
   */
  List<Future<List<String>>> check(Phase phase, List<ExerciseId> exercises) {
    List<Future<List<String>>> checks = new ArrayList<>();
    for (String named : named(phase)) {
      checks.add(workers.submit(worker -> check(named, phase, exercises, worker)));
    }
    return checks;
  }

  private static Set<String> named(Phase phase) {
    Set<String> named = new TreeSet<>();
    for (Path file : Workshop.files(phase.tests(), "/Celebrations.java")) {
      CELEBRATION
          .matcher(Workshop.read(file))
          .results()
          .map(found -> found.group(1))
          .forEach(named::add);
    }
    return named;
  }

  private List<String> check(String named, Phase phase, List<ExerciseId> exercises, Worker worker) {
    ExerciseId id = ExerciseId.find(named).filter(exercises::contains).orElse(null);
    if (id == null) {
      return List.of(
          "%s: there is a celebration of %s, which is no exercise of this phase."
              .formatted(phase.name(), named));
    }
    String path = classes.with(phase, other -> other.compareTo(id) <= 0);
    String text = worker.celebrate(path, classes.tests(phase), named);
    if (text.isBlank()) {
      return List.of("With %s done: its celebration shows nothing.".formatted(id));
    }
    synchronized (shown) {
      shown.put(id, text);
    }
    List<String> problems = new ArrayList<>();
    if (text.lines().count() > MOST_LINES) {
      problems.add("The celebration of %s has more than %d lines.".formatted(id, MOST_LINES));
    }
    text.lines()
        .filter(line -> line.length() > MOST_COLUMNS)
        .map(
            line ->
                "The celebration of %s has a line of more than %d columns: %s"
                    .formatted(id, MOST_COLUMNS, line))
        .forEach(problems::add);
    return problems;
  }
}
