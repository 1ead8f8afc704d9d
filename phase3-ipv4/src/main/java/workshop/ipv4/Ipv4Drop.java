package workshop.ipv4;

import workshop.ethernet.DropReason;

/** Why a packet was dropped in phase 3. */
public enum Ipv4Drop implements DropReason {
  PACKET_TOO_SHORT("the packet is shorter than an IPv4 header"),
  NOT_VERSION_4("the packet's version is not 4"),
  BAD_HEADER_LENGTH("the IPv4 header's length (IHL) is impossible"),
  BAD_TOTAL_LENGTH("the packet's total length is impossible"),
  BAD_HEADER_CHECKSUM("the IPv4 header's checksum is wrong"),
  BAD_SOURCE("the packet's source is not one machine's address"),
  NOT_FOR_US("the packet is for someone else"),
  SENT_TO_EVERYBODY("the packet is for us alone, but its frame went to everybody"),
  FRAGMENT("the packet is a fragment"),
  UNKNOWN_PROTOCOL("nobody here speaks the packet's protocol"),
  ICMP_TOO_SHORT("the ICMP message is shorter than its header"),
  BAD_ICMP_CHECKSUM("the ICMP message's checksum is wrong"),
  UNKNOWN_ICMP_MESSAGE("the ICMP message is not an echo request"),
  TOO_LARGE_TO_ANSWER("the echo request is larger than what this link carries");

  private final String words;

  Ipv4Drop(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }
}
