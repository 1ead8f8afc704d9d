package workshop.backstage.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workshop.classroom.testing.TestResult;
import workshop.classroom.testing.TestResult.Outcome;

/** The results of a run, by test: all invocations of a parameterized one together. */
final class Tests {
  private final Map<String, List<TestResult>> results;

  Tests(List<TestResult> lines) {
    Map<String, List<TestResult>> byTest = new TreeMap<>();
    for (TestResult line : lines) {
      byTest.computeIfAbsent(line.test(), test -> new ArrayList<>()).add(line);
    }
    results = new LinkedHashMap<>(byTest);
  }

  /** Class and method of each. */
  Iterable<String> names() {
    return results.keySet();
  }

  int count() {
    return results.size();
  }

  String belonging(String test) {
    return results.get(test).get(0).belongsTo();
  }

  /** Whether every invocation passed. */
  boolean isGreen(String test) {
    return results.containsKey(test)
        && results.get(test).stream().allMatch(result -> result.outcome() == Outcome.PASSED);
  }

  /** The first that did not pass, if there is one. */
  Optional<TestResult> firstNotPassed(String test) {
    return results.getOrDefault(test, List.of()).stream()
        .filter(result -> result.outcome() != Outcome.PASSED)
        .findFirst();
  }

  /** The first of this outcome, if there is one. */
  Optional<TestResult> first(String test, Outcome outcome) {
    return results.getOrDefault(test, List.of()).stream()
        .filter(result -> result.outcome() == outcome)
        .findFirst();
  }
}
