package workshop.http;

/**
 * A request that is not answered by a handler: it is wrong, or too large, or comes too slowly.
 *
 * <p>Without a stack trace, because anybody can cause it as often as they like.
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
