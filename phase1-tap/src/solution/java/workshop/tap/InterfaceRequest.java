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
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      throw notAscii(name);
    }
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    // The kernel puts a zero byte at the end of the field. It would cut a longer name, and report
    // no error.
    if (ascii.length == 0 || ascii.length >= NAME_SIZE) {
      throw wrongLength(name);
    }
    // Not the network's byte order: this structure never leaves the machine.
    ByteBuffer request = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    request.put(0, ascii);
    request.putShort(FLAGS, (short) (IFF_TAP | IFF_NO_PI));
    return request;
  }

  /** The interface's name. For a pattern such as "tap%d", the kernel has filled in the number. */
  static String name(ByteBuffer request) {
    int length = 0;
    while (length < NAME_SIZE && request.get(length) != 0) {
      length++;
    }
    byte[] ascii = new byte[length];
    request.get(0, ascii);
    return new String(ascii, StandardCharsets.US_ASCII);
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

// Hints for 1.2:
// - The picture above the class shows where each field is. ByteBuffer.allocateDirect makes a
//   buffer whose address C can use. All its bytes are zero at first.
// - A new ByteBuffer writes numbers in the network's byte order. The kernel reads this structure
//   in the machine's byte order: call order(ByteOrder.nativeOrder()).
// - put(index, bytes) and putShort(index, value) write at an index. Combine the two flags with OR.
// - A C string ends with a zero byte. So 16 bytes have room for 15 characters. name reads until it
//   finds a zero byte, or until the end of the field.
