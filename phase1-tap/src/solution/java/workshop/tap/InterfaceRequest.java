package workshop.tap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * C's {@code struct ifreq}, with which a program and the kernel speak about a network interface
 * (man 7 netdevice). Of its 40 bytes, opening a TAP device uses the first 18:
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

  /** The name's field, with the zero byte that C needs at the end of a string. */
  static final int NAME_SIZE = 16;

  static final int FLAGS = 16;

  /** A TAP device carries Ethernet frames (a TUN device, IFF_TUN, would carry IP packets). */
  static final short IFF_TAP = 0x0002;

  /** No "packet information": without this flag, four more bytes stand before each frame. */
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
    // A longer name would lose its end without a word: the kernel puts the zero byte there itself.
    if (ascii.length == 0 || ascii.length >= NAME_SIZE) {
      throw wrongLength(name);
    }
    // Not the network's byte order: this structure never leaves the machine.
    ByteBuffer request = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    request.put(0, ascii);
    request.putShort(FLAGS, (short) (IFF_TAP | IFF_NO_PI));
    return request;
  }

  /** The interface's name; the kernel fills it in where a pattern such as "tap%d" was asked for. */
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
// - The picture above the class shows where each field stands. ByteBuffer.allocateDirect gives a
//   buffer that C can be given the address of, and all its bytes are zero at first.
// - A buffer of Java's writes numbers in the network's byte order until you tell it another:
//   order(ByteOrder.nativeOrder()). The kernel reads this structure as the machine does.
// - put(index, bytes) and putShort(index, value) write at an index. The flags are two, or-ed.
// - C's strings end with a zero byte. So 16 bytes have room for 15 characters, and name reads on
//   until it finds a zero, or until the field is over.
