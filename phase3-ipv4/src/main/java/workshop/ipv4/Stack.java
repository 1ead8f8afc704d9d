package workshop.ipv4;

import workshop.ethernet.Addresses;
import workshop.ethernet.Arp;
import workshop.ethernet.EthernetLayer;
import workshop.shared.LoopClock;
import workshop.tap.Link;

/**
 * What phase 3 and every later one is composed of: Ethernet, ARP, IPv4 and ICMP on one link.
 *
 * @param ethernet where frames go in
 * @param ipv4 where later phases register their protocols
 * @param icmp answers echo requests
 */
public record Stack(EthernetLayer ethernet, Ipv4Layer ipv4, Icmp icmp) {

  /**
   * Puts the layers on top of each other.
   *
   * @param clock set at the start of each batch of frames
   */
  public static Stack create(
      Link link, Addresses addresses, LoopClock clock, Ipv4Observer observer) {
    Subnet subnet = new Subnet(addresses.kernel(), addresses.prefixLength());
    EthernetLayer ethernet = new EthernetLayer(link, addresses.mac(), clock, observer);
    Arp arp = new Arp(ethernet, addresses.address(), clock, observer);
    Ipv4Layer ipv4 = new Ipv4Layer(ethernet, arp, addresses.address(), subnet, observer);
    return new Stack(ethernet, ipv4, new Icmp(ipv4, observer));
  }
}
