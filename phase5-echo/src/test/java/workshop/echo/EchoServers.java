package workshop.echo;

import workshop.ethernet.Addresses;
import workshop.shared.LoopClock;
import workshop.tap.Link;

/** The stack as phase 5's main makes it: with an echo on the usual port. */
final class EchoServers {
  static final int PORT = 8080;

  private EchoServers() {}

  /**
   * One that listens.
   *
   * @param secret for the sequence numbers: 16 bytes or more
   */
  static TcpStack start(Link link, byte[] secret, ConnectionObserver observer) {
    TcpStack server =
        new TcpStack(link, Addresses.DEFAULTS, new LoopClock(), secret, Parts.IN_ORDER, observer);
    server.tcp().listen(PORT, Echo::new);
    return server;
  }
}
