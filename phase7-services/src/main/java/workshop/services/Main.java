package workshop.services;

import java.security.SecureRandom;
import java.util.List;
import java.util.TreeSet;
import workshop.echo.Echo;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.reliability.FailingLink;
import workshop.reliability.FaultOptions;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tcp.PortOption;

/** Phase 7: echo over TCP and UDP, packets in fragments, and ICMP errors for what nobody takes. */
public final class Main {
  private static final int SECRET_SIZE = 16;
  private static final int ECHO_PORT = 7; // RFC 862

  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    FaultOptions more = new FaultOptions();
    Program.start(
        7,
        "echo over TCP and UDP, also in fragments.",
        MoreOptions.of(mac, port, more),
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          ServicesLog log = new ServicesLog(options.trace(), clock);
          FailingLink wire = new FailingLink(link, more.faults(), System::nanoTime);
          Settings settings = more.settings();
          ServicesStack stack =
              ServicesStack.create(
                  wire,
                  Addresses.of(options, mac),
                  settings,
                  clock,
                  System::currentTimeMillis,
                  secret,
                  log);
          for (int echoPort : new TreeSet<>(List.of(ECHO_PORT, port.port()))) {
            stack.tcp().listen(echoPort, Echo::new);
            stack.udp().listen(echoPort, new UdpEcho(stack.udp()));
            Program.log("Listening on %s:%d, TCP and UDP", options.address(), echoPort);
          }
          if (!more.faults().isNone()) {
            Program.log("This wire fails: %s", more.faults());
          }
          if (!settings.without().isEmpty()) {
            Program.log("Without: %s", settings.withoutWords());
          }
          Program.log(
              "Ready. In another terminal: nc -u %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          Program.loop(wire, log.after(stack), running);
          log.endAll();
          if (!more.faults().isNone()) {
            Program.log("The wire, coming in:  %s", wire.received());
            Program.log("The wire, going out:  %s", wire.sent());
          }
          log.printDrops();
        });
  }
}
