package workshop.sockets.examples;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines from a stream. There is a limit for their length, and other bytes may follow them.
 */
final class Lines {
  private final InputStream in;
  private final int longest;

  /**
   * Lines from this stream.
   *
   * @param longest the most bytes a line may have, its end not counted
   */
  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /** The bytes after the lines that were read. */
  InputStream rest() {
    return in;
  }

  /**
   * The next line without its end, which is LF or CR LF.
   *
   * @return null at the end of the stream
   * @throws EOFException if the stream ends within the line
   * @throws IOException if the line is too long
   */
  String next() throws IOException {
    byte[] line = new byte[longest];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && length == 0) {
        return null;
      }
      if (b < 0) {
        throw new EOFException("the end comes within a line");
      }
      if (length == longest) {
        throw new IOException("a line is longer than " + longest + " bytes");
      }
      line[length++] = (byte) b;
    }
    boolean hasReturn = length > 0 && line[length - 1] == '\r';
    return new String(line, 0, hasReturn ? length - 1 : length, StandardCharsets.UTF_8);
  }
}
