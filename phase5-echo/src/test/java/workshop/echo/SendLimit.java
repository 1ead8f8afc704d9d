package workshop.echo;

/** Notices a stack that never stops sending, before all memory is full of what it has sent. */
final class SendLimit {
  /** In one batch; no test needs half as many. */
  private static final int MOST_SEGMENTS = 20_000;

  private int segments;

  /** The stack has come to an end, or has not begun yet. */
  void batchBegins() {
    segments = 0;
  }

  /** The stack sends one segment more. */
  void sent() {
    segments++;
    if (segments > MOST_SEGMENTS) {
      throw new AssertionError(
          "the stack has sent %d segments without an end: does a loop forget to move on?"
              .formatted(MOST_SEGMENTS));
    }
  }
}
