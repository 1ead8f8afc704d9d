package workshop.http;

/**
 * The server refuses a request: it is wrong, too large, or too slow. No handler gets it.
 *
 * <p>It has no stack trace, because anybody can cause it again and again.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Says what is wrong.
   *
   * @param status the error to answer with, for instance 400
   * @param words what is wrong, for people
   */
  public RefusedException(int status, String words) {
    super(words, null, false, false);
    this.status = status;
  }

  /** The error to answer with. */
  public int status() {
    return status;
  }
}
