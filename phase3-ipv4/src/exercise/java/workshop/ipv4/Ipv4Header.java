package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.Ipv4Address;

/**
 * The header of an IPv4 packet (RFC 791 section 3.1). The methods read directly from the packet.
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

  /** RFC 1700 recommends this value. No path on the internet has that many hops. */
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

  /** A view of the header with its options, from index 0 to the limit. */
  public ByteBuffer bytes() {
    return packet.slice(0, length());
  }

  /** How many more routers the packet may pass, from 0 to 255. */
  public int timeToLive() {
    return packet.get(TIME_TO_LIVE) & 0xFF;
  }

  /** The protocol of the payload; see {@link Protocol}. */
  public int protocol() {
    return packet.get(PROTOCOL) & 0xFF;
  }

  /** The address of the sender. */
  public Ipv4Address source() {
    return Ipv4Address.read(packet, SOURCE);
  }

  /** The address of the receiver. */
  public Ipv4Address destination() {
    return Ipv4Address.read(packet, DESTINATION);
  }

  // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)

  /** 4, if this is IPv4. */
  public int version() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** The header's size in bytes, with options. The field IHL counts words of 4 bytes. */
  public int length() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** The size of header and payload, in bytes. The bytes after them are the frame's padding. */
  public int totalLength() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** From 0 to 65535. The fragments of one packet have the same number. */
  public int identification() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** True if another fragment of the same packet follows. */
  public boolean moreFragments() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** The place of this fragment's payload, in bytes. The field counts units of 8 bytes. */
  public int fragmentOffset() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  /** True for a part of a packet. The first part has offset 0, the last has no "more" flag. */
  public boolean isFragment() {
    throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.1

  // --- Exercise 3.4: A header and its checksum (RFC 791 section 3.1)

  /** True if the checksum is right. It covers the options, but not the payload. Changes nothing. */
  boolean isChecksumRight() {
    throw new workshop.NotDone("3.4", "docs/phase3-ipv4.md");
  }

  /**
   * Writes a header without options at index 0: type of service 0, identification 0, "don't
   * fragment", time to live {@link #DEFAULT_TIME_TO_LIVE}. Does not change the buffer's position.
   *
   * @param packet may be full of old bytes: overwrite all of them
   * @param totalLength the size of header and payload, in bytes
   */
  static void write(
      ByteBuffer packet, int totalLength, int protocol, Ipv4Address source, Ipv4Address to) {
    throw new workshop.NotDone("3.4", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.4
}
