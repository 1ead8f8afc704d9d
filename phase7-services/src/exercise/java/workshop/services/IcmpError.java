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
    throw new workshop.NotDone("7.3", "docs/phase7-services.md");
  }

  /** Whether this is the address of one machine. */
  private static boolean isMachine(Ipv4Address address, Subnet subnet) {
    throw new workshop.NotDone("7.3", "docs/phase7-services.md");
  }

  /** Whether this packet is an ICMP error itself, or might be one. */
  private static boolean isError(Ipv4Packet packet) {
    throw new workshop.NotDone("7.3", "docs/phase7-services.md");
  }

  /**
   * The message: {@link #UNUSED} zeros, the packet's whole header, and the first {@link #QUOTED}
   * bytes of its payload. If the payload is shorter, quote all of it. Do not change the packet.
   */
  static IcmpMessage about(Ipv4Packet packet, int type, int code) {
    throw new workshop.NotDone("7.3", "docs/phase7-services.md");
  }

  // --- End of exercise 7.3
}
