package workshop.services;

import workshop.shared.Ipv4Address;

/** Takes the datagrams that come to one port. */
@FunctionalInterface
public interface DatagramHandler {
  /**
   * A datagram has arrived.
   *
   * @param source the machine that sent it
   * @param datagram valid until this method returns
   */
  void receive(Ipv4Address source, UdpDatagram datagram);
}
