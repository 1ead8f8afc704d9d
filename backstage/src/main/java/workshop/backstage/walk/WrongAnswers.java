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

/** Puts mistakes in place of right answers, one after the other: a test must say what is wrong. */
final class WrongAnswers {
  private final Workshop workshop;
  private final Classes classes;
  private final Workers workers;
  private final Times times;

  WrongAnswers(Workshop workshop, Classes classes, Workers workers, Times times) {
    this.workshop = workshop;
    this.classes = classes;
    this.workers = workers;
    this.times = times;
  }

  /** Those that are not caught as they should be, and why. */
  Map<WrongAnswer, String> notCaught(List<WrongAnswer> answers) {
    Map<WrongAnswer, Future<Optional<String>>> tries = new LinkedHashMap<>();
    for (WrongAnswer answer : answers) {
      tries.put(answer, workers.submit(worker -> problem(answer, worker)));
    }
    Map<WrongAnswer, String> problems = new LinkedHashMap<>();
    tries.forEach(
        (answer, result) ->
            Workers.get(result).ifPresent(problem -> problems.put(answer, problem)));
    return problems;
  }

  private Optional<String> problem(WrongAnswer answer, Worker worker) {
    long start = System.nanoTime();
    List<TestResult> results = new ArrayList<>();
    try {
      Workshop.Place place = workshop.exercise(answer.exercise());
      String text = answer.in(place.file());
      Path file =
          place.phase().solutions().relativize(workshop.root().resolve(place.file().name()));
      String classPath = classes.with(place.phase(), file, text);
      for (Path tests : classes.testsOf(answer.exercise(), place.phase())) {
        results.addAll(worker.run(classPath, tests, answer.exercise().toString()));
        if (results.stream().anyMatch(result -> tells(result, answer))) {
          break; // the others would take long, and tell nothing new
        }
      }
    } catch (Problem e) {
      return Optional.of(e.getMessage());
    } finally {
      boolean stuck = results.stream().anyMatch(result -> result.outcome() == Outcome.STUCK);
      times.add(
          answer.file().getFileName() + (stuck ? ": a test did not end" : ""),
          Duration.ofNanos(System.nanoTime() - start));
    }
    return problem(answer, results);
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
    return red.stream().anyMatch(result -> tells(result, answer))
        ? Optional.empty()
        : Optional.of(
            "no red test says \"%s\"; the first says: %s"
                .formatted(String.join("\" and \"", answer.messages()), red.get(0).shortText()));
  }

  private static boolean isRed(TestResult result) {
    return result.outcome() != Outcome.PASSED;
  }

  /** Whether it is red, in the words that are wanted. */
  private static boolean tells(TestResult result, WrongAnswer answer) {
    return isRed(result) && answer.messages().stream().allMatch(result.text()::contains);
  }
}
