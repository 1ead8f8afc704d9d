package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.echo.Sender;
import workshop.tcp.TcpOptions;

/**
 * SMSS: the largest text of a segment that our link, the peer and the path between take.
 *
 * <p>Routers report the size for the path. Anybody can forge that: it counts only if nothing is
 * acknowledged until the timer expires (RFC 5927 section 7.2).
 */
final class SegmentSize {
  private static final int IP_AND_TCP_HEADERS = 40;

  private int bytes;

  /** The path's MTU as a router has claimed it, in bytes; 0: none has. */
  private int claimedMtu;

  /**
   * The size for our link, until the peer or a router reports one.
   *
   * @param ofOurLink in bytes
   */
  SegmentSize(int ofOurLink) {
    bytes = ofOurLink;
  }

  /** In bytes, without options. */
  int bytes() {
    return bytes;
  }

  /** The options of the peer's SYN have come. */
  void peerOptions(ByteBuffer options) {
    int peers = Math.max(Sender.SMALLEST_SEGMENT, TcpOptions.maximumSegmentSize(options));
    bytes = Math.min(bytes, peers); // MUST-16
  }

  /** A router claims that packets must not be larger than this, in bytes. */
  void claim(int mtu) {
    claimedMtu = mtu;
  }

  /** The peer has everything that we sent: so no segment was too large. */
  void refute() {
    claimedMtu = 0;
  }

  /** Nothing has arrived: we believe a claim, if there is one. Returns whether the size shrinks. */
  boolean believe() {
    // RFC 1191 section 3: an MTU has at least 68 bytes. Ours is never that small.
    int size = Math.max(Sender.SMALLEST_SEGMENT, claimedMtu - IP_AND_TCP_HEADERS);
    boolean shrinks = claimedMtu > 0 && size < bytes;
    if (shrinks) {
      bytes = size;
    }
    claimedMtu = 0;
    return shrinks;
  }
}
