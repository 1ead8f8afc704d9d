package workshop.testkit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workshop.exercises.Count;
import workshop.exercises.ExerciseId;
import workshop.testkit.report.TestResult.Outcome;

/** The tests that wait for exercises of earlier phases, and the two ways on. */
final class Waiting {
  private final SourceTree tree;

  Waiting(SourceTree tree) {
    this.tree = tree;
  }

  void tell(List<TestResult> results, int phase, Page page) {
    Map<ExerciseId, Long> tests =
        results.stream()
            .filter(result -> result.is(Outcome.WAITS))
            .flatMap(result -> Causes.exerciseNotDone(result.failure()).stream())
            .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
    if (tests.isEmpty()) {
      return;
    }
    long all = tests.values().stream().mapToLong(Long::longValue).sum();
    page.line(
        "%s %s for an earlier phase. These exercises are missing there:",
        Count.of(all, "test"), all == 1 ? "waits" : "wait");
    List<List<String>> rows = new ArrayList<>();
    tests.forEach((id, count) -> rows.add(List.of(id.toString(), place(id))));
    page.table("  ", rows);
    page.line(
        "Write them, or type ./workshop catch-up phase%d. It puts the reference answers into all"
            + " earlier phases, and saves yours.",
        phase);
    page.gap();
  }

  private String place(ExerciseId id) {
    return tree.phaseFolder(id.phase()).stream()
        .flatMap(folder -> tree.of(folder).stretches().stream())
        .filter(stretch -> stretch.id().equals(id))
        .map(stretch -> tree.place(stretch.file(), stretch.lineToEdit()))
        .findFirst()
        .orElse("");
  }
}
