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
    if (bytes.limit() < SIZE) {
      throw new MalformedException(EthernetDrop.ARP_TOO_SHORT);
    }
    if ((bytes.getShort(HARDWARE_TYPE) & 0xFFFF) != ETHERNET
        || (bytes.getShort(PROTOCOL_TYPE) & 0xFFFF) != EtherType.IPV4
        || bytes.get(HARDWARE_LENGTH) != MacAddress.SIZE
        || bytes.get(PROTOCOL_LENGTH) != Ipv4Address.SIZE) {
      throw new MalformedException(EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4);
    }
    int operation = bytes.getShort(OPERATION) & 0xFFFF;
    if (operation != REQUEST && operation != REPLY) {
      throw new MalformedException(EthernetDrop.ARP_UNKNOWN_OPERATION);
    }
    return new ArpPacket(
        operation,
        MacAddress.read(bytes, SENDER_MAC),
        Ipv4Address.read(bytes, SENDER),
        MacAddress.read(bytes, TARGET_MAC),
        Ipv4Address.read(bytes, TARGET));
  }

  // --- End of exercise 2.3

  // --- Exercise 2.4: An ARP packet out (RFC 826)

  /**
   * Writes the packet into the buffer, from index 0.
   *
   * @param buffer full of old bytes; its position and limit stay as they are
   */
  public void write(ByteBuffer buffer) {
    buffer.putShort(HARDWARE_TYPE, (short) ETHERNET);
    buffer.putShort(PROTOCOL_TYPE, (short) EtherType.IPV4);
    buffer.put(HARDWARE_LENGTH, (byte) MacAddress.SIZE);
    buffer.put(PROTOCOL_LENGTH, (byte) Ipv4Address.SIZE);
    buffer.putShort(OPERATION, (short) operation);
    senderMac.write(buffer, SENDER_MAC);
    sender.write(buffer, SENDER);
    targetMac.write(buffer, TARGET_MAC);
    target.write(buffer, TARGET);
  }

  /** The answer to this request. The sender of the request becomes the target. */
  public ArpPacket replyFrom(MacAddress mac) {
    return new ArpPacket(REPLY, mac, target, senderMac, sender);
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

// Hints for 2.3:
// - First check the length, then the four fields that say what kinds of addresses these are, then
//   the operation. EthernetDrop has a reason for each of the three checks.
// - More bytes than SIZE are allowed, because a short frame is padded. Compare with the buffer's
//   limit, not with its capacity: the bytes after the limit do not belong to the packet.
// - getShort(index) & 0xFFFF reads a field of two bytes. MacAddress.read and Ipv4Address.read read
//   the addresses.

// Hints for 2.4:
// - write puts each field at its index: the constants at the top are the indexes. Leave out no
//   field, because the buffer is used again and again, and is full of old bytes.
// - In a reply, we are the sender, with our Ethernet address and the IPv4 address that was asked
//   for. The target is the sender of the request, with both its addresses.
