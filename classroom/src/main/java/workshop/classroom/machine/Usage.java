package workshop.classroom.machine;

/** A mistake in a command line. */
public final class Usage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Usage(String message) {
    super(message + "\n./workshop help  lists the commands.");
  }
}
