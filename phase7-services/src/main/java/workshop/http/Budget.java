package workshop.http;

/** Memory that many share. */
final class Budget {
  private long free;

  /** So many bytes. */
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
