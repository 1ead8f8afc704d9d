package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;

/**
 * An IPv4 packet whose header is right.
 *
 * @param payload a view of the received bytes; index 0 is the first byte of the payload; valid only
 *     until the packet's handler returns
 */
public record Ipv4Packet(Ipv4Header header, ByteBuffer payload) {

  // --- Exercise 3.5: What is a packet, and what is not (RFC 1122 section 3.2.1)

  /**
   * Reads a packet and checks it (RFC 791, RFC 1122 sections 3.2.1.1 and 3.2.1.2).
   *
   * <ul>
   *   <li>{@link Ipv4Drop#PACKET_TOO_SHORT}: fewer bytes than {@link Ipv4Header#MINIMUM_SIZE}
   *   <li>{@link Ipv4Drop#NOT_VERSION_4}: any other version
   *   <li>{@link Ipv4Drop#BAD_HEADER_LENGTH}: the header (IHL) is shorter than {@link
   *       Ipv4Header#MINIMUM_SIZE}, or longer than what was received
   *   <li>{@link Ipv4Drop#BAD_TOTAL_LENGTH}: the total length is shorter than the header, or longer
   *       than what was received
   *   <li>{@link Ipv4Drop#BAD_HEADER_CHECKSUM}: the header's checksum is wrong
   * </ul>
   *
   * @param bytes a frame's payload, from index 0 to the limit; it may end with padding; do not
   *     change its position
   * @throws MalformedException if a check fails. If several reasons apply, use the first one of the
   *     list.
   */
  public static Ipv4Packet parse(ByteBuffer bytes) throws MalformedException {
    throw new workshop.NotDone("3.5", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.5

  /** The address of the sender. */
  public Ipv4Address source() {
    return header.source();
  }

  /** The address of the receiver. */
  public Ipv4Address destination() {
    return header.destination();
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%s > %s %s, ttl %d, %d bytes"
        .formatted(
            source(),
            destination(),
            Protocol.name(header.protocol()),
            header.timeToLive(),
            payload.remaining());
  }
}
