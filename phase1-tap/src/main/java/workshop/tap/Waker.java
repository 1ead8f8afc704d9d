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

  /** From the first wake until it is cleared: the wakes in between need no system call. */
  private final AtomicBoolean woken = new AtomicBoolean();

  private boolean closed;

  /**
   * Opens a descriptor.
   *
   * @throws TapException saying what to do, if it cannot be opened
   */
  Waker(LibC libC) throws TapException {
    this.libC = libC;
    fd = libC.eventfd(0, LibC.O_NONBLOCK);
    if (fd < 0) {
      throw cannotOpen(Errno.of(libC.errno()));
    }
  }

  /** What {@code poll} has to look at. */
  int fd() {
    return fd;
  }

  /** Ends the wait. Any thread may call it, also after {@link #close}: then it does nothing. */
  void wake() {
    if (!woken.getAndSet(true)) {
      write();
    }
  }

  /** Not while another thread closes the descriptor: its number may be somebody else's then. */
  private synchronized void write() {
    if (!closed) {
      libC.write(fd, one, SIZE);
    }
  }

  /**
   * The wait is over. Must be called before looking for what there is to do. So a wake that is
   * cleared here is not lost: what its thread has left for us before it is seen now. Any later wake
   * ends the next wait.
   */
  void clear() {
    // If there is nothing to read, another thread has set the flag and is about to write. Its write
    // ends the next wait, and is read then. With the flag taken away now, nobody would read it.
    if (woken.get() && libC.read(fd, count, SIZE) == SIZE) {
      // Not set: this one also makes us see what other threads did before their wakes.
      woken.getAndSet(false);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    libC.close(fd);
  }

  private static TapException cannotOpen(Errno errno) {
    String advice =
        errno == Errno.EMFILE ? "Raise the limit: ulimit -n 1024" : "Run ./workshop doctor.";
    return new TapException("Cannot open an eventfd (%s).%n%s".formatted(errno, advice));
  }
}
