package workshop.testkit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.exercises.Count;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.ExerciseState.Status;
import workshop.testkit.report.TestResult.Outcome;

/**
 * The report that a learner reads after a run of a phase's tests: a list of the exercises, the
 * first red one in full, the other red tests in two lines each, and what comes next.
 */
final class LearnersReport {
  private static final int MOST_LINES = 60;

  private final Settings settings;
  private final SourceTree tree;
  private final FailureText failures;
  private final List<TestResult> results;
  private final List<ExerciseState> states;
  private final Page page = new Page();

  LearnersReport(
      Settings settings, SourceTree tree, List<TestResult> results, List<ExerciseState> states) {
    this.settings = settings;
    this.tree = tree;
    this.failures = new FailureText(tree);
    this.results = results;
    this.states = states;
  }

  String text() {
    page.gap().title(headline()).gap();
    page.table("  ", listed().stream().map(this::row).toList()).gap();
    tellGivenTests();
    if (givenRed().isEmpty()) {
      tellExercises();
    }
    return page.gap().toString();
  }

  /** One exercise alone: what to do first, and the failure as the last thing. */
  String text(ExerciseId id) {
    Optional<ExerciseState> found = states.stream().filter(one -> one.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return id + ": its marks are missing in the file\n";
    }
    ExerciseState state = found.get();
    String tests = numbers(state);
    page.line(
        "%s: %s%s",
        state.heading(),
        state
            .waitsFor()
            .filter(i -> state.is(Status.WAITS))
            .map(i -> "waits for " + i)
            .orElse(state.status().toString()),
        tests.isEmpty() ? "" : " (" + tests + ")");
    if (state.is(Status.DONE)) {
      return page.toString();
    }
    Optional<TestResult> test = state.firstRed();
    List<List<String>> rows = new ArrayList<>(whatToDo(state, test));
    rows.removeIf(row -> row.get(0).equals("Run again") || row.get(0).equals("This alone"));
    page.gap().table("  ", rows).gap();
    new Waiting(tree).tell(results, phase(), page);
    if (state.is(Status.WRONG)) {
      tellOthers(test);
      page.gap();
      test.ifPresent(this::tellFailure);
    } else if (test.isPresent()) {
      tellName(test.get());
    } else if (state.is(Status.NOT_DONE) && state.count(Outcome.GREEN) > 0) {
      tellThatAMethodIsMissing();
    }
    return page.toString();
  }

  /** All; or the one that was asked for, and what its tests have found in others. */
  private List<ExerciseState> listed() {
    Optional<ExerciseId> only = settings.onlyExercise();
    return states.stream()
        .filter(
            state -> only.isEmpty() || only.get().equals(state.id()) || !state.is(Status.NOT_RUN))
        .toList();
  }

  private String headline() {
    if (settings.onlyExercise().isPresent()) {
      return "%s: exercise %s only".formatted(settings.title(), settings.onlyExercise().get());
    }
    return onlySelected()
        ? "%s: only the tests selected by %s".formatted(settings.title(), settings.selection())
        : "%s: %d of %s done"
            .formatted(settings.title(), count(Status.DONE), Count.of(states.size(), "exercise"));
  }

  private boolean onlySelected() {
    return !settings.selection().isEmpty();
  }

  private long count(Status status) {
    return states.stream().filter(state -> state.is(status)).count();
  }

  private List<String> row(ExerciseState state) {
    String status =
        switch (state.status()) {
          case DONE -> onlySelected() && settings.onlyExercise().isEmpty() ? "green" : "done";
          case WAITS -> "waits for " + state.waitsFor().orElseThrow();
          default -> state.status().toString();
        };
    String title =
        state.stretch().map(MarkedExercise::title).orElse("(its marks are missing in the file)");
    return List.of(state.id().toString(), status, title, numbers(state));
  }

  private static String numbers(ExerciseState state) {
    String all = Count.of(state.results().size(), "test");
    long green = state.count(Outcome.GREEN);
    return switch (state.status()) {
      case DONE -> all;
      case WRONG -> "%d of %s red".formatted(state.count(Outcome.RED), all);
      case NOT_DONE, WAITS -> green == 0 ? "" : "%d of %s green".formatted(green, all);
      case NOT_RUN -> "";
    };
  }

  // --- Tests of given code

  private List<TestResult> givenRed() {
    return results.stream()
        .filter(result -> result.exercise().isEmpty() && result.is(Outcome.RED))
        .toList();
  }

  private void tellGivenTests() {
    List<TestResult> red = givenRed();
    if (red.isEmpty()) {
      return;
    }
    page.line(
            "Given code is broken: in a fresh clone its tests are green. Did you change something"
                + " outside of an exercise's marks? git diff %s shows it.",
            tree.moduleName())
        .gap();
    tellFailure(red.get(0));
    List<List<String>> rows = new ArrayList<>();
    failures.placeInTest(red.get(0)).ifPresent(place -> rows.add(List.of("Test", place)));
    rows.add(List.of("Run again", settings.again(tree.moduleName(), phase())));
    rows.add(thisAlone(red.get(0)));
    page.gap().table("  ", rows).gap();
    new AlsoRed(failures).tell(red.subList(1, red.size()), page);
  }

  // --- The first that is red

