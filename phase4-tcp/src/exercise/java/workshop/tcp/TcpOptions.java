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
    throw new workshop.NotDone("4.3", "docs/phase4-tcp.md");
  }

  /**
   * The largest payload that the sender of these options accepts, in bytes. {@link #DEFAULT_MSS} if
   * there is no such option, or its value is 0, or it is not 4 bytes long.
   */
  public static int maximumSegmentSize(ByteBuffer options) {
    throw new workshop.NotDone("4.3", "docs/phase4-tcp.md");
  }

  // --- End of exercise 4.3
}
