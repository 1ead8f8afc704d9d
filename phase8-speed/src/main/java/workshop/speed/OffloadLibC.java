package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import workshop.tap.LibC;
import workshop.tap.MoreFlags;

/**
 * The C library for a TAP device that does work for the stack. When the device is opened, this
 * class asks the kernel for offload. It does not change any other call.
 */
final class OffloadLibC extends MoreFlags {
  /** {@code _IOW('T', 216, int)}: sets how many bytes the kernel puts before each frame. */
  static final long TUNSETVNETHDRSZ = 0x400454D8L;

  /** {@code _IOW('T', 208, unsigned int)}: says what the kernel need not do. Takes a number. */
  static final long TUNSETOFFLOAD = 0x400454D0L;

  /** In the flags of an interface request: there is a virtio-net header before each frame. */
  static final short IFF_VNET_HDR = 0x4000;

  /** We accept partial checksums. */
  static final int TUN_F_CSUM = 1;

  /** We accept super-segments of TCP over IPv4. */
  static final int TUN_F_TSO4 = 2;

  OffloadLibC(LibC libC) {
    super(libC, IFF_VNET_HDR);
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    int result = super.ioctl(fd, request, argument);
    return request == TUNSETIFF && result >= 0 ? offload(fd) : result;
  }

  /** If another program made the device, it may have a longer header: so set the size, too. */
  private int offload(int fd) {
    ByteBuffer size = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    size.putInt(0, VirtioHeader.SIZE);
    int result = super.ioctl(fd, TUNSETVNETHDRSZ, size);
    return result < 0 ? result : ioctlWithNumber(fd, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4);
  }

  /** The device may stay after us. The next program must not get offload without asking for it. */
  @Override
  public int close(int fd) {
    ioctlWithNumber(fd, TUNSETOFFLOAD, 0);
    return super.close(fd);
  }
}
