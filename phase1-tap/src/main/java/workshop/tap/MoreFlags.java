package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The C library, for a TAP device with more flags than the usual ones (linux/if_tun.h). */
public class MoreFlags extends LibCFilter {
  /** {@code _IOW('T', 202, int)}: makes the descriptor an interface. */
  protected static final long TUNSETIFF = TapDevice.TUNSETIFF;

  /** Where the flags are in an interface request. */
  private static final int FLAGS = 16;

  private final short flags;
  private int fd = -1;

  /**
   * Adds flags to the request that opens a device.
   *
   * @param flags such as IFF_NAPI, or-ed
   */
  public MoreFlags(LibC libC, short flags) {
    super(libC);
    this.flags = flags;
  }

  /** The descriptor of the device that was opened last; -1 if there was none. */
  final int fd() {
    return fd;
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    if (request == TUNSETIFF) {
      this.fd = fd;
      ByteBuffer asked = argument.duplicate().order(ByteOrder.nativeOrder());
      asked.putShort(FLAGS, (short) (asked.getShort(FLAGS) | flags));
    }
    return super.ioctl(fd, request, argument);
  }
}
