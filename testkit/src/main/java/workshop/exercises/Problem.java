package workshop.exercises;

/**
 * The reason why a command cannot do its work. The message is written for the user: one or two
 * lines that say what is wrong and what to do next.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Problem(String message) {
    super(message);
  }
}
