package workshop.ethernet;

import workshop.shared.DropReason;

/** Why phase 2 drops a frame, or a packet in a frame. */
public final class EthernetDrop {
  public static final DropReason FRAME_TOO_SHORT =
      new DropReason("the frame is shorter than an Ethernet header");
  public static final DropReason SOURCE_NOT_UNICAST =
      new DropReason("the frame's source is a multicast address");
  public static final DropReason NOT_FOR_US = new DropReason("the frame is for someone else");
  public static final DropReason UNKNOWN_ETHER_TYPE =
      new DropReason("nobody here speaks the frame's protocol");
  public static final DropReason ARP_TOO_SHORT = new DropReason("the ARP packet is cut short");
  public static final DropReason ARP_NOT_FOR_ETHERNET_AND_IPV4 =
      new DropReason("the ARP packet is not about Ethernet and IPv4");
  public static final DropReason ARP_UNKNOWN_OPERATION =
      new DropReason("the ARP packet is neither a request nor a reply");
  public static final DropReason ARP_SENDER_NOT_UNICAST =
      new DropReason("the ARP packet's sender address does not belong to one other machine");
  public static final DropReason NO_NEIGHBOUR =
      new DropReason("nobody has told us the Ethernet address to send this to");

  private EthernetDrop() {}
}
