package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.Ipv4Address;

/**
 * The header of an IPv4 packet (RFC 791 section 3.1), read where it stands.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------+-------+---------------+-------------------------------+
 *   |version|  IHL  |type of service|         total length          |   0
 *   +-------+-------+---------------+-----+-------------------------+
 *   |        identification         |flags|     fragment offset     |   4
 *   +---------------+---------------+-----+-------------------------+
 *   | time to live  |   protocol    |        header checksum        |   8
 *   +---------------+---------------+-------------------------------+
 *   |                        source address                         |  12
 *   +---------------------------------------------------------------+
 *   |                      destination address                      |  16
 *   +---------------------------------------------------------------+
 *   |                 options: (IHL - 5) * 4 bytes                  |  20
 *   +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4Header {
  static final int VERSION_AND_IHL = 0;
  static final int TYPE_OF_SERVICE = 1;
  static final int TOTAL_LENGTH = 2;
  static final int IDENTIFICATION = 4;
  static final int FLAGS_AND_OFFSET = 6;
  static final int TIME_TO_LIVE = 8;
  static final int PROTOCOL = 9;
  static final int CHECKSUM = 10;
  static final int SOURCE = 12;
  static final int DESTINATION = 16;

  /** The size of a header without options, in bytes. */
  public static final int MINIMUM_SIZE = 20;

  static final int VERSION_4 = 4;
  static final int DONT_FRAGMENT = 0x4000;
  static final int MORE_FRAGMENTS = 0x2000;

  /** What RFC 1700 recommends: more hops than there are anywhere. */
  static final int DEFAULT_TIME_TO_LIVE = 64;

  private final ByteBuffer packet;

  /**
   * The header of this packet. Nothing is checked yet; see {@link Ipv4Packet#parse}.
   *
   * @param packet with the header's first byte at index 0, and {@link #MINIMUM_SIZE} bytes or more
   */
  public Ipv4Header(ByteBuffer packet) {
    this.packet = packet;
  }

  /** The header itself, options included, from index 0 to the limit: a view. */
  public ByteBuffer bytes() {
    return packet.slice(0, length());
  }

  /** How many routers it may still pass, from 0 to 255. */
  public int timeToLive() {
    return packet.get(TIME_TO_LIVE) & 0xFF;
  }

  /** What the payload is; see {@link Protocol}. */
  public int protocol() {
    return packet.get(PROTOCOL) & 0xFF;
  }

  /** Who sent the packet. */
  public Ipv4Address source() {
    return Ipv4Address.read(packet, SOURCE);
  }

  /** Whom the packet is for. */
  public Ipv4Address destination() {
    return Ipv4Address.read(packet, DESTINATION);
  }

  // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)

  /** 4, if this is IPv4. */
  public int version() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** The header's size in bytes, options included: the field IHL counts words of 4 bytes. */
  public int length() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** The size of header and payload, in bytes. What follows is the frame's padding. */
  public int totalLength() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** Which fragments belong together, from 0 to 65535. */
  public int identification() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** Whether another fragment of the same packet follows. */
  public boolean moreFragments() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** Where this fragment's payload belongs, in bytes: the field counts units of 8 bytes. */
  public int fragmentOffset() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** Whether this is a part of a packet only. The first has offset 0, the last no "more" flag. */
  public boolean isFragment() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.1

  // --- Exercise 3.4: A header and its checksum (RFC 791 section 3.1)

  /**
   * Whether header and checksum agree; options are covered, the payload is not. Changes nothing.
   */
  boolean isChecksumRight() {
    throw new workshop.NotDone("3.4", "docs/phase3-ipv4.md");
  }

  /**
   * Puts a header without options at index 0: type of service 0, identification 0, "don't
   * fragment", time to live {@link #DEFAULT_TIME_TO_LIVE}. The buffer's position stays where it is.
   *
   * @param packet may be dirty: whatever stood in it before must not show through
   * @param totalLength the size of header and payload, in bytes
   */
  static void write(
      ByteBuffer packet, int totalLength, int protocol, Ipv4Address source, Ipv4Address to) {
    throw new workshop.NotDone("3.4", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.4
}
