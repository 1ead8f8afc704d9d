package workshop.exercises;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of an exercise in a file, with its marks. Only the marks are needed to find them: a
 * learner's file does not have to compile.
 *
 * @param from the index of the line with the first mark, from 0 on
 * @param to the index of the line after the last mark
 */
public record Stretch(int from, int to) {
  private static final Pattern BEGIN =
      Pattern.compile(
          "\\s*// --- Exercise " + ExerciseId.PATTERN + ": (.+?)\\s*(?:\\(([^()]+)\\))?\\s*");
  private static final Pattern END =
      Pattern.compile("\\s*// --- End of exercise " + ExerciseId.PATTERN + "\\s*");

  private static final Pattern NOT_DONE =
      Pattern.compile(
          "(?!\\s*//).*\\b(throw\\s+new\\s+(workshop\\.)?NotDone|NotDone\\s*\\.\\s*soFar)\\s*\\(\\s*(?:\"([^\"]*)\")?.*");

  /**
   * The contents of the line that starts an exercise.
   *
   * @param reference what defines its subject; empty if the line does not say it
   */
  public record Mark(ExerciseId id, String title, String reference) {}

  /** What a line says, if it starts an exercise. */
  public static Optional<Mark> begin(String line) {
    Matcher matcher = BEGIN.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Mark(
                id(matcher), matcher.group(3), Objects.requireNonNullElse(matcher.group(4), "")))
        : Optional.empty();
  }

  /** Which exercise a line ends, if it does. */
  public static Optional<ExerciseId> end(String line) {
    Matcher matcher = END.matcher(line);
    return matcher.matches() ? Optional.of(id(matcher)) : Optional.empty();
  }

  private static ExerciseId id(Matcher matcher) {
    return ExerciseId.parse(matcher.group(1) + "." + matcher.group(2));
  }

  /** Finds this exercise; empty if a mark is missing, or is there more than once. */
  public static Optional<Stretch> find(List<String> lines, ExerciseId id) {
    int from = -1;
    int to = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (begin(lines.get(i)).map(Mark::id).filter(id::equals).isPresent()) {
        if (from >= 0) {
          return Optional.empty();
        }
        from = i;
      } else if (end(lines.get(i)).filter(id::equals).isPresent()) {
        if (to >= 0) {
          return Optional.empty();
        }
        to = i + 1;
      }
    }
    return 0 <= from && from < to ? Optional.of(new Stretch(from, to)) : Optional.empty();
  }

  /**
   * Whether a line takes the place of an answer to this exercise: it throws NotDone, or calls it.
   */
  public static boolean isNotDone(ExerciseId id, String line) {
    Matcher matcher = NOT_DONE.matcher(line);
    return matcher.matches()
        && (matcher.group(3) == null || matcher.group(3).equals(id.toString()));
  }

  /** Its lines. */
  public List<String> in(List<String> lines) {
    return lines.subList(from, to);
  }
}
