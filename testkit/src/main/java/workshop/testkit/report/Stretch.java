package workshop.testkit.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marked lines of a source file that are an exercise, and what their first line says of it:
 *
 * <pre>{@code // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)}</pre>
 *
 * @param definedIn what stands in brackets; empty where nothing does
 * @param line of the first mark, counted from 1
 * @param lastLine of the mark at its end
 * @param notDoneLine the first line that still has NotDone in place of an answer; 0 if there is
 *     none
 */
record Stretch(
    ExerciseId id,
    String title,
    String definedIn,
    Path file,
    int line,
    int lastLine,
    int notDoneLine) {
  private static final Pattern BEGIN =
      Pattern.compile("\\s*// --- Exercise (\\d+\\.\\d+): (.*?)\\s*(?:\\(([^()]*)\\))?\\s*");
  private static final Pattern END = Pattern.compile("\\s*// --- End of exercise .*");
  private static final Pattern NOT_DONE =
      Pattern.compile(
          "\\s*(?:throw new |return )?(?:workshop\\.)?NotDone(?:\\.soFar)?"
              + "\\(\"(\\d+\\.\\d+)\".*");

  /** All exercises of one file, from top to bottom. */
  static List<Stretch> read(Path file, List<String> lines) {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher begin = BEGIN.matcher(lines.get(i));
      if (begin.matches()) {
        int line = i + 1;
        int lastLine = end(lines, i);
        String definedIn = begin.group(3) == null ? "" : begin.group(3);
        ExerciseId.parse(begin.group(1))
            .map(
                id ->
                    new Stretch(
                        id, begin.group(2), definedIn, file, line, lastLine, notDone(id, lines)))
            .ifPresent(stretches::add);
      }
    }
    return stretches;
  }

  private static int end(List<String> lines, int begin) {
    int end = begin + 1;
    while (end < lines.size() && !END.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end + 1;
  }

  private static int notDone(ExerciseId id, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = NOT_DONE.matcher(lines.get(i));
      if (matcher.matches() && matcher.group(1).equals(id.toString())) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether a method of it still throws NotDone. */
  boolean open() {
    return notDoneLine > 0;
  }

  boolean contains(Path source, int sourceLine) {
    return file.equals(source) && line <= sourceLine && sourceLine <= lastLine;
  }

  /** Its heading in the chapter, and what it is called everywhere. */
  String heading() {
    return id + " " + title;
  }
}
