package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import workshop.tap.LibC;
import workshop.tap.MoreFlags;

/**
 * The C library for a TAP device that takes work off the stack: it asks for more when the device is
 * opened. All else goes through as it is.
 */
final class OffloadLibC extends MoreFlags {
  /** {@code _IOW('T', 216, int)}: how many bytes the kernel puts before each frame. */
  static final long TUNSETVNETHDRSZ = 0x400454D8L;

  /** {@code _IOW('T', 208, unsigned int)}: what the kernel need not do. Takes a number. */
  static final long TUNSETOFFLOAD = 0x400454D0L;

  /** In the flags of an interface request: a virtio-net header stands before each frame. */
  static final short IFF_VNET_HDR = 0x4000;

  /** We take partial checksums; and large segments of TCP over IPv4. */
  static final int TUN_F_CSUM = 1;

  static final int TUN_F_TSO4 = 2;

  OffloadLibC(LibC libC) {
    super(libC, IFF_VNET_HDR);
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    int result = super.ioctl(fd, request, argument);
    return request == TUNSETIFF && result >= 0 ? offload(fd) : result;
  }

  /** Somebody else may have made the device, for a longer header. */
  private int offload(int fd) {
    ByteBuffer size = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    size.putInt(0, VirtioHeader.SIZE);
    int result = super.ioctl(fd, TUNSETVNETHDRSZ, size);
    return result < 0 ? result : ioctlWithNumber(fd, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4);
  }

  /** A device that stays after us must not hand the next program what that has not asked for. */
  @Override
  public int close(int fd) {
    ioctlWithNumber(fd, TUNSETOFFLOAD, 0);
    return super.close(fd);
  }
}
