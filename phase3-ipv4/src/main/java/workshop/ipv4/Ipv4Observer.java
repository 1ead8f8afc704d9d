package workshop.ipv4;

import workshop.ethernet.EthernetObserver;

/** Is told what happens up to phase 3. */
public interface Ipv4Observer extends EthernetObserver {
  Ipv4Observer NOBODY = new Ipv4Observer() {};

  /** A packet for us. */
  default void received(Ipv4Packet packet) {}
}
