package workshop.ipv4;

import workshop.shared.Ipv4Address;

/**
 * The network on our link.
 *
 * @param router whom to give packets for all other networks: here, the kernel
 * @param prefixLength how many bits of an address say which network it is in: 0 to 32
 */
public record Subnet(Ipv4Address router, int prefixLength) {

  /** The machine on this link to which a packet for this address goes (RFC 1122 section 3.3.1). */
  public Ipv4Address nextHop(Ipv4Address destination) {
    boolean onThisLink = ((destination.bits() ^ router.bits()) & mask()) == 0;
    return onThisLink ? destination : router;
  }

  /** Whether this address stands for everybody on this link (RFC 1122 section 3.2.1.3). */
  public boolean isBroadcast(Ipv4Address address) {
    boolean directed =
        prefixLength <= 30 && address.bits() == (router.bits() & mask() | ~mask()); // RFC 3021
    return directed || address.equals(Ipv4Address.BROADCAST);
  }

  private int mask() {
    // A shift by 32 would be a shift by 0.
    return prefixLength == 0 ? 0 : -1 << 32 - prefixLength;
  }
}
