package workshop.ipv4;

import workshop.ethernet.Addresses;
import workshop.ethernet.Arp;
import workshop.ethernet.EthernetLayer;
import workshop.shared.LoopClock;
import workshop.tap.Link;

/**
 * The layers that phase 3 and all later phases use: Ethernet, ARP, IPv4 and ICMP on one link.
 *
 * @param ethernet gets the frames from the link
 * @param ipv4 later phases register their protocols here
 * @param icmp answers echo requests
 */
public record Stack(EthernetLayer ethernet, Ipv4Layer ipv4, Icmp icmp) {

  /**
   * Makes the layers, and connects them.
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
