package workshop.ipv4;

import workshop.shared.Ipv4Address;

/**
 * The network on our link.
 *
 * @param router gets the packets for all other networks; here, it is the kernel
 * @param prefixLength the number of bits that name the network in an address: 0 to 32
 */
public record Subnet(Ipv4Address router, int prefixLength) {

  /** The machine on this link that gets packets for this address (RFC 1122 section 3.3.1). */
  public Ipv4Address nextHop(Ipv4Address destination) {
    boolean onThisLink = ((destination.bits() ^ router.bits()) & mask()) == 0;
    return onThisLink ? destination : router;
  }

  /** True if this address means all machines on this link (RFC 1122 section 3.2.1.3). */
  public boolean isBroadcast(Ipv4Address address) {
    boolean directed =
        prefixLength <= 30 && address.bits() == (router.bits() & mask() | ~mask()); // RFC 3021
    return directed || address.equals(Ipv4Address.BROADCAST);
  }

  private int mask() {
    // In Java, a shift by 32 is a shift by 0.
    return prefixLength == 0 ? 0 : -1 << 32 - prefixLength;
  }
}
