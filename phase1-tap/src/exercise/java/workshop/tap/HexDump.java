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
    throw new workshop.NotDone("1.1", "docs/phase1-tap.md");
  }

  /**
   * Appends one line, with a newline at its end.
   *
   * @param offset of the line's first byte, counted from the first byte of the dump
   * @param bytes at most {@link #BYTES_PER_LINE}, from index 0 to the limit
   */
  private static void line(StringBuilder dump, int offset, ByteBuffer bytes) {
    throw new workshop.NotDone("1.1", "docs/phase1-tap.md");
  }

  // --- End of exercise 1.1
}
