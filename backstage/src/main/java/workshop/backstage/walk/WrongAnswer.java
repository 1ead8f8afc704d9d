package workshop.backstage.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;

/**
 * A mistake that people make in an exercise, and what the test that catches it must say.
 *
 * <pre>
 *   The last byte of an odd length is left out of the sum.
 *
 *   Exercise: 3.2
 *   Message: odd length
 *   Right:
 *         sum += (bytes.get(i) &amp; 0xFF) &lt;&lt; 8;
 *   Wrong:
 *         // (forgotten)
 * </pre>
 *
 * @param file where it is described
 * @param description what is wrong
 * @param exercise the exercise whose tests must catch it
 * @param messages words that one red test must say, all of them
 * @param right a text that is in the exercise's answer exactly once
 * @param wrong what is put in its place
 */
public record WrongAnswer(
    Path file,
    String description,
    ExerciseId exercise,
    List<String> messages,
    String right,
    String wrong) {
  private static final String EXERCISE = "Exercise: ";
  private static final String MESSAGE = "Message: ";
  private static final String RIGHT = "Right:";
  private static final String WRONG = "Wrong:";

  /** All that are kept in the workshop, in the order of their names. */
  public static List<WrongAnswer> all(Workshop workshop) {
    return files(workshop).stream().map(WrongAnswer::read).toList();
  }

  /** Where they are kept. */
  public static Path folder(Workshop workshop) {
    return workshop.root().resolve("backstage/wrong-answers");
  }

  /** Their files, in the order of their names. */
  public static List<Path> files(Workshop workshop) {
    return Workshop.files(folder(workshop), ".txt");
  }

  public static WrongAnswer read(Path file) {
    return parse(file, Workshop.read(file));
  }

  /**
   * Reads one.
   *
   * @throws Problem if something is missing
   */
  static WrongAnswer parse(Path file, String text) {
    List<String> description = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    List<String> right = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    ExerciseId exercise = null;
    List<String> section = description;
    for (String line : text.lines().toList()) {
      if (section == wrong) {
        wrong.add(line);
      } else if (line.strip().equals(WRONG)) {
        section = wrong;
      } else if (section == right) {
        right.add(line);
      } else if (line.strip().equals(RIGHT)) {
        section = right;
      } else if (line.startsWith(EXERCISE)) {
        exercise = ExerciseId.parse(line.substring(EXERCISE.length()).strip());
      } else if (line.startsWith(MESSAGE)) {
        messages.add(line.substring(MESSAGE.length()).strip());
      } else {
        description.add(line);
      }
    }
    if (exercise == null || messages.isEmpty() || block(right).isEmpty() || section != wrong) {
      throw new Problem(
          "%s: a wrong answer has a description, \"Exercise: 3.2\", \"Message: words\", \"Right:\" and \"Wrong:\"."
              .formatted(file));
    }
    return new WrongAnswer(
        file,
        String.join(" ", description).strip(),
        exercise,
        List.copyOf(messages),
        block(right),
        block(wrong));
  }

  /** Without the blank lines around it. */
  private static String block(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return String.join("\n", lines.subList(from, to));
  }

  /**
   * The text of the solution file with this mistake in it.
   *
   * @throws Problem if the right text is not exactly once in the exercise's stretch
   */
  public String in(SolutionFile solution) {
    List<String> lines = solution.answered().lines().toList();
    Stretch stretch =
        Stretch.find(lines, exercise)
            .orElseThrow(
                () -> new Problem("%s: exercise %s is not there.".formatted(file, exercise)));
    String before = join(lines.subList(0, stretch.from()));
    String answer = join(stretch.in(lines));
    String after = join(lines.subList(stretch.to(), lines.size()));
    int at = answer.indexOf(right);
    if (at < 0 || answer.indexOf(right, at + 1) >= 0) {
      throw new Problem(
          "%s: the text below \"Right:\" is %s in the answer of %s (%s).\nCopy it from there."
              .formatted(file, at < 0 ? "not" : "more than once", exercise, solution.name()));
    }
    return before + answer.substring(0, at) + wrong + answer.substring(at + right.length()) + after;
  }

  private static String join(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
