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
    return packet.get(VERSION_AND_IHL) >>> 4 & 0xF;
  }

  /** The header's size in bytes, options included: the field IHL counts words of 4 bytes. */
  public int length() {
    return (packet.get(VERSION_AND_IHL) & 0xF) * 4;
  }

  /** The size of header and payload, in bytes. What follows is the frame's padding. */
  public int totalLength() {
    return packet.getShort(TOTAL_LENGTH) & 0xFFFF;
  }

  /** Which fragments belong together, from 0 to 65535. */
  public int identification() {
    return packet.getShort(IDENTIFICATION) & 0xFFFF;
  }

  /** Whether another fragment of the same packet follows. */
  public boolean moreFragments() {
    return (packet.getShort(FLAGS_AND_OFFSET) & MORE_FRAGMENTS) != 0;
  }

  /** Where this fragment's payload belongs, in bytes: the field counts units of 8 bytes. */
  public int fragmentOffset() {
    return (packet.getShort(FLAGS_AND_OFFSET) & 0x1FFF) * 8;
  }

  /** Whether this is a part of a packet only. The first has offset 0, the last no "more" flag. */
  public boolean isFragment() {
    return moreFragments() || fragmentOffset() != 0;
  }

  // --- End of exercise 3.1

  // --- Exercise 3.4: A header and its checksum (RFC 791 section 3.1)

  /**
   * Whether header and checksum agree; options are covered, the payload is not. Changes nothing.
   */
  boolean isChecksumRight() {
    return InternetChecksum.of(packet, 0, length()) == 0;
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
    packet.put(VERSION_AND_IHL, (byte) (VERSION_4 << 4 | MINIMUM_SIZE / 4));
    packet.put(TYPE_OF_SERVICE, (byte) 0);
    packet.putShort(TOTAL_LENGTH, (short) totalLength);
    // A packet that nobody may fragment needs no identification (RFC 6864 section 4.1).
    packet.putShort(IDENTIFICATION, (short) 0);
    packet.putShort(FLAGS_AND_OFFSET, (short) DONT_FRAGMENT);
    packet.put(TIME_TO_LIVE, (byte) DEFAULT_TIME_TO_LIVE);
    packet.put(PROTOCOL, (byte) protocol);
    source.write(packet, SOURCE);
    to.write(packet, DESTINATION);
    // The checksum is computed with its own field as zero.
    packet.putShort(CHECKSUM, (short) 0);
    packet.putShort(CHECKSUM, (short) InternetChecksum.of(packet, 0, MINIMUM_SIZE));
  }

  // --- End of exercise 3.4
}

// Hints for 3.1:
// - The picture at the top counts bits from the left: the version is the upper half of the first
//   byte, the IHL its lower half. `timeToLive` shows how a byte becomes a number.
// - Java's bytes and shorts have a sign: 0xFF is -1, and shifting drags the sign along. Mask after
//   shifting: `>>> 4 & 0xF`; and for 16 bits, `& 0xFFFF`.
// - Two fields count in units: the IHL in words of 4 bytes, the fragment offset in 8 bytes. The
//   upper 3 bits of the offset's 16 are flags: the offset itself is `& 0x1FFF`.
// - Only the last fragment has no "more" flag, and only the first has offset 0: a packet that was
//   never cut has neither.

// Hints for 3.4:
// - A checksum that covers itself comes to 0 if it is right, so there is nothing to compare; and
//   the header it covers is `length()` bytes long, not always 20.
// - The checksum comes last: it covers all the other fields. And its own field is part of what it
//   covers, so that must be zero while you compute.
// - The first byte is 0x45: version 4 in the upper half, 5 words of 4 bytes in the lower.
