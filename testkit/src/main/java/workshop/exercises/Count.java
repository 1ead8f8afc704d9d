package workshop.exercises;

import java.util.Locale;

/** A number of things, in words. */
public final class Count {
  private Count() {}

  /**
   * "1 test", "2 tests".
   *
   * @param thing a word whose plural has an s at its end
   */
  public static String of(long count, String thing) {
    return of(count, thing, thing + "s");
  }

  /** The same for a word with another plural. */
  public static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%d %s", count, count == 1 ? one : many);
  }
}
