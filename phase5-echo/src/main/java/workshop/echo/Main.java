package workshop.echo;

import java.security.SecureRandom;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.shared.LoopClock;
import workshop.tap.BusyPolling;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tcp.PortOption;

/** Phase 5: an echo server that any TCP client can talk to. */
public final class Main {
  private static final int SECRET_SIZE = 16;

  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    Program.start(
        5,
        "a TCP echo server.",
        MoreOptions.of(mac, port),
        BusyPolling::open,
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          EchoLog log = new EchoLog(options.trace(), clock);
          TcpStack stack =
              new TcpStack(link, Addresses.of(options, mac), clock, secret, Parts.IN_ORDER, log);
          stack.tcp().listen(port.port(), Echo::new);
          Program.log("Listening on %s:%d", options.address(), port.port());
          Program.log(
              "Connect from another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          Program.loop(link, log.after(stack), running);
          log.endAll();
          log.printDrops();
        });
  }
}
