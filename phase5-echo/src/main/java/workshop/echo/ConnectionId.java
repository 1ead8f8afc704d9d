package workshop.echo;

import workshop.shared.Ipv4Address;

/**
 * The name of a connection: two addresses and two ports (RFC 9293 section 3.3.1). It needs all
 * four: one client may open connections from several ports, and two clients may use the same port.
 */
public record ConnectionId(
    Ipv4Address localAddress, int localPort, Ipv4Address remoteAddress, int remotePort) {

  /** The peer, for instance 192.168.100.1:40000. */
  @Override
  public String toString() {
    return remoteAddress + ":" + remotePort;
  }
}
