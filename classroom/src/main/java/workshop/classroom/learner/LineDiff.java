package workshop.classroom.learner;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The difference between two parts of files, as {@code diff -u -w} prints it: white space does not
 * count, because a learner's editor may change it.
 */
final class LineDiff {
  private static final int CONTEXT = 3;
  private static final int LINES_OF_HEADER = 2;
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(.*) \\+(\\d+)(.*) @@");

  private LineDiff() {}

  /**
   * The hunks, each with a few lines around it; no line if the texts are equal.
   *
   * @param firstLine the number of the first text's first line in its file, from 1 on
   * @param secondLine the same of the second
   */
  static List<String> of(List<String> first, int firstLine, List<String> second, int secondLine) {
    Patch<String> patch =
        DiffUtils.diff(first, second, (a, b) -> withoutSpace(a).equals(withoutSpace(b)));
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff("first", "second", first, patch, CONTEXT);
    List<String> hunks = new ArrayList<>();
    for (String line : lines.subList(Math.min(LINES_OF_HEADER, lines.size()), lines.size())) {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int from = firstLine - 1 + Integer.parseInt(hunk.group(1));
        int to = secondLine - 1 + Integer.parseInt(hunk.group(3));
        hunks.add("@@ -%d%s +%d%s @@".formatted(from, hunk.group(2), to, hunk.group(4)));
      } else {
        hunks.add(line.stripTrailing());
      }
    }
    return hunks;
  }

  private static String withoutSpace(String line) {
    return line.replaceAll("\\s", "");
  }
}
