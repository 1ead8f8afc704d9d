package workshop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Thrown by an exercise that has no answer yet. It is an error and not an exception, so that no
 * code of the stack handles it like a failure.
 *
 * <p>A program may continue without the exercises that are not done. The tests never do.
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
   * @param chapter the file that explains it, as a path from the workshop's top folder
   */
  public NotDone(String exercise, String chapter) {
    super("Exercise %s is not done yet: see %s".formatted(exercise, chapter));
    this.exercise = exercise;
    this.chapter = chapter;
  }

  /**
   * From now on the program continues without the exercises that are not done.
   *
   * @param teller called for each such exercise, when the program reaches it for the first time
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

  /** From now on an exercise that is not done throws again, as at the start. */
  public static void goOnNoLonger() {
    whatNow = THROW;
  }

  /**
   * Takes the place of the answer in a method that returns a value.
   *
   * @param value what the method returns until then: see {@link UntilDone}
   * @throws NotDone unless the program continues without it
   */
  public static <T> T soFar(String exercise, String chapter, T value) {
    ofCaller(exercise, chapter).goOn();
    return value;
  }

  /**
   * Takes the place of the answer in a method that returns nothing.
   *
   * @throws NotDone unless the program continues without it
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
   * Continues without this exercise, and tells the user about it the first time.
   *
   * @throws NotDone this, unless the program continues without it
   */
  public void goOn() {
    whatNow.accept(this);
  }

  /** The {@code NotDone} among the causes of an exception, or null if there is none. */
  public static NotDone in(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof NotDone)) {
      cause = cause.getCause();
    }
    return (NotDone) cause;
  }

  /** The exercise's number: the phase, a dot, and the number within the phase. */
  public String exercise() {
    return exercise;
  }

  /** The file that explains it, as a path from the workshop's top folder. */
  public String chapter() {
    return chapter;
  }
}
