package workshop.backstage.walk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import workshop.classroom.testing.TestResult;
import workshop.classroom.testing.TestResult.Outcome;
import workshop.classroom.testing.Worker;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * Puts mistakes in place of right answers, one after the other. The first red test that a learner
 * sees must say what is wrong: the tests are run in the order of the report.
 */
final class WrongAnswers {
  /**
   * How a try ended.
   *
   * @param problem what is not as it should be; empty where the mistake is caught
   * @param screen what the learner reads; empty where it was not asked for, or where nothing is red
   */
  record Result(Optional<String> problem, String screen) {}

  private final Workshop workshop;
  private final Classes classes;
  private final Workers workers;
  private final Times times;
  private final Optional<FirstScreen> screens;

  /**
   * Tries mistakes.
   *
   * @param screens how to get what a learner reads; empty where nobody wants it
   */
  WrongAnswers(
      Workshop workshop,
      Classes classes,
      Workers workers,
      Times times,
      Optional<FirstScreen> screens) {
    this.workshop = workshop;
    this.classes = classes;
    this.workers = workers;
    this.times = times;
    this.screens = screens;
  }

  /** Tries all. */
  Map<WrongAnswer, Result> results(List<WrongAnswer> answers) {
    Map<WrongAnswer, Future<Result>> tries = new LinkedHashMap<>();
    for (WrongAnswer answer : answers) {
      tries.put(answer, workers.submit(worker -> result(answer, worker)));
    }
    Map<WrongAnswer, Result> results = new LinkedHashMap<>();
    tries.forEach((answer, result) -> results.put(answer, Workers.get(result)));
    return results;
  }

  private Result result(WrongAnswer answer, Worker worker) {
    long start = System.nanoTime();
    List<TestResult> results = new ArrayList<>();
    String screen = "";
    try {
      Workshop.Place place = workshop.exercise(answer.exercise());
      String text = answer.in(place.file());
      Path file =
          place.phase().solutions().relativize(workshop.root().resolve(place.file().name()));
      String classPath = classes.with(place.phase(), file, text);
      for (Path tests : classes.testsOf(answer.exercise(), place.phase())) {
        results.addAll(worker.run(classPath, tests, answer.exercise().toString()));
        if (results.stream().anyMatch(result -> isRed(result) && !result.isRandom())) {
          if (screens.isPresent()) {
            screen = screens.get().of(answer, worker, classPath, tests, file, text);
          }
          break; // a learner reads this first
        }
      }
    } catch (Problem e) {
      return new Result(Optional.of(e.getMessage()), screen);
    } finally {
      boolean stuck = results.stream().anyMatch(result -> result.outcome() == Outcome.STUCK);
      times.add(
          answer.file().getFileName() + (stuck ? ": a test did not end" : ""),
          Duration.ofNanos(System.nanoTime() - start));
    }
    return new Result(problem(answer, results), screen);
  }

  private static Optional<String> problem(WrongAnswer answer, List<TestResult> results) {
    Optional<TestResult> notDone =
        results.stream().filter(result -> result.outcome() == Outcome.NOT_DONE).findFirst();
    if (notDone.isPresent()) {
      return Optional.of("a test meets an exercise that is not done: " + notDone.get().shortText());
    }
    List<TestResult> red = results.stream().filter(WrongAnswers::isRed).toList();
    if (red.isEmpty()) {
      return Optional.of(
          results.size() == 1
              ? "the only test of exercise %s is green".formatted(answer.exercise())
              : "all %d tests of exercise %s are green"
                  .formatted(results.size(), answer.exercise()));
    }
    TestResult first =
        red.stream().filter(result -> !result.isRandom()).findFirst().orElse(red.get(0));
    return answer.messages().stream().allMatch(first.text()::contains)
        ? Optional.empty()
        : Optional.of(
            "the first red test does not say \"%s\": %s"
                .formatted(String.join("\" and \"", answer.messages()), first.shortText()));
  }

  private static boolean isRed(TestResult result) {
    return result.outcome() != Outcome.PASSED;
  }
}
