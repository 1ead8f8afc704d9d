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
    int header = tcpHeader(whole, 0);
    ByteBuffer bytes = piece.message(header + length);
    bytes.put(0, whole, 0, header);
    bytes.put(header, whole, header + at, length);
    bytes.putInt(SEQUENCE_NUMBER, whole.getInt(SEQUENCE_NUMBER) + at);
    bytes.putShort(CHECKSUM, (short) 0);
    if (header + at + length < whole.limit()) {
      bytes.put(FLAGS, (byte) (whole.get(FLAGS) & ~(TcpFlags.FIN | TcpFlags.PSH)));
    }
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
    ByteBuffer packet = piece.prepend(whole.limit());
    packet.put(0, whole, 0, whole.limit());
    packet.putShort(TOTAL_LENGTH, (short) packet.limit());
    packet.putShort(IDENTIFICATION, (short) (whole.getShort(IDENTIFICATION) + index));
    packet.putShort(HEADER_CHECKSUM, (short) 0);
    packet.putShort(HEADER_CHECKSUM, (short) InternetChecksum.of(packet, 0, whole.limit()));
  }

  // --- End of exercise 8.5
}

// Hints for 8.5:
// - Copy first, then change. `put(index, whole, from, length)` copies from one buffer into another
//   and does not move any position.
// - The segment's sequence number is the super-segment's, plus the place where the part begins.
//   Sequence numbers wrap around in the same way as ints.
// - A segment is the last if its text ends where the whole text ends. Only then FIN and PSH stay.
// - `piece.prepend(size)` returns all bytes of the frame. So its limit is the packet's total
//   length. The header's checksum covers only the header, with 0 in the checksum field.
