package workshop;

/**
 * Thrown where an exercise waits for its answer. It is an error, not an exception: nothing in the
 * stack may take it for a failure that it has to handle.
 */
public final class NotDone extends Error {
  private static final long serialVersionUID = 1L;

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

  /** Its number: the phase's, a dot, and its own within the phase. */
  public String exercise() {
    return exercise;
  }

  /** The file where it is explained, from the top of the workshop's tree. */
  public String chapter() {
    return chapter;
  }
}
