package workshop.classroom.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What happened to a test, or to one of its invocations. Written as a line by the worker in
 * testkit.
 *
 * @param test class and method
 * @param belongsTo the number of an exercise, "given" or "nothing"
 * @param detail for NOT_DONE the exercise; for BROKEN the class of the exception
 * @param text what a learner reads: the display names, and the message
 */
public record TestResult(
    String test, String belongsTo, Outcome outcome, String detail, String text) {

  /** How many a line has. */
  static final int WORDS = 6;

  public enum Outcome {
    PASSED,
    /** An exercise without an answer was called. */
    NOT_DONE,
    /** An assertion failed. */
    WRONG,
    /** Any other exception. */
    BROKEN,
    /** It did not end. */
    STUCK,
    ABORTED,
    SKIPPED
  }

  public static TestResult parse(String line) {
    String[] words = line.split("\t");
    return new TestResult(
        words[0].substring(words[0].lastIndexOf('.') + 1) + "." + words[1],
        words[2],
        Outcome.valueOf(words[3]),
        words[4],
        new String(Base64.getDecoder().decode(words[5]), StandardCharsets.UTF_8));
  }

  /** One of many with random values: such a test says "seed" and a number. */
  public boolean isRandom() {
    return text.lines().findFirst().orElse("").contains(" > seed ");
  }

  /** The message alone, in one line that is not too long. */
  public String shortText() {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 197) + "...";
  }
}
