package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import workshop.tap.LibC;

/**
 * The C library for a TAP device that does work for the stack. When the device is opened, this
 * class asks the kernel for offload. It does not change any other call.
 */
final class OffloadLibC implements LibC {
  /** {@code _IOW('T', 202, int)} in linux/if_tun.h: makes the descriptor an interface. */
  static final long TUNSETIFF = 0x400454CAL;

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

  /** Where the flags are in an interface request. */
  private static final int REQUEST_FLAGS = 16;

  private final LibC libC;

  OffloadLibC(LibC libC) {
    this.libC = libC;
  }

  @Override
  public int ioctl(int fd, long request, ByteBuffer argument) {
    if (request != TUNSETIFF) {
      return libC.ioctl(fd, request, argument);
    }
    ByteBuffer interfaceRequest = argument.duplicate().order(ByteOrder.nativeOrder());
    short flags = interfaceRequest.getShort(REQUEST_FLAGS);
    interfaceRequest.putShort(REQUEST_FLAGS, (short) (flags | IFF_VNET_HDR));
    int result = libC.ioctl(fd, TUNSETIFF, argument);
    return result < 0 ? result : offload(fd);
  }

  /** If another program made the device, it may have a longer header: so set the size, too. */
  private int offload(int fd) {
    ByteBuffer size = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    size.putInt(0, VirtioHeader.SIZE);
    int result = libC.ioctl(fd, TUNSETVNETHDRSZ, size);
    return result < 0 ? result : libC.ioctlWithNumber(fd, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4);
  }

  @Override
  public int open(String path, int flags) {
    return libC.open(path, flags);
  }

  @Override
  public int ioctlWithNumber(int fd, long request, long argument) {
    return libC.ioctlWithNumber(fd, request, argument);
  }

  @Override
  public int poll(ByteBuffer pollfds, int count, int timeoutMillis) {
    return libC.poll(pollfds, count, timeoutMillis);
  }

  @Override
  public int read(int fd, ByteBuffer buffer, int count) {
    return libC.read(fd, buffer, count);
  }

  @Override
  public int write(int fd, ByteBuffer buffer, int count) {
    return libC.write(fd, buffer, count);
  }

  @Override
  public int eventfd(int initial, int flags) {
    return libC.eventfd(initial, flags);
  }

  /** The device may stay after us. The next program must not get offload without asking for it. */
  @Override
  public int close(int fd) {
    libC.ioctlWithNumber(fd, TUNSETOFFLOAD, 0);
    return libC.close(fd);
  }

  @Override
  public int errno() {
    return libC.errno();
  }
}
