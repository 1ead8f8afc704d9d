package workshop.testkit;

import java.util.List;

/** Compares the steps that have happened with the steps that should have happened. */
public final class Steps {
  private Steps() {}

  /**
   * Fails if they differ. The message first names the first step that differs, then it shows both
   * lists.
   *
   * @param what the steps are, for instance "the calls"
   */
  public static void assertSteps(String what, List<String> actual, String... expected) {
    assertSteps(what, actual, List.of(expected));
  }

  /** The same. */
  public static void assertSteps(String what, List<String> actual, List<String> expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(
          String.format(
              "%s: %s%nexpected: %s%nwas:      %s",
              what, firstDifference(actual, expected), text(expected), text(actual)));
    }
  }

  private static String firstDifference(List<String> actual, List<String> expected) {
    int at = 0;
    while (at < actual.size() && at < expected.size() && actual.get(at).equals(expected.get(at))) {
      at++;
    }
    if (at == actual.size()) {
      return "missing at the end: " + text(expected.subList(at, expected.size()));
    }
    if (at == expected.size()) {
      return "too many at the end: " + text(actual.subList(at, actual.size()));
    }
    return String.format(
        "number %d should be \"%s\", and is \"%s\"", at + 1, expected.get(at), actual.get(at));
  }

  private static String text(List<String> steps) {
    return steps.isEmpty() ? "(none)" : String.join(", ", steps);
  }
}
