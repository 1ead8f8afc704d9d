package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.ethernet.Ipv4Address;
import workshop.ethernet.MalformedException;

/**
 * An IPv4 packet that holds together.
 *
 * @param payload a view of the received bytes, with index 0 at the first of them; valid only until
 *     the packet's handler returns
 */
public record Ipv4Packet(Ipv4Header header, ByteBuffer payload) {

  /**
   * Reads a packet, and checks it as RFC 1122 sections 3.2.1.1 and 3.2.1.2 and RFC 791 want.
   *
   * @param bytes a frame's payload, from index 0 to the limit; it may end in padding
   * @throws MalformedException if anything does not hold together
   */
  public static Ipv4Packet parse(ByteBuffer bytes) throws MalformedException {
    if (bytes.limit() < Ipv4Header.MINIMUM_SIZE) {
      throw new MalformedException(Ipv4Drop.PACKET_TOO_SHORT);
    }
    Ipv4Header header = new Ipv4Header(bytes);
    if (header.version() != Ipv4Header.VERSION_4) {
      throw new MalformedException(Ipv4Drop.NOT_VERSION_4);
    }
    if (header.length() < Ipv4Header.MINIMUM_SIZE || header.length() > bytes.limit()) {
      throw new MalformedException(Ipv4Drop.BAD_HEADER_LENGTH);
    }
    if (header.totalLength() < header.length() || header.totalLength() > bytes.limit()) {
      throw new MalformedException(Ipv4Drop.BAD_TOTAL_LENGTH);
    }
    if (!header.isChecksumRight()) {
      throw new MalformedException(Ipv4Drop.BAD_HEADER_CHECKSUM);
    }
    // Cut here, and nowhere else: what follows is padding, and no layer above ever sees it.
    ByteBuffer payload = bytes.slice(header.length(), header.totalLength() - header.length());
    return new Ipv4Packet(header, payload);
  }

  /** Who sent the packet. */
  public Ipv4Address source() {
    return header.source();
  }

  /** Whom the packet is for. */
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
