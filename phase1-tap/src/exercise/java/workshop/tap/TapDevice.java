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
    throw new workshop.NotDone("1.3", "docs/phase1-tap.md");
  }

  /** Closes the descriptor and the {@link #waker}; only the first call does anything. */
  @Override
  public void close() {
    throw new workshop.NotDone("1.3", "docs/phase1-tap.md");
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
    throw new workshop.NotDone("1.4", "docs/phase1-tap.md");
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
    throw new workshop.NotDone("1.4", "docs/phase1-tap.md");
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
    throw new workshop.NotDone("1.5", "docs/phase1-tap.md");
  }

  // --- End of exercise 1.5
}
