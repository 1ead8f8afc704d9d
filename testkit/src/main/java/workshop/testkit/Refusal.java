package workshop.testkit;

import org.junit.jupiter.api.function.Executable;

/** Checks that code refuses broken input. */
public final class Refusal {
  private Refusal() {}

  /**
   * Checks that this throws such an exception.
   *
   * @param what the broken input, for instance "13 bytes"
   * @return the exception
   */
  public static <E extends Exception> E of(Class<E> type, String what, Executable reading) {
    String wanted = what + ": this must be refused with a " + type.getSimpleName();
    try {
      reading.execute();
    } catch (Throwable e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      String came = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new AssertionError(
          wanted + ". What came was " + e.getClass().getSimpleName() + came, e);
    }
    throw new AssertionError(wanted + ". It was taken.");
  }
}
