package workshop.services;

import workshop.shared.Ipv4Address;

/** Where datagrams go out. */
@FunctionalInterface
public interface DatagramSender {
  /**
   * Sends a datagram, in several fragments if it is larger than a frame.
   *
   * @param destination the machine that it is for
   */
  void send(Ipv4Address destination, UdpDatagram datagram);
}
