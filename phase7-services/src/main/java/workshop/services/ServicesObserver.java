package workshop.services;

import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Packet;
import workshop.reliability.ReliabilityObserver;
import workshop.shared.Ipv4Address;

/** Observes what happens in phases 1 to 7. */
public interface ServicesObserver extends ReliabilityObserver {
  ServicesObserver NOBODY = new ServicesObserver() {};

  /** A datagram has come for a port on which somebody listens; valid only during this call. */
  default void received(Ipv4Address source, UdpDatagram datagram) {}

  /** A datagram of ours goes out; valid only during this call. */
  default void sent(Ipv4Address destination, UdpDatagram datagram) {}

  /** The sender of this packet gets this error; both are valid only during this call. */
  default void errorSent(Ipv4Packet packet, IcmpMessage message) {}

  /**
   * A packet of ours is sent in fragments.
   *
   * @param size of its payload, in bytes
   */
  default void cut(Ipv4Address destination, int protocol, int size) {}

  /**
   * A packet has been put together.
   *
   * @param packet valid only during this call
   * @param fragments how many it came in
   */
  default void putTogether(Ipv4Packet packet, int fragments) {}
}