  private void tellExercises() {
    Optional<ExerciseState> first = firstRed();
    first.ifPresent(this::tellInFull);
    tellOthers(first.flatMap(ExerciseState::firstRed));
    new Waiting(tree).tell(results, phase(), page);
    tellNext(first);
  }

  private Optional<ExerciseState> firstRed() {
    return states.stream()
        .filter(state -> state.is(Status.WRONG))
        .findFirst()
        .or(() -> states.stream().filter(state -> state.is(Status.NOT_DONE)).findFirst());
  }

  private void tellInFull(ExerciseState state) {
    boolean wrong = state.is(Status.WRONG);
    if (wrong) {
      page.line("Wrong: %s. The first red test:", state.heading()).gap();
    } else {
      if (count(Status.NOT_DONE) == states.size()) {
        page.line(
            "Nothing is broken: %s to do, each red until you have written it.",
            Count.of(states.size(), "exercise"));
      }
      page.line("Next is %s.", state.heading()).gap();
    }
    Optional<TestResult> test = state.firstRed();
    test.ifPresent(wrong ? this::tellFailure : this::tellName);
    if (test.isEmpty() && state.count(Outcome.GREEN) > 0) {
      tellThatAMethodIsMissing();
    }
    page.gap().table("  ", whatToDo(state, test)).gap();
    results.stream()
        .filter(TestResult::isEndless)
        .findFirst()
        .ifPresent(endless -> tellEndless(endless, test.equals(Optional.of(endless))));
  }

  private void tellThatAMethodIsMissing() {
    page.block(
        "  ",
        "Its tests are green, but one of its methods still throws NotDone. Write this method,"
            + " or delete it if your answer does not need it.");
  }

  private void tellEndless(TestResult endless, boolean told) {
    if (told) {
      page.line("No test after this one has run: fix this first.").gap();
      return;
    }
    String place =
        failures.placeInAnswers(endless.failure()).map(line -> ", at " + line).orElse("");
    page.block(
            "",
            "The following test did not end%s. No test after it has run: %s"
                .formatted(place, endless.fullName()))
        .gap();
  }

  private void tellName(TestResult test) {
    page.block("  ", "Its first test: " + test.fullName());
  }

  private void tellFailure(TestResult test) {
    page.block("  ", test.fullName()).gap();
    List<String> lines = failures.inFull(test.failure()).lines().toList();
    page.block("    ", String.join("\n", lines.subList(0, Math.min(lines.size(), MOST_LINES))));
    if (lines.size() > MOST_LINES) {
      page.block(
          "    ",
          "... and %s more, in %s"
              .formatted(Count.of(lines.size() - MOST_LINES, "line"), reportFolder()));
    }
  }

  private String reportFolder() {
    return settings
        .module()
        .getParent()
        .relativize(settings.results().resolveSibling("surefire-reports"))
        .toString();
  }

  private List<List<String>> whatToDo(ExerciseState state, Optional<TestResult> test) {
    List<List<String>> rows = new ArrayList<>();
    Optional<MarkedExercise> stretch = state.stretch();
    // The line that ./workshop next names, too.
    stretch.ifPresent(
        s ->
            rows.add(
                List.of(
                    "Edit",
                    tree.place(s.file(), state.is(Status.WRONG) ? s.line() : s.lineToEdit()))));
    test.flatMap(failures::placeInTest).ifPresent(place -> rows.add(List.of("Test", place)));
    stretch.ifPresent(
        s -> rows.add(List.of("Read", "docs/%s.md, %s".formatted(tree.moduleName(), s.heading()))));
    stretch
        .filter(s -> !s.definedIn().isEmpty())
        .ifPresent(s -> rows.add(List.of("Defined in", s.definedIn())));
    rows.add(List.of("Hint", "./workshop hint " + state.id()));
    String again = settings.again(tree.moduleName(), phase());
    rows.add(List.of("Run again", again));
    test.filter(TestResult::isWrong)
        .map(this::thisAlone)
        .filter(row -> !row.contains(again))
        .ifPresent(rows::add);
    return rows;
  }

  private List<String> thisAlone(TestResult test) {
    return List.of("This alone", settings.alone(tree.moduleName(), phase(), test));
  }

  private int phase() {
    return tree.phase().orElseThrow();
  }

  // --- The rest

  private void tellOthers(Optional<TestResult> told) {
    List<TestResult> others =
        states.stream()
            .filter(state -> state.is(Status.WRONG))
            .flatMap(state -> state.results().stream())
            .filter(result -> result.isWrong() && !told.equals(Optional.of(result)))
            .toList();
    new AlsoRed(failures).tell(others, page);
  }

  private void tellNext(Optional<ExerciseState> told) {
    if (onlySelected()) {
      page.line("All tests of this phase: %s", settings.ofPhase(tree.moduleName(), phase()));
    } else if (told.isPresent()) {
      states.stream()
          .filter(state -> state.is(Status.NOT_DONE) && !told.get().equals(state))
          .findFirst()
          .ifPresent(state -> page.line("After that: %s", state.heading()));
    } else if (count(Status.DONE) == states.size()) {
      int next = phase() + 1;
      page.line("See it work: ./workshop run phase%d", phase());
      tree.phaseFolder(next)
          .ifPresent(folder -> page.line("Then go on:  %s", settings.ofPhase(folder, next)));
    }
  }
}
