package workshop.testkit.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.exercises.Count;

/** A failure as a learner needs it: in words, and with stack frames of the workshop only. */
final class FailureText {
  private static final int MOST_FRAMES = 8;
  private static final Pattern TIMEOUT = Pattern.compile(".* timed out after (.*)");

  private final SourceTree tree;

  FailureText(SourceTree tree) {
    this.tree = tree;
  }

  /** In one line. */
  String inShort(Throwable failure) {
    return inWords(failure).strip().lines().map(String::strip).findFirst().orElse("");
  }

  /** The whole message; if the failure is not a failed check, also the stack frames. */
  String inFull(Throwable failure) {
    StringBuilder text = new StringBuilder(inWords(failure)).append('\n');
    Set<String> places = new LinkedHashSet<>();
    for (Throwable cause : Causes.of(failure)) {
      if (cause != failure && !Causes.isTimeout(failure) && !isTold(text, cause)) {
        text.append("caused by ").append(inWords(cause)).append('\n');
      }
      if (!(cause instanceof AssertionError) && !Causes.isTimeout(cause)) {
        Stream.of(cause.getStackTrace())
            .filter(frame -> !isFactory(frame, cause))
            .flatMap(frame -> place(frame).stream())
            .forEach(places::add);
      }
    }
    places.stream().limit(MOST_FRAMES).forEach(p -> text.append("  at ").append(p).append('\n'));
    if (places.size() > MOST_FRAMES) {
      text.append("  ... and %s more%n".formatted(Count.of(places.size() - MOST_FRAMES, "place")));
    }
    return text.toString();
  }

  /** A method of the exception itself, which made it: the learner needs the line that called it. */
  private static boolean isFactory(StackTraceElement frame, Throwable cause) {
    return frame.getClassName().equals(cause.getClass().getName());
  }

  /** Hamcrest's and JUnit's messages often have the cause's in them. */
  private static boolean isTold(StringBuilder text, Throwable cause) {
    return cause.getMessage() == null
        ? text.indexOf(cause.getClass().getName()) >= 0
        : text.indexOf(cause.getMessage().strip()) >= 0;
  }

  private String inWords(Throwable failure) {
    // Hamcrest's begin with an empty line.
    String message =
        Objects.toString(failure.getMessage(), "").replaceFirst("^\\R+", "").stripTrailing();
    if (Causes.isTimeout(failure)) {
      Matcher timeout = TIMEOUT.matcher(message);
      return "It did not end within %s, and was stopped: does a loop never end?"
          .formatted(timeout.matches() ? timeout.group(1) : "its time");
    }
    if (failure instanceof AssertionError) {
      return message.isEmpty() ? "A check failed, without a message." : message;
    }
    String name = failure.getClass().getSimpleName();
    return message.isEmpty() ? name : name + ": " + message;
  }

  private Optional<String> place(StackTraceElement frame) {
    return tree.file(frame).map(file -> tree.place(file, frame.getLineNumber()));
  }

  /** The topmost place within the learner's files; empty if the check of a test failed. */
  Optional<String> placeInAnswers(Throwable failure) {
    return placeIn(failure, frame -> tree.file(frame).filter(tree::isAnswer).isPresent());
  }

  /** The exercise that has the endless loop. */
  Optional<MarkedExercise> stretch(Throwable failure, List<MarkedExercise> stretches) {
    return Causes.of(failure).stream()
        .flatMap(cause -> Stream.of(cause.getStackTrace()))
        .flatMap(frame -> stretches.stream().filter(stretch -> isIn(stretch, frame)))
        .findFirst();
  }

  private boolean isIn(MarkedExercise stretch, StackTraceElement frame) {
    return tree.file(frame).filter(f -> stretch.contains(f, frame.getLineNumber())).isPresent();
  }

  /** The line of the test that failed; the stack trace has the methods that it calls above it. */
  Optional<String> placeInTest(TestResult test) {
    return placeIn(test.failure(), frame -> isTest(test, frame))
        .or(() -> placeIn(test.failure(), f -> f.getClassName().equals(test.testClass())))
        .or(() -> tree.method(test.testClass(), test.method())); // an exception without a trace
  }

  private static boolean isTest(TestResult test, StackTraceElement frame) {
    String method = frame.getMethodName();
    return frame.getClassName().equals(test.testClass())
        && (method.equals(test.method()) || method.startsWith("lambda$" + test.method() + "$"));
  }

  private Optional<String> placeIn(Throwable failure, Predicate<StackTraceElement> isWanted) {
    return Causes.of(failure).stream()
        .flatMap(cause -> Stream.of(cause.getStackTrace()))
        .filter(isWanted)
        .findFirst()
        .flatMap(this::place);
  }
}
