package workshop.ipv4;

import workshop.shared.DropReason;

/** Why a packet was dropped in phase 3. */
public final class Ipv4Drop {
  public static final DropReason PACKET_TOO_SHORT =
      new DropReason("the packet is shorter than an IPv4 header");
  public static final DropReason NOT_VERSION_4 = new DropReason("the packet's version is not 4");
  public static final DropReason BAD_HEADER_LENGTH =
      new DropReason("the IPv4 header's length (IHL) is impossible");
  public static final DropReason BAD_TOTAL_LENGTH =
      new DropReason("the packet's total length is impossible");
  public static final DropReason BAD_HEADER_CHECKSUM =
      new DropReason("the IPv4 header's checksum is wrong");
  public static final DropReason BAD_SOURCE =
      new DropReason("the packet's source is not one machine's address");
  public static final DropReason NOT_FOR_US = new DropReason("the packet is for someone else");
  public static final DropReason SENT_TO_EVERYBODY =
      new DropReason("the packet is for us alone, but its frame went to everybody");
  public static final DropReason FRAGMENT = new DropReason("the packet is a fragment");
  public static final DropReason UNKNOWN_PROTOCOL =
      new DropReason("nobody here speaks the packet's protocol");
  public static final DropReason ICMP_TOO_SHORT =
      new DropReason("the ICMP message is shorter than its header");
  public static final DropReason BAD_ICMP_CHECKSUM =
      new DropReason("the ICMP message's checksum is wrong");
  public static final DropReason UNKNOWN_ICMP_MESSAGE =
      new DropReason("the ICMP message is not an echo request");
  public static final DropReason TOO_LARGE_TO_ANSWER =
      new DropReason("the echo request is too large for an answer in one frame");

  private Ipv4Drop() {}
}
