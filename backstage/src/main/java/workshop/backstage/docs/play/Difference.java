package workshop.backstage.docs.play;

import java.util.ArrayList;
import java.util.List;

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
      told.add("+ (%d lines; the last of them:)".formatted(rest.size()));
      rest = rest.subList(rest.size() - AFTER, rest.size());
    }
    for (int i = 0; i < rest.size() && i < AFTER; i++) {
      told.add("+ " + terminal.changes().visible(rest.get(i)));
    }
    if (rest.size() > AFTER) {
      told.add("+ (and %d lines more)".formatted(rest.size() - AFTER));
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

  /** How much of the longer one is the longest common subsequence. */
  static double likeness(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = 0;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        row[j] = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.length()] / (double) Math.max(1, Math.max(a.length(), b.length()));
  }
}
