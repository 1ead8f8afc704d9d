package workshop.backstage.docs.play;

import com.github.difflib.DiffUtils;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.Count;

/** What came in place of what a page shows, in few lines. */
final class Difference {
  private static final int BEFORE = 3;
  private static final int AFTER = 12;

  private Difference() {}

  /** The page's line that did not come; empty if something came that the page does not show. */
  static int line(Terminal terminal, Match match) {
    return match.furthest() < terminal.lines().size()
        ? terminal.lines().get(match.furthest())
        : terminal.lines().isEmpty()
            ? terminal.commandLine()
            : terminal.lines().get(terminal.lines().size() - 1);
  }

  /** "- " the page's line, "+ " what came there, with what is not compared between ‹ and ›. */
  static List<String> tell(Terminal terminal, Match match) {
    List<String> shown = terminal.shown();
    List<String> came = terminal.came();
    List<String> told = new ArrayList<>();
    boolean isAnywhere =
        match.furthest() > 0 && shown.get(match.furthest() - 1).equals(Transcript.ANY);
    int from = match.at();
    for (int i = Math.max(0, from - BEFORE); i < from; i++) {
      told.add("  " + terminal.changes().visible(came.get(i)));
    }
    if (match.furthest() < shown.size()) {
      String missing = shown.get(match.furthest());
      told.add("- " + terminal.changes().visible(missing));
      if (isAnywhere) {
        like(missing, came.subList(from, came.size()), terminal.changes(), told);
      }
    }
    List<String> rest = came.subList(from, came.size());
    if (rest.isEmpty()) {
      told.add("+ (nothing more came)");
    } else if (isAnywhere && rest.size() > AFTER) {
      told.add("+ (%s; the last of them:)".formatted(Count.of(rest.size(), "line")));
      rest = rest.subList(rest.size() - AFTER, rest.size());
    }
    for (int i = 0; i < rest.size() && i < AFTER; i++) {
      told.add("+ " + terminal.changes().visible(rest.get(i)));
    }
    if (rest.size() > AFTER) {
      told.add("+ (and %s more)".formatted(Count.of(rest.size() - AFTER, "line")));
    }
    return told;
  }

  /** A line that is nearly the missing one has often changed a little. */
  private static void like(String missing, List<String> came, Changes changes, List<String> told) {
    String best = "";
    double most = 0.5;
    for (String line : came) {
      double likeness = likeness(changes.normal(missing), changes.normal(line));
      if (likeness > most) {
        most = likeness;
        best = line;
      }
    }
    if (!best.isEmpty()) {
      told.add("+ (most like it:)");
      told.add("+ " + changes.visible(best));
    }
  }

  /** How much of the longer one is in the other, too, in the same order. */
  static double likeness(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    int missing =
        DiffUtils.diff(letters(a), letters(b)).getDeltas().stream()
            .mapToInt(
                delta -> (longer == a.length() ? delta.getSource() : delta.getTarget()).size())
            .sum();
    return (longer - missing) / (double) Math.max(1, longer);
  }

  private static List<Integer> letters(String text) {
    return text.chars().boxed().toList();
  }
}
