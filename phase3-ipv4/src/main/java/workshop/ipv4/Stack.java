package workshop.ipv4;

import workshop.ethernet.Addresses;
import workshop.ethernet.Arp;
import workshop.ethernet.EthernetLayer;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.Options;
import workshop.tap.UsageException;

/**
 * What phase 3 and every later one is composed of: Ethernet, ARP, IPv4 and ICMP on one link.
 *
 * @param ethernet where frames go in
 * @param ipv4 where later phases register their protocols
 * @param icmp answers echo requests
 */
public record Stack(EthernetLayer ethernet, Ipv4Layer ipv4, Icmp icmp) {

  /**
   * Puts the layers on top of each other, with the addresses of the command line.
   *
   * @param clock the Ethernet layer sets it at the start of each batch of frames
   */
  public static Stack create(Link link, Options options, LoopClock clock, Ipv4Observer observer)
      throws UsageException {
    Ipv4Address address = Addresses.address(options);
    Subnet subnet = new Subnet(Addresses.kernel(options), Addresses.prefixLength(options));
    if (address.equals(subnet.router())) {
      throw new UsageException(
          "--address and --kernel must differ: one address cannot belong to both ends.");
    }
    EthernetLayer ethernet = new EthernetLayer(link, Addresses.mac(options), clock, observer);
    Arp arp = new Arp(ethernet, address, clock, observer);
    Ipv4Layer ipv4 = new Ipv4Layer(ethernet, arp, address, subnet, observer);
    return new Stack(ethernet, ipv4, new Icmp(ipv4, observer));
  }
}
