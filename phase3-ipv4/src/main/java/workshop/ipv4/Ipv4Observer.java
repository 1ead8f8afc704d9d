package workshop.ipv4;

import workshop.ethernet.EthernetObserver;

/** Sees what happens in the layers up to phase 3. */
public interface Ipv4Observer extends EthernetObserver {
  Ipv4Observer NOBODY = new Ipv4Observer() {};

  /** A packet for us has arrived. */
  default void received(Ipv4Packet packet) {}
}
