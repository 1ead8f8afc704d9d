package workshop.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts lines together that come byte by byte. A line ends with CR LF. A CR or an LF alone is
 * refused: readers that disagree about where a line ends disagree about where a request ends (RFC
 * 9112 section 2.2).
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
   * A reader that no line has begun in.
   *
   * @param longest the longest line that it takes, in bytes
   * @param most how many bytes it takes altogether
   */
  LineReader(int longest, int most) {
    this.longest = longest;
    this.most = most;
  }

  /**
   * One more byte.
   *
   * @param tooLong the status if there are too many
   * @return whether the line is complete now: then {@link #take} it
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

  /** The line without its end; the next one begins. */
  String take() {
    // Each byte becomes one character, so that none is lost (RFC 9110 section 5.5).
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
