package workshop.testkit.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workshop.exercises.Count;

/**
 * Red tests in two lines each: the name, and the message. Tests with the same message share the
 * lines.
 */
final class AlsoRed {
  private static final int MOST = 6;

  private final FailureText failures;

  AlsoRed(FailureText failures) {
    this.failures = failures;
  }

  void tell(List<TestResult> red, Page page) {
    if (red.isEmpty()) {
      return;
    }
    Map<String, List<TestResult>> groups =
        red.stream()
            .collect(
                Collectors.groupingBy(this::whatItSays, LinkedHashMap::new, Collectors.toList()));
    page.line("Also red:");
    groups.values().stream().limit(MOST).forEach(group -> tellGroup(group, page));
    long more = groups.values().stream().skip(MOST).mapToLong(List::size).sum();
    if (more > 0) {
      page.line("  ... and %s more", Count.of(more, "test"));
    }
    page.gap();
  }

  /** The same exercise and message; numbers may differ. */
  private String whatItSays(TestResult result) {
    return result.exercise() + failures.inShort(result.failure()).replaceAll("[0-9]+", "0");
  }

  private void tellGroup(List<TestResult> group, Page page) {
    TestResult first = group.get(0);
    String id = first.exercise().map(one -> one + "  ").orElse("");
    String more = group.size() == 1 ? "" : " (and %d more)".formatted(group.size() - 1);
    page.cut("  " + id, first.nameInClass(), more);
    page.cut("  " + " ".repeat(id.length()), failures.inShort(first.failure()), "");
  }
}
