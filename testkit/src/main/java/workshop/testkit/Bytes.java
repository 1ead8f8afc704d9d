package workshop.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Small helpers over byte arrays in network byte order. */
final class Bytes {
  private Bytes() {}

  static int u8(byte[] bytes, int at) {
    return Byte.toUnsignedInt(bytes[at]);
  }

  static int u16(byte[] bytes, int at) {
    return u8(bytes, at) * 256 + u8(bytes, at + 1);
  }

  static long u32(byte[] bytes, int at) {
    return u16(bytes, at) * 65536L + u16(bytes, at + 2);
  }

  static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Zeros added at the end, up to a multiple of four. */
  static byte[] padToWords(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
  }

  /** Printable characters unchanged, everything else as a dot. */
  static String printable(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
  }

  static void require(boolean holds, String otherwise, Object... args) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(otherwise, args));
    }
  }
}
