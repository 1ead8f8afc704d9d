package workshop.backstage.instructor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.exercises.ExerciseId;

/** The headings of exercises in a chapter: {@code ### 3.1 The fields of a header}. */
final class Chapter {
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+)(.*)");
  private static final Pattern HEADING =
      Pattern.compile("### ([1-9][0-9]?\\.[1-9][0-9]?)(?: (.*))?");

  /**
   * The heading of an exercise.
   *
   * @param line from 1 on
   */
  record Heading(ExerciseId id, String title, int line) {}

  private Chapter() {}

  /** The headings in this Markdown text. What stands in a block of code is none. */
  static List<Heading> headings(String markdown) {
    List<Heading> headings = new ArrayList<>();
    String fence = null;
    int number = 0;
    for (String line : markdown.lines().toList()) {
      number++;
      Matcher mark = FENCE.matcher(line);
      if (mark.matches()) {
        if (fence == null) {
          fence = mark.group(1);
        } else if (mark.group(1).startsWith(fence) && mark.group(2).isBlank()) {
          fence = null;
        }
        continue;
      }
      Matcher heading = HEADING.matcher(line);
      if (fence == null && heading.matches()) {
        String title = heading.group(2) == null ? "" : heading.group(2).strip();
        headings.add(new Heading(ExerciseId.parse(heading.group(1)), title, number));
      }
    }
    return headings;
  }
}
