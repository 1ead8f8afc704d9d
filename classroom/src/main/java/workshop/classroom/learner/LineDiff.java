package workshop.classroom.learner;

import java.util.ArrayList;
import java.util.List;

/** The difference between two short texts, as {@code diff -u} prints it. */
final class LineDiff {
  private static final int CONTEXT = 3;

  /**
   * A line of the difference.
   *
   * @param sign ' ' for a line of both, '-' for one of the first, '+' for one of the second
   * @param first how many lines of the first text come before it
   * @param second how many lines of the second text come before it
   */
  private record Line(char sign, String text, int first, int second) {}

  private LineDiff() {}

  /**
   * The hunks, each with a few lines around it; no line if the texts are equal.
   *
   * @param firstLine the number of the first text's first line in its file, from 1 on
   * @param secondLine the same of the second
   */
  static List<String> of(List<String> first, int firstLine, List<String> second, int secondLine) {
    List<Line> lines = compare(first, second);
    List<String> hunks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).sign == ' ') {
        continue;
      }
      // A hunk goes on as long as the next difference is near.
      int from = Math.max(0, i - CONTEXT);
      int last = i;
      for (int j = i; j < lines.size() && j <= last + 2 * CONTEXT + 1; j++) {
        if (lines.get(j).sign != ' ') {
          last = j;
        }
      }
      int to = Math.min(lines.size(), last + 1 + CONTEXT);
      addHunk(hunks, lines.subList(from, to), firstLine, secondLine);
      i = last;
    }
    return hunks;
  }

  private static void addHunk(List<String> hunks, List<Line> lines, int firstLine, int secondLine) {
    long ofFirst = lines.stream().filter(line -> line.sign != '+').count();
    long ofSecond = lines.stream().filter(line -> line.sign != '-').count();
    hunks.add(
        "@@ -%d,%d +%d,%d @@"
            .formatted(
                firstLine + lines.get(0).first,
                ofFirst,
                secondLine + lines.get(0).second,
                ofSecond));
    for (Line line : lines) {
      hunks.add((line.sign + line.text).stripTrailing());
    }
  }

  /** Along the longest common subsequence. */
  private static List<Line> compare(List<String> first, List<String> second) {
    // common[i][j]: how many lines the rest of the first from i on has in common with the rest of
    // the second from j on.
    int[][] common = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size() - 1; i >= 0; i--) {
      for (int j = second.size() - 1; j >= 0; j--) {
        common[i][j] =
            first.get(i).equals(second.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
        lines.add(new Line(' ', first.get(i), i++, j++));
      } else if (j == second.size() || i < first.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line('-', first.get(i), i++, j));
      } else {
        lines.add(new Line('+', second.get(j), i, j++));
      }
    }
    return lines;
  }
}
