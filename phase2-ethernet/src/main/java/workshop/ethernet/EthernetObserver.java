package workshop.ethernet;

import workshop.shared.Observer;

/** The Ethernet layer tells it what happens. */
public interface EthernetObserver extends Observer {
  EthernetObserver NOBODY = new EthernetObserver() {};

  /** A frame for us or for everybody has arrived. */
  default void received(EthernetFrame frame) {}
}
