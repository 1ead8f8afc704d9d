package workshop.tcp;

import java.nio.ByteBuffer;

/**
 * The options after a TCP header (RFC 9293 section 3.2). Two kinds are a single byte; all others
 * tell their own length, so that one can step over those that one does not know:
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
   * What is sent to a peer that has not told its MSS, in bytes (RFC 9293 section 3.7.1, MUST-15).
   */
  public static final int DEFAULT_MSS = 536;

  private TcpOptions() {}

  /** The option that tells the peer the largest payload that we want to receive, in bytes. */
  public static ByteBuffer withMaximumSegmentSize(int bytes) {
    return ByteBuffer.allocate(4)
        .put((byte) MAXIMUM_SEGMENT_SIZE)
        .put((byte) 4)
        .putShort((short) bytes)
        .flip();
  }

  // --- Exercise 4.3: Options, and the MSS (RFC 9293 section 3.2)

  /**
   * What stands in the option of this kind.
   *
   * @param options from index 0 to the limit; they may be broken, then what stands before the break
   *     counts; their position stays where it is
   * @param kind from 2 to 255
   * @return the bytes after kind and length, of the first that there is; null if there is none
   */
  public static ByteBuffer find(ByteBuffer options, int kind) {
    throw new workshop.NotDone("4.3", "docs/phase4-tcp.md");
  }

  /**
   * The largest payload that the sender of these options wants to receive, in bytes; {@link
   * #DEFAULT_MSS} if it does not say so, or says 0, or its option is not 4 bytes long.
   */
  public static int maximumSegmentSize(ByteBuffer options) {
    throw new workshop.NotDone("4.3", "docs/phase4-tcp.md");
  }

  // --- End of exercise 4.3
}
