package workshop.reliability;

import java.security.SecureRandom;
import workshop.echo.Echo;
import workshop.echo.TcpStack;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.shared.LoopClock;
import workshop.tap.BusyPolling;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tcp.PortOption;

/** Phase 6: an echo server for a wire which loses, reorders, doubles and corrupts. */
public final class Main {
  private static final int SECRET_SIZE = 16;

  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    FaultOptions more = new FaultOptions();
    PlotOption plot = new PlotOption();
    Program.start(
        6,
        "a TCP echo server for wires that fail.",
        MoreOptions.of(mac, port, more, plot),
        BusyPolling::open,
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          ReliabilityLog log = new ReliabilityLog(options.trace(), clock);
          plot.follow(log);
          FailingLink wire = new FailingLink(link, more.faults(), System::nanoTime);
          Settings settings = more.settings();
          TcpStack stack =
              ReliableStack.create(wire, Addresses.of(options, mac), settings, clock, secret, log);
          stack.tcp().listen(port.port(), Echo::new);
          if (!more.faults().isNone()) {
            Program.log("This wire fails: %s", more.faults());
          }
          if (!settings.without().isEmpty()) {
            Program.log("Without: %s", settings.withoutWords());
          }
          Program.log("Listening on %s:%d", options.address(), port.port());
          Program.log(
              "Connect from another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          Program.loop(wire, log.after(stack), running);
          log.endAll();
          if (!more.faults().isNone()) {
            Program.log("The wire, coming in:  %s", wire.received());
            Program.log("The wire, going out:  %s", wire.sent());
          }
          log.printDrops();
          plot.write();
        });
  }
}
