package workshop.ethernet;

import workshop.shared.Observer;

/** Is told what happens in phase 2. */
public interface EthernetObserver extends Observer {
  EthernetObserver NOBODY = new EthernetObserver() {};

  /** A frame that is meant for us, or for everybody. */
  default void received(EthernetFrame frame) {}
}
