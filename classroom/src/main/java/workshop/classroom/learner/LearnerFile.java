package workshop.classroom.learner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * A learner's file of src/exercise. It does not have to compile. Everything outside of an exercise
 * stays unchanged, byte by byte: line ends, encoding, and a missing line end at the end.
 */
final class LearnerFile {
  private static final Pattern MARK =
      Pattern.compile("\\s*// --- (Exercise|End of exercise) [0-9].*\\s*");

  /** With their ends. A char is a byte, whatever the encoding: the marks are ASCII. */
  private final List<String> lines;

  private LearnerFile(List<String> lines) {
    this.lines = lines;
  }

  /** The file in which a learner does an exercise. */
  static Path of(Workshop workshop, Workshop.Place place) {
    Path solution = workshop.root().resolve(place.file().name());
    return place.phase().exercises().resolve(place.phase().solutions().relativize(solution));
  }

  /** Reads it; empty if there is no such file. */
  static Optional<LearnerFile> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Optional.of(new LearnerFile(List.of(text.split("(?<=\n)"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Problem(
          "%s cannot be read (%s).\nIs it a file, and yours? ls -l '%s'"
              .formatted(file, e.getClass().getSimpleName(), file));
    }
  }

  /**
   * Finds an exercise. Empty if its marks are missing, or are there more than once. Also empty if
   * there is something else between them: a part of another exercise, or half of a merge conflict.
   */
  Optional<Stretch> stretch(ExerciseId id) {
    return Stretch.find(lines, id).filter(this::isWhole);
  }

  private boolean isWhole(Stretch stretch) {
    List<String> inside = lines.subList(stretch.from() + 1, stretch.to() - 1);
    int conflicts = 0;
    for (String line : inside) {
      if (MARK.matcher(line).matches()) {
        return false;
      }
      if (line.startsWith("<<<<<<<")) {
        conflicts++;
      } else if (line.startsWith(">>>>>>>") && --conflicts < 0) {
        return false;
      }
    }
    return conflicts == 0;
  }

  /** The lines of an exercise, without their ends. */
  Optional<List<String>> linesOf(ExerciseId id) {
    return stretch(id).map(stretch -> stretch.in(lines).stream().map(LearnerFile::text).toList());
  }

  /** With these lines in place of an exercise, which must be there. */
  LearnerFile with(ExerciseId id, List<String> answer) {
    Stretch stretch = stretch(id).orElseThrow();
    List<String> changed = new ArrayList<>(lines.subList(0, stretch.from()));
    String end = end(lines.get(stretch.from()));
    for (String line : answer) {
      changed.add(bytesOf(line) + end);
    }
    int last = changed.size() - 1;
    changed.set(last, bytesOf(answer.get(answer.size() - 1)) + end(lines.get(stretch.to() - 1)));
    changed.addAll(lines.subList(stretch.to(), lines.size()));
    return new LearnerFile(changed);
  }

  byte[] bytes() {
    return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** In bytes that are no UTF-8, a sign for what cannot be read. */
  private static String text(String line) {
    String bytes = line.substring(0, line.length() - end(line).length());
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String bytesOf(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String end(String line) {
    if (line.endsWith("\r\n")) {
      return "\r\n";
    }
    return line.endsWith("\n") ? "\n" : "";
  }
}
