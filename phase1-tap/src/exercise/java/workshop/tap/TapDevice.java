package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TAP device: a network interface of the kernel whose cable ends in this program. This class
 * reads the frames that the kernel sends on the interface, and writes the frames that the kernel
 * receives there.
 *
 * <p>See the kernel's Documentation/networking/tuntap.rst. The device uses one buffer for all
 * frames that it receives, and allocates no memory for a frame.
 */
public final class TapDevice implements Device {
  static final String CLONE_DEVICE = "/dev/net/tun";

  /** {@code _IOW('T', 202, int)} in linux/if_tun.h: makes the descriptor an interface. */
  static final long TUNSETIFF = 0x400454CAL;

  /**
   * The size of the largest possible frame: a virtio-net header (phase 8), an Ethernet header, and
   * the longest IPv4 packet.
   */
  private static final int LARGEST_FRAME = 10 + 14 + 65_535;

  /** The size of a pollfd, in bytes. */
  private static final int POLLFD_SIZE = 8;

  /** The offset of its events. */
  private static final int EVENTS = 4;

  /** The kernel does no work for us. */
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
   * @param fd its file descriptor; closed if this constructor fails
   * @param name its name, as the kernel returned it
   * @throws TapException if the {@link Waker} cannot get a descriptor
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
   * Opens the TAP device of this name. The kernel creates the device if there is none. The
   * descriptor is opened with {@link LibC#O_RDWR} and {@link LibC#O_NONBLOCK}. If the name does not
   * fit into an {@link InterfaceRequest}, this method calls no C function.
   *
   * @param name 1 to 15 ASCII characters; the kernel replaces "%d" by a free number
   * @throws TapException if the device cannot be opened; its message says what to do
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
   * Waits until one of the two descriptors in {@link #pollfds} is ready, or the time is over. C's
   * poll counts in milliseconds. Round the time up: if it were rounded down, a loop would spin
   * until its deadline. If the time is too long for an int, use the largest int. A signal (EINTR)
   * ends the wait.
   *
   * @param timeoutNanos in nanoseconds, 0 or more
   * @throws TapException for every other error of C's poll
   */
  private void poll(long timeoutNanos) throws TapException {
    throw new workshop.NotDone("1.4", "docs/phase1-tap.md");
  }

  /**
   * {@inheritDoc}
   *
   * <p>The buffer is always {@code incoming}, with the frame from position 0 to the limit.
   *
   * @throws TapException for every error of read except EAGAIN (no frame) and EINTR (read again)
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
   * <p>After four errors of write, the frame is lost, and this method returns: EIO (the interface
   * is down), EAGAIN, ENOBUFS and ENOMEM (the kernel has no room). After EINTR, it writes again.
   *
   * @throws TapException for every other error of write
   */
  @Override
  public void send(OutgoingFrame frame) throws TapException {
    throw new workshop.NotDone("1.5", "docs/phase1-tap.md");
  }

  // --- End of exercise 1.5
}
