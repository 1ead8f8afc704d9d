package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TAP device: a network interface of the kernel whose cable ends in this program. What the kernel
 * sends on the interface is read here, frame by frame; what is written here, the kernel receives.
 *
 * <p>See the kernel's Documentation/networking/tuntap.rst. The buffer for reading lives as long as
 * the device: nothing is allocated for a frame.
 */
public final class TapDevice implements Device {
  static final String CLONE_DEVICE = "/dev/net/tun";

  /** {@code _IOW('T', 202, int)} in linux/if_tun.h: makes the descriptor an interface. */
  static final long TUNSETIFF = 0x400454CAL;

  /**
   * No frame is larger: a virtio-net header (phase 8), one of Ethernet, and the longest packet of
   * IPv4.
   */
  private static final int LARGEST_FRAME = 10 + 14 + 65_535;

  /** Of a pollfd, in bytes, and where its events are. */
  private static final int POLLFD_SIZE = 8;

  private static final int EVENTS = 4;

  /** The kernel is asked to do nothing for us. */
  private static final Capabilities CAPABILITIES =
      new Capabilities(ETHERNET_MTU, LARGEST_FRAME, false, false);

  private final LibC libC;
  private final int fd;
  private final String name;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_FRAME);
  private final Waker waker;

  /** What to wait for: the device and the waker. */
  private final ByteBuffer pollfds =
      ByteBuffer.allocateDirect(2 * POLLFD_SIZE).order(ByteOrder.nativeOrder());

  private boolean closed;

  /**
   * A device that has been opened.
   *
   * @param fd its file descriptor, which is closed again if this fails
   * @param name its name, as the kernel has told it
   * @throws TapException if there is no descriptor left for the {@link Waker}
   */
  TapDevice(LibC libC, int fd, String name) throws TapException {
    this.libC = libC;
    this.fd = fd;
    this.name = name;
    try {
      waker = new Waker(libC);
    } catch (TapException e) {
      libC.close(fd);
      throw e;
    }
    pollfds.putInt(0, fd).putShort(EVENTS, LibC.POLLIN);
    pollfds.putInt(POLLFD_SIZE, waker.fd()).putShort(POLLFD_SIZE + EVENTS, LibC.POLLIN);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void wake() {
    waker.wake();
  }

  // --- Exercise 1.3: Opening the device (Documentation/networking/tuntap.rst)

  /**
   * Opens the TAP device of this name, and creates it if there is none. The descriptor is opened
   * with {@link LibC#O_RDWR} and {@link LibC#O_NONBLOCK}. For a name that does not fit into an
   * {@link InterfaceRequest}, no function of the C library is called.
   *
   * @param name 1 to 15 ASCII characters; with "%d" in it, the kernel puts a free number there
   * @throws TapException saying what is missing and what to do, if it cannot be opened
   */
  public static TapDevice open(LibC libC, String name) throws TapException {
    ByteBuffer request = InterfaceRequest.forTap(name);
    int fd = libC.open(CLONE_DEVICE, LibC.O_RDWR | LibC.O_NONBLOCK);
    if (fd < 0) {
      throw TapException.cannotOpen(CLONE_DEVICE, Errno.of(libC.errno()));
    }
    if (libC.ioctl(fd, TUNSETIFF, request) < 0) {
      Errno errno = Errno.of(libC.errno());
      libC.close(fd);
      throw TapException.cannotAttach(name, errno);
    }
    return new TapDevice(libC, fd, InterfaceRequest.name(request));
  }

  /** Closes the descriptor and the {@link #waker}; only the first call does anything. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      libC.close(fd);
      waker.close();
    }
  }

  // --- End of exercise 1.3

  @Override
  public void await(long timeoutNanos) throws TapException {
    poll(timeoutNanos);
    waker.clear();
  }

  // --- Exercise 1.4: Receiving a frame (man 2 read, man 2 poll)

  /**
   * Waits until one of the two descriptors in {@link #pollfds} is ready, or the time is over. poll
   * counts in milliseconds: the time is rounded up to whole ones, because rounding down would make
   * a loop spin until its deadline. A time too long for poll's int becomes the longest that fits. A
   * signal (EINTR) ends the wait.
   *
   * @param timeoutNanos in nanoseconds, 0 or more
   * @throws TapException for every other error of poll
   */
  private void poll(long timeoutNanos) throws TapException {
    // Rounded up: waking up too early would mean to spin until the deadline.
    long millis = timeoutNanos / 1_000_000 + (timeoutNanos % 1_000_000 > 0 ? 1 : 0);
    if (libC.poll(pollfds, 2, (int) Math.min(millis, Integer.MAX_VALUE)) < 0) {
      Errno errno = Errno.of(libC.errno());
      if (errno != Errno.EINTR) {
        throw TapException.broken("wait for a frame on", name, errno);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The buffer is {@code incoming}, each time, with the frame from position 0 to the limit.
   *
   * @throws TapException for every error of read but EAGAIN (no frame) and EINTR (read again)
   */
  @Override
  public ByteBuffer receive() throws TapException {
    while (true) {
      int length = libC.read(fd, incoming, incoming.capacity());
      if (length >= 0) {
        return incoming.limit(length).position(0);
      }
      Errno errno = Errno.of(libC.errno());
      switch (errno) {
        case EAGAIN -> {
          return null;
        }
        case EINTR -> {
          // A signal came first: read again.
        }
        default -> throw TapException.broken("read from", name, errno);
      }
    }
  }

  // --- End of exercise 1.4

  // --- Exercise 1.5: Sending a frame (man 2 write)

  /**
   * {@inheritDoc}
   *
   * <p>Four errors of write lose the frame, and it is not tried again: EIO (the interface is down),
   * EAGAIN, ENOBUFS and ENOMEM (the kernel has no room). After EINTR, it is written again.
   *
   * @throws TapException for every other error of write
   */
  @Override
  public void send(OutgoingFrame frame) throws TapException {
    while (libC.write(fd, frame.bytes(), frame.size()) < 0) {
      Errno errno = Errno.of(libC.errno());
      switch (errno) {
        case EINTR -> {
          // A signal came first: write again.
        }
        case EIO, EAGAIN, ENOBUFS, ENOMEM -> {
          // The interface is down, or the kernel has no room: the frame is lost, as on any wire.
          return;
        }
        default -> throw TapException.broken("write to", name, errno);
      }
    }
  }

  // --- End of exercise 1.5
}

// Hints for 1.3:
// - Two calls: open the clone device, then hand its descriptor and the interface request to
//   TUNSETIFF. O_RDWR | O_NONBLOCK: without the second, a read would wait for a frame.
// - -1 is all that a call says when it fails. Why, errno says, and only until the next call: ask
//   for it at once. Errno.of gives its name, TapException.cannotOpen and cannotAttach the advice.
// - When TUNSETIFF fails, the descriptor is open all the same: close it, or it leaks.
// - The kernel writes the interface's name into the request: InterfaceRequest.name reads it.
//   closed remembers that close has been called.

// Hints for 1.4:
// - The C library counts milliseconds, our poll nanoseconds. Round up: 1 ns must not become 0 ms.
//   And C's time is an int, ours a long: (int) alone would cut it to anything.
// - read returns the frame's length. It knows nothing of a buffer's position and limit: set both,
//   for the frame before this one may have left them anywhere.
// - Three kinds of errors: EAGAIN says that no frame is there, which is null; EINTR says that a
//   signal came first, so call again; TapException.broken("read from", name, errno) is for all
//   others.
// - In poll, EINTR needs no loop: the caller will look for a frame, and wait again.

// Hints for 1.5:
// - write takes the bytes from index 0 of a direct buffer, wherever its position is. frame.bytes()
//   is one whose index 0 is the frame's first byte, and frame.size() says how many there are.
// - As with read, -1 is an error. Write again only after EINTR.
// - EINTR: write again. EIO, EAGAIN, ENOBUFS and ENOMEM: the frame is lost, and that is all right
//   on a wire; whoever needs it to arrive sends it again. For anything else:
//   TapException.broken("write to", name, errno).
