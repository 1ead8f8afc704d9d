package workshop.tap;

/** The error numbers of Linux that calls on a TAP device can give (man 3 errno). */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file"),
  EINTR(4, "interrupted by a signal"),
  EIO(5, "input/output error"),
  ENXIO(6, "no such device"),
  EAGAIN(11, "nothing there yet, try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  ENODEV(19, "no such device"),
  EINVAL(22, "invalid argument"),
  EMFILE(24, "too many open files"),
  EBADFD(77, "file descriptor in a bad state"),
  ENOBUFS(105, "no buffer space"),
  UNKNOWN(-1, "an error that this program has no words for");

  private final int number;
  private final String words;

  Errno(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** The error of this number, or {@link #UNKNOWN}. */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return UNKNOWN;
  }

  /** For instance {@code EBUSY: device or resource busy}. */
  @Override
  public String toString() {
    return name() + ": " + words;
  }
}
