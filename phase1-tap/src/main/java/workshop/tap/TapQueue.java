package workshop.tap;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * One queue of a TAP device that has several (Documentation/networking/tuntap.rst, "Multiqueue
 * tuntap interface"). Each queue has a descriptor of its own. The kernel puts frames only into
 * queues that are attached.
 */
final class TapQueue implements Closeable {
  /** In the flags of an interface request: the device may have more than one queue. */
  static final short IFF_MULTI_QUEUE = 0x0100;

  /** In the flags of an interface request: the kernel uses NAPI for the frames that we write. */
  static final short IFF_NAPI = 0x0010;

  /** {@code _IOW('T', 217, int)} in linux/if_tun.h: attaches or detaches a queue. */
  static final long TUNSETQUEUE = 0x400454D9L;

  static final short IFF_ATTACH_QUEUE = 0x0200;
  static final short IFF_DETACH_QUEUE = 0x0400;

  /** Tells the MAC address, in a struct sockaddr after the name (linux/sockios.h). */
  static final long SIOCGIFHWADDR = 0x8927L;

  /** Of an interface request, in bytes; and where its flags are, or a MAC address. */
  private static final int REQUEST_SIZE = 40;

  private static final int FLAGS = 16;
  private static final int MAC = 18;

  private final MoreFlags libC;
  private final TapDevice device;

  private TapQueue(MoreFlags libC, TapDevice device) {
    this.libC = libC;
    this.device = device;
  }

  /**
   * Opens a queue, and attaches it. The first one makes the device.
   *
   * @param flags {@link #IFF_NAPI} or 0
   */
  static TapQueue open(LibC libC, String name, short flags) throws TapException {
    MoreFlags more = new MoreFlags(libC, (short) (IFF_MULTI_QUEUE | flags));
    return new TapQueue(more, TapDevice.open(more, name));
  }

  /** What reads and writes the queue's frames. */
  TapDevice device() {
    return device;
  }

  /** From now on the kernel puts frames into this queue, too. */
  void attach() throws TapException {
    set(IFF_ATTACH_QUEUE, "attach");
  }

  /** From now on the kernel puts no frames into this queue. It drops those that wait there. */
  void detach() throws TapException {
    set(IFF_DETACH_QUEUE, "detach");
  }

  /**
   * The MAC address of the kernel's end, for instance 02:00:00:00:00:01; "" if it does not tell.
   */
  String mac() {
    ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_SIZE);
    byte[] mac = new byte[6];
    if (libC.ioctl(libC.fd(), SIOCGIFHWADDR, request) >= 0) {
      request.get(MAC, mac);
      return HexFormat.ofDelimiter(":").formatHex(mac);
    }
    return "";
  }

  private void set(short flag, String what) throws TapException {
    ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_SIZE).order(ByteOrder.nativeOrder());
    request.putShort(FLAGS, flag);
    if (libC.ioctl(libC.fd(), TUNSETQUEUE, request) < 0) {
      throw TapException.broken(what + " a queue of", device.name(), Errno.of(libC.errno()));
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
