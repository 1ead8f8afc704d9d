package workshop.shared;

/**
 * Bytes that do not form a valid frame, packet or segment.
 *
 * <p>It is a checked exception, so that no caller forgets it. It has no stack trace: anybody on the
 * wire can cause it as often as they like, and a stack trace costs more than everything else.
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
