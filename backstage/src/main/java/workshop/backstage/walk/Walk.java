package workshop.backstage.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import workshop.classroom.testing.TestResult;
import workshop.classroom.testing.TestResult.Outcome;
import workshop.exercises.Count;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * Goes through the workshop as a learner does, and looks whether the tests say the right thing at
 * each step: nothing answered; then in each phase one exercise after the other, all earlier phases
 * answered; and each phase answered alone, all earlier ones not. It also checks what {@code watch}
 * shows at a step.
 */
final class Walk {
  private static final String GIVEN = "given";

  private final Workshop workshop;
  private final Classes classes;
  private final Workers workers;
  private final Times times;
  private final Celebrations celebrations;
  private final List<String> problems = new ArrayList<>();
  private final List<String> summary = new ArrayList<>();

  /** The step at which each test turned green, where that is not the one that it names. */
  private final Map<String, String> misplaced = new TreeMap<>();

  Walk(Workshop workshop, Classes classes, Workers workers, Times times) {
    this.workshop = workshop;
    this.classes = classes;
    this.workers = workers;
    this.times = times;
    celebrations = new Celebrations(classes, workers);
  }

  /** One line for each thing that is wrong; none if all is well. */
  List<String> problems() {
    return problems;
  }

  /** One line for each phase. */
  List<String> summary() {
    return summary;
  }

  /** For each test that names the wrong exercise: the right one. */
  Map<String, String> misplaced() {
    return misplaced;
  }

  /** What {@code watch} shows where an exercise is done. */
  Map<ExerciseId, String> celebrations() {
    return celebrations.shown();
  }

  /** Walks through these phases. */
  void run(List<Phase> phases) {
    Map<Phase, List<Future<Tests>>> steps = new LinkedHashMap<>();
    Map<Phase, List<Future<List<String>>>> celebrated = new LinkedHashMap<>();
    for (Phase phase : phases) {
      List<Future<Tests>> runs = new ArrayList<>();
      runs.add(tests("nothing answered", phase, id -> false));
      runs.add(tests("nothing answered here", phase, id -> id.phase() < phase.number()));
      for (ExerciseId last : exercises(phase)) {
        runs.add(tests("up to " + last, phase, id -> id.compareTo(last) <= 0));
      }
      runs.add(tests("alone", phase, id -> id.phase() == phase.number()));
      steps.put(phase, runs);
      celebrated.put(phase, celebrations.check(phase, exercises(phase)));
    }
    steps.forEach(
        (phase, runs) -> {
          List<Tests> done = runs.stream().map(Workers::get).toList();
          int before = problems.size();
          nothingAnswered(phase, done.get(0));
          inOrder(phase, done.subList(1, done.size() - 1));
          int waiting = alone(phase, done.get(done.size() - 1));
          celebrated.get(phase).forEach(check -> problems.addAll(Workers.get(check)));
          summary.add(
              "%-16s %s, %s, %d of them wait where earlier phases are not done: %s"
                  .formatted(
                      phase.name(),
                      Count.of(exercises(phase).size(), "exercise"),
                      Count.of(done.get(0).count(), "test"),
                      waiting,
                      problems.size() == before
                          ? "right"
                          : Count.of(problems.size() - before, "problem")));
        });
  }

  private List<ExerciseId> exercises(Phase phase) {
    return workshop.exercises().stream()
        .filter(place -> place.phase().equals(phase))
        .map(place -> place.exercise().id())
        .toList();
  }

  private Future<Tests> tests(String step, Phase phase, Predicate<ExerciseId> answered) {
    return workers.submit(
        worker -> {
          long start = System.nanoTime();
          String path = classes.with(phase, answered);
          Tests tests = new Tests(worker.run(path, classes.tests(phase), "*"));
          times.add(phase.name() + ", " + step, Duration.ofNanos(System.nanoTime() - start));
          return tests;
        });
  }

