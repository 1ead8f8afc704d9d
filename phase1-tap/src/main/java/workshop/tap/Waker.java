package workshop.tap;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets any thread end the wait of the one that sleeps in {@code poll}: a descriptor besides the
 * device's, which can be read as soon as somebody has called {@link #wake} (man 2 eventfd).
 */
final class Waker implements Closeable {
  private static final int SIZE = 8;

  private final LibC libC;
  private final int fd;

  /** Written by any thread; its bytes never change. */
  private final ByteBuffer one =
      ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder()).putLong(0, 1);

  private final ByteBuffer count = ByteBuffer.allocateDirect(SIZE);
  private final AtomicBoolean woken = new AtomicBoolean();

  /**
   * Opens a descriptor.
   *
   * @throws TapException if there are too many open files
   */
  Waker(LibC libC) throws TapException {
    this.libC = libC;
    fd = libC.eventfd(0, LibC.O_NONBLOCK);
    if (fd < 0) {
      throw new TapException(
          "Cannot open an eventfd (%s).%nRaise the limit: ulimit -n 1024"
              .formatted(Errno.of(libC.errno())));
    }
  }

  /** What {@code poll} has to look at. */
  int fd() {
    return fd;
  }

  /** Ends the wait. Any thread may call it; only the first one makes a system call. */
  void wake() {
    if (!woken.getAndSet(true)) {
      libC.write(fd, one, SIZE);
    }
  }

  /**
   * The wait is over. Must be called before looking for what there is to do: what came before a
   * wake that is cleared here is seen now, and any later wake ends the next wait.
   */
  void clear() {
    if (woken.get()) {
      libC.read(fd, count, SIZE);
      woken.set(false);
    }
  }

  @Override
  public void close() {
    libC.close(fd);
  }
}
