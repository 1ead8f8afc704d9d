package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The C structure {@code struct ifreq} (man 7 netdevice). A program and the kernel use it to
 * exchange data about a network interface. To open a TAP device, you need the first 18 of its 40
 * bytes:
 *
 * <pre>
 *    0                              15 16    17 18                        39
 *   +---------------------------------+--------+---------------------------+
 *   |  ifr_name: ASCII, then zeros    |  flags |  (a union: unused here)   |
 *   +---------------------------------+--------+---------------------------+
 * </pre>
 */
final class InterfaceRequest {
  static final int SIZE = 40;

  /** Size of the name's field, including the zero byte at the end of a C string. */
  static final int NAME_SIZE = 16;

  static final int FLAGS = 16;

  /** A TAP device carries Ethernet frames (a TUN device, IFF_TUN, would carry IP packets). */
  static final short IFF_TAP = 0x0002;

  /** No "packet information": without this flag, each frame begins with four more bytes. */
  static final short IFF_NO_PI = 0x1000;

  private InterfaceRequest() {}

  // --- Exercise 1.2: The bytes of an interface request (man 7 netdevice)

  /**
   * The request for a TAP device.
   *
   * @param name 1 to 15 ASCII characters
   * @return a direct buffer of {@link #SIZE} bytes, its position 0 and its limit at the end
   * @throws TapException if the name does not fit
   */
  static ByteBuffer forTap(String name) throws TapException {
    throw new workshop.NotDone("1.2", "docs/phase1-tap.md");
  }

  /** The interface's name. For a pattern such as "tap%d", the kernel has filled in the number. */
  static String name(ByteBuffer request) {
    throw new workshop.NotDone("1.2", "docs/phase1-tap.md");
  }

  // --- End of exercise 1.2

  private static TapException notAscii(String name) {
    return new TapException(
        "A device name has ASCII characters only, unlike \"%s\".%nChoose another with --device."
            .formatted(name));
  }

  private static TapException wrongLength(String name) {
    return new TapException(
        "A device name has 1 to 15 characters; \"%s\" has %d. Choose another with --device."
            .formatted(name, name.length()));
  }
}
