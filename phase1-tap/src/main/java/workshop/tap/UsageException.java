package workshop.tap;

/** The command line is wrong. The message tells the user what is wrong. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
