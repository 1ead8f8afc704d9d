package workshop.shared;

/**
 * Bytes that do not hold together, and so never become a frame, a packet or a segment.
 *
 * <p>Checked, so that no caller forgets it; without a stack trace, because anybody on the wire can
 * cause it as often as they like, and filling one in costs more than all the rest.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DropReason reason;

  public MalformedException(DropReason reason) {
    super(reason.words(), null, false, false);
    this.reason = reason;
  }

  /** What is wrong with the bytes. */
  public DropReason reason() {
    return reason;
  }
}
