package workshop.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes lines from single bytes. A line ends with CR LF. It refuses a CR or an LF alone: if two
 * readers disagree where a line ends, they disagree where a request ends (RFC 9112 section 2.2).
 */
final class LineReader {
  private static final int SMALLEST = 128;

  private final int longest;
  private final int most;
  private byte[] line = new byte[SMALLEST];
  private int size;
  private int total;
  private boolean afterCr;

  /**
   * A reader without bytes yet.
   *
   * @param longest the longest line that it takes, in bytes
   * @param most how many bytes it takes altogether
   */
  LineReader(int longest, int most) {
    this.longest = longest;
    this.most = most;
  }

  /**
   * Takes one more byte.
   *
   * @param tooLong the status of the answer if there are too many bytes
   * @return whether the line is complete now; then call {@link #take}
   */
  boolean add(byte b, int tooLong) throws RefusedException {
    total++;
    if (total > most) {
      throw new RefusedException(tooLong, "more than " + most + " bytes");
    }
    if (b == '\n' && afterCr) {
      return true;
    }
    if (afterCr || b == '\n') {
      throw new RefusedException(400, "a line ends with CR LF, not with one of them");
    }
    afterCr = b == '\r';
    if (!afterCr) {
      append(b, tooLong);
    }
    return false;
  }

  private void append(byte b, int tooLong) throws RefusedException {
    // RFC 9110 section 5.5: control characters are invalid and dangerous.
    if (b >= 0 && b < ' ' && b != '\t' || b == 0x7F) {
      throw new RefusedException(400, "a control character");
    }
    if (size == longest) {
      throw new RefusedException(tooLong, "a line of more than " + longest + " bytes");
    }
    if (size == line.length) {
      line = Arrays.copyOf(line, 2 * size);
    }
    line[size++] = b;
  }

  /** Returns the line without its end. Then the next line begins. */
  String take() {
    // Each byte becomes one character, so no byte is lost (RFC 9110 section 5.5).
    String text = new String(line, 0, size, StandardCharsets.ISO_8859_1);
    size = 0;
    afterCr = false;
    return text;
  }

  /** Whether a line has begun, and is not complete. */
  boolean hasBegun() {
    return size > 0;
  }
}
