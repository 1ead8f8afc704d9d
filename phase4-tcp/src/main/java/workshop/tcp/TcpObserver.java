package workshop.tcp;

import workshop.ipv4.Ipv4Observer;
import workshop.shared.Ipv4Address;

/** Sees what happens in the layers up to phase 4. */
public interface TcpObserver extends Ipv4Observer {
  TcpObserver NOBODY = new TcpObserver() {};

  /** A segment for us has arrived. Its payload is valid only during this call. */
  default void received(Ipv4Address source, TcpSegment segment) {}

  /** We send this segment. Its payload is valid only during this call. */
  default void sent(Ipv4Address destination, TcpSegment segment) {}
}
