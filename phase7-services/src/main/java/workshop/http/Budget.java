package workshop.http;

/** A budget of memory, which many share. */
final class Budget {
  private long free;

  /** A budget of this many bytes. */
  Budget(long bytes) {
    free = bytes;
  }

  /** Takes some; false if there is too little left. */
  boolean take(long bytes) {
    if (bytes > free) {
      return false;
    }
    free -= bytes;
    return true;
  }

  /** Gives some back. */
  void give(long bytes) {
    free += bytes;
  }
}
