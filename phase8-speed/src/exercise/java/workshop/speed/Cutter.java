package workshop.speed;

import java.nio.ByteBuffer;
import workshop.ipv4.InternetChecksum;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;
import workshop.tcp.TcpFlags;

/** Cuts super-segments into frames, as a network card does. */
final class Cutter {
  private static final int ETHERNET_HEADER = 14;

  // In the header of IPv4.
  private static final int TOTAL_LENGTH = 2;
  private static final int IDENTIFICATION = 4;
  private static final int HEADER_CHECKSUM = 10;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;

  // In the header of TCP.
  private static final int SEQUENCE_NUMBER = 4;
  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;
  private static final int CHECKSUM = 16;

  private Cutter() {}

  /** How many frames a super-segment becomes. */
  static int pieces(OutgoingFrame whole) {
    return SuperSegment.segments(whole.size() - headers(whole), whole.segmentSize());
  }

  /** The size of all headers: Ethernet, IPv4 and TCP, in bytes. */
  private static int headers(OutgoingFrame whole) {
    return whole.checksumStart() + tcpHeader(whole.bytes(), whole.checksumStart());
  }

  private static int tcpHeader(ByteBuffer bytes, int tcp) {
    return (bytes.get(tcp + DATA_OFFSET) >>> 4 & 0xF) * 4;
  }

  /**
   * Makes one frame from a part of a super-segment, with all checksums.
   *
   * @param whole the super-segment; it stays as it is
   * @param index 0 for the first part
   * @param piece the frame to fill; its old content is lost
   */
  static void cut(OutgoingFrame whole, int index, OutgoingFrame piece) {
    ByteBuffer bytes = whole.bytes();
    int tcp = whole.checksumStart();
    int at = index * whole.segmentSize();
    int length = Math.min(whole.segmentSize(), whole.size() - headers(whole) - at);
    segment(bytes.slice(tcp, bytes.limit() - tcp), at, length, piece);
    ByteBuffer ipv4 = bytes.slice(ETHERNET_HEADER, tcp - ETHERNET_HEADER);
    PartialChecksum.leave(
        piece, Ipv4Address.read(ipv4, SOURCE), Ipv4Address.read(ipv4, DESTINATION));
    header(ipv4, index, piece);
    piece.prepend(ETHERNET_HEADER).put(0, bytes, 0, ETHERNET_HEADER);
    PartialChecksum.complete(piece);
  }

  // --- Exercise 8.5: Cutting a super-segment (RFC 9293 section 3.1, RFC 6864 section 4)

  /**
   * Puts one segment of a super-segment into a frame: the TCP header, and a part of the text. The
   * sequence number is the number of the first byte of this part. FIN and PSH belong to the end of
   * the whole text, so only the last segment keeps them. The checksum field is 0.
   *
   * @param whole TCP header and text, from index 0 to the limit; do not change it
   * @param at where the part begins in the text, in bytes
   * @param length of the part, in bytes
   * @param piece the frame to fill; empty it first ({@link OutgoingFrame#message})
   */
  static void segment(ByteBuffer whole, int at, int length, OutgoingFrame piece) {
    throw new workshop.NotDone("8.5", "docs/phase8-speed.md");
  }

  /**
   * Puts the IPv4 header of a super-segment before one of its segments. Total length and checksum
   * belong to this packet. The identification is the super-segment's for the first segment, and one
   * more for each next segment.
   *
   * @param whole the IPv4 header, from index 0 to the limit; do not change it
   * @param index which segment it is; 0 for the first
   * @param piece contains the segment
   */
  static void header(ByteBuffer whole, int index, OutgoingFrame piece) {
    throw new workshop.NotDone("8.5", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.5
}
