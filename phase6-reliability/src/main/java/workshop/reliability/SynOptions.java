package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.tcp.TcpOptions;

/**
 * What the two sides agree on in their SYNs: the MSS, the scale of windows (RFC 7323 section 2.2),
 * and whether selective acknowledgments are understood (RFC 2018 section 2).
 *
 * <pre>
 *   | 2 | 4 |  MSS  |   | 1 | 3 | 3 | shift |   | 1 | 1 | 4 | 2 |
 * </pre>
 */
final class SynOptions {
  private static final byte NO_OPERATION = 1;
  static final byte WINDOW_SCALE = 3;
  static final byte SACK_PERMITTED = 4;

  /** RFC 7323 section 2.3: a larger one is used as if it were this. */
  static final int LARGEST_SHIFT = 14;

  private SynOptions() {}

  /**
   * The options of our SYN: the MSS, and those others that we want.
   *
   * @param scale whether our windows are scaled; in an answer, only if the peer's are
   * @param sack whether we understand selective acknowledgments; in an answer, only if the peer
   *     does
   * @return a multiple of 4 bytes
   */
  static ByteBuffer of(int maximumSegmentSize, boolean scale, int shift, boolean sack) {
    ByteBuffer options = ByteBuffer.allocate(12);
    options.put(TcpOptions.withMaximumSegmentSize(maximumSegmentSize));
    if (scale) {
      options.put(NO_OPERATION).put(WINDOW_SCALE).put((byte) 3).put((byte) shift);
    }
    if (sack) {
      options.put(NO_OPERATION).put(NO_OPERATION).put(SACK_PERMITTED).put((byte) 2);
    }
    return options.flip();
  }

  /** Whether the peer scales its windows, and so lets us scale ours. */
  static boolean scales(ByteBuffer peer) {
    ByteBuffer scale = TcpOptions.find(peer, WINDOW_SCALE);
    return scale != null && scale.limit() == 1;
  }

  /** The number of bits to shift the peer's windows by: from 0 to 14. */
  static int shift(ByteBuffer peer) {
    return scales(peer)
        ? Math.min(LARGEST_SHIFT, TcpOptions.find(peer, WINDOW_SCALE).get(0) & 0xFF)
        : 0;
  }

  /** Whether the peer understands selective acknowledgments. */
  static boolean permitsSack(ByteBuffer peer) {
    ByteBuffer permitted = TcpOptions.find(peer, SACK_PERMITTED);
    return permitted != null && permitted.limit() == 0;
  }
}
