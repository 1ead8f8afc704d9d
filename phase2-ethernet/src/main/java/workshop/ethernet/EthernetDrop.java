package workshop.ethernet;

/** Why a frame, or what it carries, was dropped in phase 2. */
public enum EthernetDrop implements DropReason {
  FRAME_TOO_SHORT("the frame is shorter than an Ethernet header"),
  SOURCE_NOT_UNICAST("the frame's source is a multicast address"),
  NOT_FOR_US("the frame is for someone else"),
  UNKNOWN_ETHER_TYPE("nobody here speaks the frame's protocol"),
  ARP_TOO_SHORT("the ARP packet is cut short"),
  ARP_NOT_FOR_ETHERNET_AND_IPV4("the ARP packet is not about Ethernet and IPv4"),
  ARP_UNKNOWN_OPERATION("the ARP packet is neither a request nor a reply"),
  ARP_SENDER_NOT_UNICAST("the ARP packet's sender is not one machine's address"),
  NO_NEIGHBOUR("nobody has told us the Ethernet address to send this to");

  private final String words;

  EthernetDrop(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }
}
