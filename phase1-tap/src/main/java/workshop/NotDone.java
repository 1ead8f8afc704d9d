package workshop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Thrown where an exercise waits for its answer. It is an error, not an exception: nothing in the
 * stack may take it for a failure that it has to handle.
 *
 * <p>A program may ask to go on without what is not done; the tests never do.
 */
public final class NotDone extends Error {
  private static final long serialVersionUID = 1L;

  private static final Consumer<NotDone> THROW =
      notDone -> {
        throw notDone;
      };

  private static volatile Consumer<NotDone> whatNow = THROW;

  private final String exercise;
  private final String chapter;

  /**
   * This exercise has no answer yet.
   *
   * @param exercise its number, for instance 3.2
   * @param chapter the file where it is explained, from the top of the workshop's tree
   */
  public NotDone(String exercise, String chapter) {
    super("Exercise %s is not done yet: see %s".formatted(exercise, chapter));
    this.exercise = exercise;
    this.chapter = chapter;
  }

  /**
   * From now on the program goes on without what is not done.
   *
   * @param teller is told of each exercise when the program comes upon it, the first time only
   */
  public static void goOnTelling(Consumer<NotDone> teller) {
    Set<String> told = ConcurrentHashMap.newKeySet();
    whatNow =
        notDone -> {
          if (told.add(notDone.exercise)) {
            teller.accept(notDone);
          }
        };
  }

  /** From now on what is not done is thrown again, as it is from the start. */
  public static void goOnNoLonger() {
    whatNow = THROW;
  }

  /**
   * In place of the answer of a method that returns something.
   *
   * @param value what the method gives until then: see {@link UntilDone}
   * @throws NotDone unless the program has asked to go on
   */
  public static <T> T soFar(String exercise, String chapter, T value) {
    ofCaller(exercise, chapter).goOn();
    return value;
  }

  /**
   * In place of the answer of a method that returns nothing.
   *
   * @throws NotDone unless the program has asked to go on
   */
  public static void soFar(String exercise, String chapter) {
    ofCaller(exercise, chapter).goOn();
  }

  /** As if the learner's method had thrown it. */
  private static NotDone ofCaller(String exercise, String chapter) {
    NotDone notDone = new NotDone(exercise, chapter);
    notDone.setStackTrace(
        Stream.of(notDone.getStackTrace())
            .dropWhile(frame -> frame.getClassName().equals(NotDone.class.getName()))
            .toArray(StackTraceElement[]::new));
    return notDone;
  }

  /**
   * Goes on without this exercise, and tells of it if nobody has yet.
   *
   * @throws NotDone this, unless the program has asked to go on
   */
  public void goOn() {
    whatNow.accept(this);
  }

  /** The exercise that is not done, however deep among the causes; null if it is none. */
  public static NotDone in(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof NotDone)) {
      cause = cause.getCause();
    }
    return (NotDone) cause;
  }

  /** Its number: the phase's, a dot, and its own within the phase. */
  public String exercise() {
    return exercise;
  }

  /** The file where it is explained, from the top of the workshop's tree. */
  public String chapter() {
    return chapter;
  }
}
