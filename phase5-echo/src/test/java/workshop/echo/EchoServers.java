package workshop.echo;

import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.Options;
import workshop.tap.UsageException;

/** The stack as phase 5's main makes it: with an echo on the usual port. */
final class EchoServers {
  private EchoServers() {}

  /**
   * One that listens.
   *
   * @param secret for the sequence numbers: 16 bytes or more
   */
  static TcpStack start(Link link, byte[] secret, ConnectionObserver observer)
      throws UsageException {
    TcpStack server =
        new TcpStack(link, Options.DEFAULTS, new LoopClock(), secret, Parts.IN_ORDER, observer);
    server.tcp().listen(Options.DEFAULTS.port(), Echo::new);
    return server;
  }
}
