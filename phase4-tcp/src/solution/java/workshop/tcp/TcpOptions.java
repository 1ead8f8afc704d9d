package workshop.tcp;

import java.nio.ByteBuffer;

/**
 * The options after a TCP header (RFC 9293 section 3.2). Two kinds are a single byte. All other
 * kinds contain their own length. So you can step over an option that you do not know:
 *
 * <pre>
 *   kind 0: end of the list    kind 1: nothing    else: | kind | length | length - 2 bytes |
 * </pre>
 */
public final class TcpOptions {
  static final int END_OF_LIST = 0;
  static final int NO_OPERATION = 1;
  static final int MAXIMUM_SEGMENT_SIZE = 2;

  /** No options. */
  public static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /**
   * The MSS of a peer that has not sent this option, in bytes (RFC 9293 section 3.7.1, MUST-15).
   */
  public static final int DEFAULT_MSS = 536;

  private TcpOptions() {}

  /** An option that tells the peer the largest payload that we accept, in bytes. */
  public static ByteBuffer withMaximumSegmentSize(int bytes) {
    return ByteBuffer.allocate(4)
        .put((byte) MAXIMUM_SEGMENT_SIZE)
        .put((byte) 4)
        .putShort((short) bytes)
        .flip();
  }

  // --- Exercise 4.3: Options, and the MSS (RFC 9293 section 3.2)

  /**
   * Finds the first option of this kind.
   *
   * @param options from index 0 to the limit; do not change their position. If an option is broken,
   *     use only the options before it.
   * @param kind from 2 to 255
   * @return the option's bytes after kind and length; null if there is no such option
   */
  public static ByteBuffer find(ByteBuffer options, int kind) {
    int i = 0;
    while (i < options.limit() && options.get(i) != END_OF_LIST) {
      if (options.get(i) == NO_OPERATION) {
        i++;
        continue;
      }
      int length = i + 1 < options.limit() ? options.get(i + 1) & 0xFF : 0;
      // An illegal length must not make us fail or loop for ever (MUST-7). The length counts its
      // own two bytes: with less than 2, the index would never move on.
      if (length < 2 || i + length > options.limit()) {
        return null;
      }
      if ((options.get(i) & 0xFF) == kind) {
        return options.slice(i + 2, length - 2);
      }
      i += length;
    }
    return null;
  }

  /**
   * The largest payload that the sender of these options accepts, in bytes. {@link #DEFAULT_MSS} if
   * there is no such option, or its value is 0, or it is not 4 bytes long.
   */
  public static int maximumSegmentSize(ByteBuffer options) {
    ByteBuffer mss = find(options, MAXIMUM_SEGMENT_SIZE);
    // With an MSS of 0 we could never send anything. So ignore it.
    return mss == null || mss.limit() != 2 || mss.getShort(0) == 0
        ? DEFAULT_MSS
        : mss.getShort(0) & 0xFFFF;
  }

  // --- End of exercise 4.3
}

// Hints for 4.3:
// - Walk from option to option with an index. There are three cases: the end of the list (kind 0),
//   a single byte (kind 1), and options with a length (all other kinds).
// - The length counts the whole option. So the next option starts `length` bytes after the start of
//   this option, and the data has `length - 2` bytes.
// - Anybody may have written these bytes. Is there a length byte at all? Is the length at least 2?
//   With a length of 0 your loop would never end. Does the option end before the limit?
// - Kinds and lengths have no sign: `& 0xFF`. The size in an MSS option has 16 bits: `& 0xFFFF`.
