package workshop.testkit.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.ExerciseId;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;

/**
 * The lines of an exercise in a source file, and what the first mark says about it:
 *
 * <pre>{@code // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)}</pre>
 *
 * @param definedIn the text in brackets; empty if there is none
 * @param line of the first mark, counted from 1
 * @param lastLine of the mark at its end
 * @param notDoneLine the first line that still has NotDone in place of an answer; 0 if there is
 *     none
 * @param sum of its lines, as {@link Verdicts} has it
 */
record MarkedExercise(
    ExerciseId id,
    String title,
    String definedIn,
    Path file,
    int line,
    int lastLine,
    int notDoneLine,
    String sum) {
  /** All exercises of one file, from top to bottom. */
  static List<MarkedExercise> read(Path file, List<String> lines) {
    List<MarkedExercise> exercises = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      Stretch.begin(lines.get(i))
          .map(mark -> read(file, lines, line, mark))
          .ifPresent(exercises::add);
    }
    return exercises;
  }

  /** A learner may have lost the second mark: then it reaches to the end of the file. */
  private static MarkedExercise read(Path file, List<String> lines, int line, Stretch.Mark mark) {
    int notDone = 0;
    int last = line;
    while (last < lines.size() && Stretch.end(lines.get(last)).isEmpty()) {
      if (notDone == 0 && Stretch.isNotDone(mark.id(), lines.get(last))) {
        notDone = last + 1;
      }
      last++;
    }
    List<String> marked = lines.subList(line - 1, Math.min(last + 1, lines.size()));
    String sum = Verdicts.sum(marked.stream().map(MarkedExercise::inUtf8).toList());
    return new MarkedExercise(
        mark.id(), mark.title(), mark.reference(), file, line, last + 1, notDone, sum);
  }

  /** It was read as if each byte were a letter. */
  private static String inUtf8(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Whether a method of it still throws NotDone. */
  boolean open() {
    return notDoneLine > 0;
  }

  /** The first line that is not done, otherwise the first mark. */
  int lineToEdit() {
    return open() ? notDoneLine : line;
  }

  boolean contains(Path source, int sourceLine) {
    return file.equals(source) && line <= sourceLine && sourceLine <= lastLine;
  }

  /** Its heading in the chapter, and what it is called everywhere. */
  String heading() {
    return id + " " + title;
  }
}
