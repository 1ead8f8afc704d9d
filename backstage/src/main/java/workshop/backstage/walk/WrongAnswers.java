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
    List<TestResult> results = List.of();
    try {
      Workshop.Place place = workshop.exercise(answer.exercise());
      String text = answer.in(place.file());
      Path file =
          place.phase().solutions().relativize(workshop.root().resolve(place.file().name()));
      String classPath = classes.with(place.phase(), file, text);
      results = worker.run(classPath, classes.tests(place.phase()), answer.exercise().toString());
    } catch (Problem e) {
      return Optional.of(e.getMessage());
    } finally {
      boolean stuck = results.stream().anyMatch(result -> result.outcome() == Outcome.STUCK);
      times.add(
          answer.file().getFileName() + (stuck ? ": a test did not end" : ""),
          Duration.ofNanos(System.nanoTime() - start));
    }
    List<TestResult> red = new ArrayList<>();
    for (TestResult result : results) {
      if (result.outcome() == Outcome.NOT_DONE) {
        return Optional.of("a test meets an exercise that is not done: " + result.shortText());
      }
      if (result.outcome() != Outcome.PASSED) {
        red.add(result);
      }
    }
    if (red.isEmpty()) {
      return Optional.of(
          "all %d tests of exercise %s are green".formatted(results.size(), answer.exercise()));
    }
    boolean told =
        red.stream()
            .anyMatch(result -> answer.messages().stream().allMatch(result.text()::contains));
    return told
        ? Optional.empty()
        : Optional.of(
            "no red test says \"%s\"; the first says: %s"
                .formatted(String.join("\" and \"", answer.messages()), red.get(0).shortText()));
  }
}
