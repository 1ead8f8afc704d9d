package workshop.testkit;

import static workshop.testkit.Bytes.require;

/** An ARP message for IPv4 over Ethernet, read. */
public record ArpFields(
    int operation, String senderMac, String senderIp, String targetMac, String targetIp)
    implements Fields {

  static ArpFields read(byte[] message) {
    require(message.length >= 28, "an ARP message has 28 bytes, here are %d", message.length);
    require(
        Bytes.u16(message, 0) == 1
            && Bytes.u16(message, 2) == 0x0800
            && Bytes.u16(message, 4) == 0x0604,
        "this ARP message is not for IPv4 over Ethernet");
    return new ArpFields(
        Bytes.u16(message, 6),
        Addresses.mac(message, 8),
        Addresses.ip(message, 14),
        Addresses.mac(message, 18),
        Addresses.ip(message, 24));
  }

  @Override
  public String toString() {
    return switch (operation) {
      case 1 -> "ARP who has " + targetIp + "? tell " + senderIp + " (" + senderMac + ")";
      case 2 -> "ARP " + senderIp + " is at " + senderMac + ", told to " + targetIp;
      default -> "ARP operation " + operation;
    };
  }
}
