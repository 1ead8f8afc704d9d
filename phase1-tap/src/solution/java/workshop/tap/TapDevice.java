package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TAP device: a network interface of the kernel whose cable ends in this program. What the kernel
 * sends on the interface is read here, frame by frame; what is written here, the kernel receives.
 *
 * <p>See the kernel's Documentation/networking/tuntap.rst. One buffer for reading and one for
 * writing live as long as the device: nothing is allocated for a frame.
 */
public final class TapDevice implements Link {
  static final String CLONE_DEVICE = "/dev/net/tun";

  /** {@code _IOW('T', 202, int)} in linux/if_tun.h: makes the descriptor an interface. */
  static final long TUNSETIFF = 0x400454CAL;

  /** More than any frame: also where somebody has given the interface a larger MTU. */
  private static final int LARGEST_FRAME = 65536;

  private static final int EVENTS = 4;

  private final LibC libC;
  private final int fd;
  private final String name;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_FRAME);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LARGEST_FRAME);
  private final ByteBuffer pollfd = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private boolean closed;

  private TapDevice(LibC libC, int fd, String name) {
    this.libC = libC;
    this.fd = fd;
    this.name = name;
    pollfd.putInt(0, fd).putShort(EVENTS, LibC.POLLIN);
  }

  /**
   * Opens the TAP device of this name, and creates it if there is none.
   *
   * @param name 1 to 15 ASCII characters; with "%d" in it, the kernel puts a free number there
   * @throws TapException saying what is missing and what to do, if it cannot be opened
   */
  public static TapDevice open(LibC libC, String name) throws TapException {
    ByteBuffer request = InterfaceRequest.forTap(name);
    int fd = libC.open(CLONE_DEVICE, LibC.O_RDWR | LibC.O_NONBLOCK);
    if (fd < 0) {
      throw cannotOpen(Errno.of(libC.errno()));
    }
    if (libC.ioctl(fd, TUNSETIFF, request) < 0) {
      Errno errno = Errno.of(libC.errno());
      libC.close(fd);
      throw cannotAttach(name, errno);
    }
    return new TapDevice(libC, fd, InterfaceRequest.name(request));
  }

  private static TapException cannotOpen(Errno errno) {
    String advice =
        switch (errno) {
          case EPERM, EACCES -> "Run it with sudo.";
          case ENOENT, ENODEV, ENXIO ->
              "Load the kernel's module: sudo modprobe tun"
                  + " (in a container: start it with --device=/dev/net/tun --cap-add=NET_ADMIN).";
          case EMFILE -> "Raise the limit: ulimit -n 1024";
          default -> "Run ./workshop doctor.";
        };
    return new TapException("Cannot open %s (%s).%n%s".formatted(CLONE_DEVICE, errno, advice));
  }

  private static TapException cannotAttach(String name, Errno errno) {
    String advice =
        switch (errno) {
          case EPERM ->
              ("Run it with sudo, or make a device of your own:"
                      + " sudo ip tuntap add dev %s mode tap user $USER")
                  .formatted(name);
          case EBUSY ->
              "Another program has it open, or it is no TAP device:"
                  + " end that program, or choose another name with --device.";
          case EINVAL ->
              "An interface of this name exists and is no TAP device, or the kernel does not allow"
                  + " such a name: choose another with --device.";
          default -> "Run ./workshop doctor.";
        };
    return new TapException(
        "Cannot use %s as a TAP device (%s).%n%s".formatted(name, errno, advice));
  }

  /** The interface's name, as {@code ip link} shows it. */
  public String name() {
    return name;
  }

  @Override
  public int mtu() {
    return ETHERNET_MTU;
  }

  @Override
  public void await(long timeoutNanos) throws TapException {
    // Rounded up: waking up too early would mean to spin until the deadline.
    long millis = timeoutNanos / 1_000_000 + (timeoutNanos % 1_000_000 > 0 ? 1 : 0);
    if (libC.poll(pollfd, 1, (int) Math.min(millis, Integer.MAX_VALUE)) < 0) {
      Errno errno = Errno.of(libC.errno());
      if (errno != Errno.EINTR) {
        throw broken("wait for a frame on", errno);
      }
    }
  }

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
        default -> throw broken("read from", errno);
      }
    }
  }

  @Override
  public void send(ByteBuffer frame) throws TapException {
    int length = frame.remaining();
    ByteBuffer source = frame;
    if (!frame.isDirect() || frame.position() != 0) {
      outgoing.put(0, frame, frame.position(), length);
      source = outgoing;
    }
    while (libC.write(fd, source, length) < 0) {
      Errno errno = Errno.of(libC.errno());
      switch (errno) {
        case EINTR -> {
          // A signal came first: write again.
        }
        case EIO, EAGAIN, ENOBUFS, ENOMEM -> {
          // The interface is down, or the kernel has no room: the frame is lost, as on any wire.
          return;
        }
        default -> throw broken("write to", errno);
      }
    }
  }

  private TapException broken(String what, Errno errno) {
    return new TapException(
        "Cannot %s %s (%s).%nHas the device been removed? Start the program again."
            .formatted(what, name, errno));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      libC.close(fd);
    }
  }
}
