package workshop.backstage.docs.play;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import workshop.backstage.docs.page.Mark;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** What differs from run to run, and so is not compared. */
final class Changes {
  static final String FILE = "docs/changing.txt";

  private static final String PLACEHOLDER = "\u2039\u203a";
  private static final Pattern COLOURS =
      Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007]*\u0007|[()][A-Z0-9])");

  private final List<Pattern> changes;
  private final List<Pattern> skips;

  Changes(List<Pattern> changes, List<Pattern> skips) {
    this.changes = changes;
    this.skips = skips;
  }

  /** Those of a page, and then those of all pages. */
  static Changes of(Page page, Path root) {
    List<Pattern> changes = new ArrayList<>();
    page.values(Mark.Kind.CHANGES).forEach(value -> changes.add(Pattern.compile(value)));
    changes.addAll(common(root));
    return new Changes(
        changes, page.values(Mark.Kind.SKIPS).stream().map(Pattern::compile).toList());
  }

  /**
   * Those of all pages.
   *
   * @throws Problem if a line of the file is no regular expression
   */
  static List<Pattern> common(Path root) {
    List<Pattern> patterns = new ArrayList<>();
    Path file = root.resolve(FILE);
    if (Files.exists(file)) {
      int number = 0;
      for (String line : Workshop.read(file).lines().toList()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          patterns.add(Pattern.compile(line));
        } catch (PatternSyntaxException e) {
          throw new Problem(
              "%s:%d: no regular expression (%s).\nSee java.util.regex.Pattern for the form."
                  .formatted(FILE, number, e.getDescription()));
        }
      }
    }
    return patterns;
  }

  /** Without what a terminal takes for colours, and without blanks at its end. */
  static String plain(String line) {
    return COLOURS.matcher(line).replaceAll("").replace("\r", "").stripTrailing();
  }

  /** Whether this line of output is left out. */
  boolean isSkipped(String line) {
    return skips.stream().anyMatch(pattern -> pattern.matcher(line).find());
  }

  /** As it is compared. */
  String normal(String line) {
    String normal = line;
    for (Pattern pattern : changes) {
      normal = pattern.matcher(normal).replaceAll(PLACEHOLDER);
    }
    return normal.stripTrailing();
  }

  /** As it came, with what is not compared between ‹ and ›. */
  String visible(String line) {
    boolean[] changing = new boolean[line.length() + 1];
    for (Pattern pattern : changes) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        Arrays.fill(changing, matcher.start(), matcher.end(), true);
      }
    }
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i <= line.length(); i++) {
      boolean before = i > 0 && changing[i - 1];
      if (changing[i] != before) {
        visible.append(changing[i] ? '\u2039' : '\u203a');
      }
      if (i < line.length()) {
        visible.append(line.charAt(i));
      }
    }
    return visible.toString();
  }
}
