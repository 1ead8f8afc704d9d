package workshop.ethernet;

import java.nio.ByteBuffer;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;

/**
 * An ARP packet for Ethernet and IPv4 (RFC 826).
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |  hardware type: 1, Ethernet   |    protocol type: 0x0800      |   0
 *   +---------------+---------------+-------------------------------+
 *   | hw. length: 6 | pr. length: 4 |  operation: 1 request 2 reply |   4
 *   +---------------+---------------+-------------------------------+
 *   |                   sender's Ethernet address                   |   8
 *   +                               +-------------------------------+
 *   |                               |    sender's IPv4 address      |  14
 *   +-------------------------------+-------------------------------+
 *   |               ...             |    target's Ethernet address  |  18
 *   +-------------------------------+                               +
 *   |                                                               |
 *   +---------------------------------------------------------------+
 *   |                     target's IPv4 address                     |  24
 *   +---------------------------------------------------------------+
 * </pre>
 *
 * @param operation {@link #REQUEST} or {@link #REPLY}
 */
public record ArpPacket(
    int operation,
    MacAddress senderMac,
    Ipv4Address sender,
    MacAddress targetMac,
    Ipv4Address target) {
  static final int HARDWARE_TYPE = 0;
  static final int PROTOCOL_TYPE = 2;
  static final int HARDWARE_LENGTH = 4;
  static final int PROTOCOL_LENGTH = 5;
  static final int OPERATION = 6;
  static final int SENDER_MAC = 8;
  static final int SENDER = 14;
  static final int TARGET_MAC = 18;
  static final int TARGET = 24;

  /** Its size, in bytes; all bytes after it are padding. */
  public static final int SIZE = 28;

  static final int ETHERNET = 1;

  /** Who has this IPv4 address? */
  public static final int REQUEST = 1;

  /** I have it, and here is my Ethernet address. */
  public static final int REPLY = 2;

  // --- Exercise 2.3: An ARP packet in (RFC 826)

  /**
   * Reads a packet.
   *
   * @param bytes a frame's payload, from index 0 to the limit; its position stays where it is
   * @throws MalformedException if the packet is cut short, is about other kinds of addresses, or is
   *     neither a request nor a reply
   */
  public static ArpPacket parse(ByteBuffer bytes) throws MalformedException {
    throw new workshop.NotDone("2.3", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.3

  // --- Exercise 2.4: An ARP packet out (RFC 826)

  /**
   * Writes the packet into the buffer, from index 0.
   *
   * @param buffer full of old bytes; its position and limit stay as they are
   */
  public void write(ByteBuffer buffer) {
    throw new workshop.NotDone("2.4", "docs/phase2-ethernet.md");
  }

  /** The answer to this request. The sender of the request becomes the target. */
  public ArpPacket replyFrom(MacAddress mac) {
    throw new workshop.NotDone("2.4", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.4

  /** One line for people. */
  @Override
  public String toString() {
    return operation == REQUEST
        ? "ARP: who has %s? Tell %s (%s)".formatted(target, sender, senderMac)
        : "ARP: %s is at %s".formatted(sender, senderMac);
  }
}
