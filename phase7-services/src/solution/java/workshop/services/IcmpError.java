package workshop.services;

import java.nio.ByteBuffer;
import java.util.Set;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.Protocol;
import workshop.ipv4.Subnet;
import workshop.shared.Ipv4Address;

/**
 * The messages that tell the sender of a packet about an error (RFC 792; RFC 1122 section 3.2.2).
 *
 * <pre>
 *   +---------------+---------------+-------------------------------+
 *   |     type      |     code      |           checksum            |   0
 *   +---------------+---------------+-------------------------------+
 *   |                            unused: 0                          |   4
 *   +---------------------------------------------------------------+
 *   |  the packet's IPv4 header, and the start of its payload ...       8
 * </pre>
 */
final class IcmpError {
  static final int DESTINATION_UNREACHABLE = 3;
  static final int TIME_EXCEEDED = 11;

  // Codes of "destination unreachable".
  static final int PROTOCOL_UNREACHABLE = 2;
  static final int PORT_UNREACHABLE = 3;

  /** The code of "time exceeded" for fragments that did not come in time. */
  static final int REASSEMBLY = 1;

  /** All types of messages that report an error (RFC 1122 section 3.2.2). */
  static final Set<Integer> ERROR_TYPES = Set.of(3, 4, 5, 11, 12);

  /** How many bytes after the checksum are unused. */
  static final int UNUSED = 4;

  /** How many bytes of the payload are quoted, if it has as many. They contain the ports. */
  static final int QUOTED = 8;

  private IcmpError() {}

  // --- Exercise 7.3: Which packets deserve an error message (RFC 1122 section 3.2.2)

  /**
   * Whether we may tell the sender of this packet about an error. Send no message about an ICMP
   * error; about a packet to a broadcast or multicast address; about a packet whose source is not
   * the address of one machine; and about a fragment that is not the first. An ICMP message of 0
   * bytes has no type: it may be an error.
   *
   * @param subnet knows which addresses are broadcasts on our link
   */
  static boolean isDeserved(Ipv4Packet packet, Subnet subnet) {
    return isMachine(packet.source(), subnet)
        && isMachine(packet.destination(), subnet)
        && packet.header().fragmentOffset() == 0
        && !isError(packet);
  }

  /** Whether this is the address of one machine. */
  private static boolean isMachine(Ipv4Address address, Subnet subnet) {
    return address.isUnicast() && !subnet.isBroadcast(address);
  }

  /** Whether this packet is an ICMP error itself, or might be one. */
  private static boolean isError(Ipv4Packet packet) {
    return packet.header().protocol() == Protocol.ICMP
        && (packet.payload().limit() == 0 || ERROR_TYPES.contains(packet.payload().get(0) & 0xFF));
  }

  /**
   * The message: {@link #UNUSED} zeros, the packet's whole header, and the first {@link #QUOTED}
   * bytes of its payload. If the payload is shorter, quote all of it. Do not change the packet.
   */
  static IcmpMessage about(Ipv4Packet packet, int type, int code) {
    ByteBuffer header = packet.header().bytes();
    int quoted = Math.min(QUOTED, packet.payload().limit());
    ByteBuffer rest = ByteBuffer.allocate(UNUSED + header.limit() + quoted);
    rest.put(UNUSED, header, 0, header.limit());
    rest.put(UNUSED + header.limit(), packet.payload(), 0, quoted);
    return new IcmpMessage(type, code, rest);
  }

  // --- End of exercise 7.3
}

// Hints for 7.3:
// - Ask four questions. Is the source one machine? Is the destination one machine? Is the packet
//   whole, or the first fragment? Is it no ICMP error?
// - An address belongs to one machine if it `isUnicast()`, and `subnet.isBroadcast` does not say
//   that it means all machines on this link.
// - `fragmentOffset()` is 0 for a whole packet, and for the first fragment. Whether more follow
//   does not matter.
// - The type of an ICMP message is the first byte of the packet's payload. An echo request (8) is
//   no error, so it deserves a message.
// - `about`: allocate one buffer for the UNUSED bytes, the header and the quoted payload. Copy with
//   `rest.put(index, source, 0, length)`, which moves no position. A new buffer is full of zeros.
