package workshop.testkit.report;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.testkit.Belonging;

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

  /** The exercise that a test belongs to; empty for a test of given code. */
  static Optional<ExerciseId> of(Method method, Class<?> type) {
    return Belonging.of(method, type).flatMap(ExerciseId::parse);
  }

  /** The exercise that all tests of a class belong to, where the class says so. */
  static Optional<ExerciseId> of(Class<?> type) {
    return Belonging.of(type).flatMap(ExerciseId::parse);
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
