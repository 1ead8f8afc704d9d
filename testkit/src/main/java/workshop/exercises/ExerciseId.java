package workshop.exercises;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of an exercise, for instance 3.2.
 *
 * @param phase from 1 on
 * @param number within the phase, from 1 on
 */
public record ExerciseId(int phase, int number) implements Comparable<ExerciseId> {
  /** How it is written, as a regular expression with two groups. */
  static final String PATTERN = "([1-9][0-9]?)\\.([1-9][0-9]?)";

  private static final Pattern ID = Pattern.compile(PATTERN);

  /**
   * Reads a number.
   *
   * @throws Problem if it is none
   */
  public static ExerciseId parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new Problem(
                    "An exercise has a number like 3.2, not \"%s\".\n./workshop progress lists them."
                        .formatted(text)));
  }

  /** Reads a number; empty for anything else. */
  public static Optional<ExerciseId> find(String text) {
    Matcher matcher = ID.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ExerciseId(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ExerciseId other) {
    return phase != other.phase
        ? Integer.compare(phase, other.phase)
        : Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return phase + "." + number;
  }
}
