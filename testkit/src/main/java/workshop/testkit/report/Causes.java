package workshop.testkit.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.opentest4j.MultipleFailuresError;
import workshop.exercises.ExerciseId;

/** The causes of a failure. */
final class Causes {
  private static final String NOT_DONE = "workshop.NotDone";

  private Causes() {}

  /**
   * The failure itself, its cause, the cause's cause and so on; where a failure is one of several
   * (assertAll), all of them.
   */
  static List<Throwable> of(Throwable failure) {
    Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    add(failure, found, causes);
    return causes;
  }

  private static void add(Throwable failure, Set<Throwable> found, List<Throwable> causes) {
    if (failure == null || !found.add(failure)) {
      return;
    }
    causes.add(failure);
    add(failure.getCause(), found, causes);
    if (failure instanceof MultipleFailuresError several) {
      several.getFailures().forEach(one -> add(one, found, causes));
    }
  }

  /** The NotDone among the causes; known by its name, for the kit depends on no phase. */
  static Optional<Throwable> notDone(Throwable failure) {
    return of(failure).stream().filter(one -> one.getClass().getName().equals(NOT_DONE)).findAny();
  }

  /** The exercise that is not done, if that is why the test failed. */
  static Optional<ExerciseId> exerciseNotDone(Throwable failure) {
    return notDone(failure).flatMap(Causes::exercise);
  }

  private static Optional<ExerciseId> exercise(Throwable notDone) {
    try {
      Object id = notDone.getClass().getMethod("exercise").invoke(notDone);
      return ExerciseId.find(id.toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(NOT_DONE + " has no method exercise()", e);
    }
  }

  /** Whether JUnit gave up waiting. */
  static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException;
  }

  /** Whether the test did not end, or would not have. */
  static boolean isEndless(Throwable failure) {
    return isTimeout(failure) || failure.getCause() instanceof OutOfMemoryError;
  }
}
