package workshop.tap;

import java.nio.ByteBuffer;

/**
 * Bytes as people read them: the offset, sixteen bytes in hexadecimal, and the same as text.
 *
 * <pre>
 * 0000  ff ff ff ff ff ff 02 00  00 00 00 01 08 06 00 01  |................|
 * 0010  08 00                                             |..|
 * </pre>
 */
public final class HexDump {
  private static final int BYTES_PER_LINE = 16;

  private HexDump() {}

  // --- Exercise 1.1: A hex dump (man 1 hexdump)

  /** The bytes from the buffer's position to its limit, which stay as they are. */
  public static String of(ByteBuffer bytes) {
    StringBuilder dump = new StringBuilder();
    int length = bytes.remaining();
    for (int offset = 0; offset < length; offset += BYTES_PER_LINE) {
      int count = Math.min(BYTES_PER_LINE, length - offset);
      line(dump, offset, bytes.slice(bytes.position() + offset, count));
    }
    return dump.toString();
  }

  /**
   * Appends one line, with a newline at its end.
   *
   * @param offset of the line's first byte, counted from the first byte of the dump
   * @param bytes at most {@link #BYTES_PER_LINE}, from index 0 to the limit
   */
  private static void line(StringBuilder dump, int offset, ByteBuffer bytes) {
    dump.append("%04x ".formatted(offset));
    for (int i = 0; i < BYTES_PER_LINE; i++) {
      dump.append(i == BYTES_PER_LINE / 2 ? "  " : " ");
      dump.append(i < bytes.limit() ? "%02x".formatted(bytes.get(i)) : "  ");
    }
    dump.append("  |");
    for (int i = 0; i < bytes.limit(); i++) {
      byte b = bytes.get(i);
      dump.append(b >= ' ' && b <= '~' ? (char) b : '.');
    }
    dump.append("|\n");
  }

  // --- End of exercise 1.1
}

// Hints for 1.1:
// - of cuts the bytes into pieces of at most BYTES_PER_LINE, and line writes one piece. A line
//   begins with the offset of its piece, counted from the buffer's position.
// - ByteBuffer.slice(index, length) is a view of a part; the buffer itself stays as it is.
//   "%04x".formatted(offset) writes four hexadecimal digits, "%02x".formatted(b) two.
// - In a short last line, write spaces instead of the missing bytes, so that the text stays in its
//   column. A byte takes three columns. The first byte of each group of eight takes four.
// - The printable characters are those from ' ' to '~'. In Java, a byte above 7f is negative. So
//   it is less than ' ', and becomes a dot.
