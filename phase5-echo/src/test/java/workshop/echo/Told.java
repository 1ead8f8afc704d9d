package workshop.echo;

import java.util.List;
import java.util.stream.Collectors;

/** Compares what somebody was told, one after the other, and says in words what differs. */
final class Told {
  private Told() {}

  /** Exactly this was told, in this order. */
  static void assertTold(String what, List<?> actual, Object... expected) {
    int same = 0;
    while (same < Math.min(actual.size(), expected.length)
        && actual.get(same).equals(expected[same])) {
      same++;
    }
    if (same == actual.size() && same == expected.length) {
      return;
    }
    String difference;
    if (same == actual.size()) {
      difference = expected[same] + " is missing";
    } else if (same == expected.length) {
      difference = actual.get(same) + " is one too many";
    } else {
      difference = actual.get(same) + " came; expected: " + expected[same];
    }
    if (actual.size() <= 1 && expected.length <= 1) {
      throw new AssertionError(what + ": " + difference);
    }
    throw new AssertionError(
        "%s: %s%n  expected: %s%n  came:     %s"
            .formatted(what, difference, list(List.of(expected)), list(actual)));
  }

  /** It is this, and nothing else. */
  static void assertIs(String what, Object actual, Object expected) {
    if (!expected.equals(actual)) {
      throw new AssertionError("%s: %s; expected: %s".formatted(what, actual, expected));
    }
  }

  private static String list(List<?> things) {
    return things.isEmpty()
        ? "nothing"
        : things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
