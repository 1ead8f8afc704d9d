package workshop.testkit.report;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of an exercise: its phase, and its own within the phase. 3.10 comes after 3.9. */
record ExerciseId(int phase, int number) implements Comparable<ExerciseId> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final Comparator<ExerciseId> ORDER =
      Comparator.comparingInt(ExerciseId::phase).thenComparingInt(ExerciseId::number);

  /** Reads {@code 3.2}; empty for anything else. */
  static Optional<ExerciseId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ExerciseId(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ExerciseId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return phase + "." + number;
  }
}
