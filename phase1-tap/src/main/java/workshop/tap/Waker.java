package workshop.tap;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets any thread end the wait of the thread that sleeps in {@code poll}. It is a second
 * descriptor, besides that of the device. It is ready to read after a call of {@link #wake} (man 2
 * eventfd).
 */
final class Waker implements Closeable {
  private static final int SIZE = 8;

  private final LibC libC;
  private final int fd;

  /** Any thread may write it to the descriptor; its bytes never change. */
  private final ByteBuffer one =
      ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder()).putLong(0, 1);

  private final ByteBuffer count = ByteBuffer.allocateDirect(SIZE);

  /** True from the first wake until {@link #clear}. Wakes in between need no system call. */
  private final AtomicBoolean woken = new AtomicBoolean();

  private boolean closed;

  /**
   * Opens a descriptor.
   *
   * @throws TapException if it cannot be opened; its message says what to do
   */
  Waker(LibC libC) throws TapException {
    this.libC = libC;
    fd = libC.eventfd(0, LibC.O_NONBLOCK);
    if (fd < 0) {
      throw cannotOpen(Errno.of(libC.errno()));
    }
  }

  /** The descriptor that {@code poll} has to watch. */
  int fd() {
    return fd;
  }

  /** Ends the wait. Any thread may call it. After {@link #close} it does nothing. */
  void wake() {
    if (!woken.getAndSet(true)) {
      write();
    }
  }

  /** Not while another thread closes the descriptor: its number may then name another file. */
  private synchronized void write() {
    if (!closed) {
      libC.write(fd, one, SIZE);
    }
  }

  /**
   * The wait is over. Call this before you look for work. Then no wake is lost: the work that a
   * thread left before its wake is found now, and any later wake ends the next wait.
   */
  void clear() {
    // If there is nothing to read, another thread has set the flag and will write soon. Its write
    // ends the next wait. Then we read it. If we cleared the flag now, nobody would read it.
    if (woken.get() && libC.read(fd, count, SIZE) == SIZE) {
      // Not set(false): getAndSet also makes us see what other threads did before their wakes.
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