  /** With nothing answered anywhere, tests of given code are green, and no others. */
  private void nothingAnswered(Phase phase, Tests tests) {
    if (tests.count() == 0) {
      problems.add("%s: no test was executed.".formatted(phase.name()));
    }
    for (String test : tests.names()) {
      boolean given = tests.belonging(test).equals(GIVEN);
      if (given && !tests.isGreen(test)) {
        misplaced.put(test, "not given");
        problems.add(
            "%s, nothing answered: %s is a test of given code, and is red: %s"
                .formatted(
                    phase.name(), test, tests.firstNotPassed(test).orElseThrow().shortText()));
      } else if (!given && tests.isGreen(test)) {
        problems.add(
            "%s, nothing answered: %s is green already, and belongs to %s."
                .formatted(phase.name(), test, tests.belonging(test)));
      } else if (!given) {
        redBecauseNotDone(phase.name() + ", nothing answered", test, tests, true);
      }
    }
  }

  /** Step k has the exercises 1 to k of this phase answered, and all of the earlier phases. */
  private void inOrder(Phase phase, List<Tests> steps) {
    List<ExerciseId> ids = exercises(phase);
    Tests last = steps.get(steps.size() - 1);
    Map<String, Integer> own = new TreeMap<>();
    for (String test : last.names()) {
      int named = named(test, last, ids);
      if (named < 0) {
        problems.add(
            "%s: %s belongs to %s, which is neither an exercise of this phase nor given code."
                .formatted(phase.name(), test, last.belonging(test)));
        continue;
      }
      own.merge(last.belonging(test), 1, Integer::sum);
      int green = firstGreen(test, steps);
      if (green == steps.size()) {
        problems.add(
            "%s: %s is red although all is answered: %s"
                .formatted(
                    phase.name(), test, last.firstNotPassed(test).orElseThrow().shortText()));
      } else if (green != named) {
        misplaced.put(test, name(green, ids));
        problems.add(
            "%s: %s is green as soon as %s is done, but belongs to %s."
                .formatted(phase.name(), test, name(green, ids), name(named, ids)));
      }
      for (int step = 0; step < green && step < named; step++) {
        redBecauseNotDone("with " + name(step, ids) + " done", test, steps.get(step), false);
      }
    }
    for (ExerciseId id : ids) {
      if (!own.containsKey(id.toString())) {
        problems.add("%s: exercise %s has no test of its own.".formatted(phase.name(), id));
      }
    }
  }

  /** The step that a test names: 0 for given code; -1 for what is not there. */
  private static int named(String test, Tests tests, List<ExerciseId> ids) {
    String belonging = tests.belonging(test);
    if (belonging.equals(GIVEN)) {
      return 0;
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).toString().equals(belonging)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The first step from which on a test stays green. */
  private static int firstGreen(String test, List<Tests> steps) {
    int step = steps.size();
    while (step > 0 && steps.get(step - 1).isGreen(test)) {
      step--;
    }
    return step;
  }

  private static String name(int step, List<ExerciseId> ids) {
    return step == 0 ? GIVEN + " code" : ids.get(step - 1).toString();
  }

  private void redBecauseNotDone(String when, String test, Tests tests, boolean mayWait) {
    if (tests.isGreen(test)) {
      problems.add("%s: %s passes for a moment, too early.".formatted(when, test));
      return;
    }
    boolean notDone = tests.first(test, Outcome.NOT_DONE).isPresent();
    boolean waits = mayWait && tests.first(test, Outcome.ABORTED).isPresent();
    if (!notDone && !waits) {
      problems.add(
          "%s: %s is red, but not because something is not done: %s"
              .formatted(
                  when,
                  test,
                  tests.firstNotPassed(test).map(TestResult::shortText).orElse("it did not run")));
    }
  }

  /** With this phase answered and no earlier one, each test is green or says what it waits for. */
  private int alone(Phase phase, Tests tests) {
    int waiting = 0;
    for (String test : tests.names()) {
      if (tests.isGreen(test)) {
        continue;
      }
      TestResult result = tests.firstNotPassed(test).orElseThrow();
      if (result.outcome() == Outcome.ABORTED && result.text().contains("./workshop catch-up")) {
        waiting++;
      } else {
        problems.add(
            "%s alone, nothing before it answered: %s is red: %s"
                .formatted(phase.name(), test, result.shortText()));
      }
    }
    return waiting;
  }
}
