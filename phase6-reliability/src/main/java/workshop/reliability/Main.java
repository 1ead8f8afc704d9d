package workshop.reliability;

import java.security.SecureRandom;
import workshop.tap.Program;

/** Phase 6: an echo server that stands a wire which loses, reorders, doubles and corrupts. */
public final class Main {
  private static final int SECRET_SIZE = 16;

  private Main() {}

  public static void main(String[] arguments) {
    FaultOptions more = new FaultOptions();
    Program.start(
        6,
        "a TCP echo server for wires that fail.",
        more,
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          ReliabilityLog log = new ReliabilityLog(options.trace());
          FailingLink wire = new FailingLink(link, more.faults(), System::nanoTime);
          ReliableServer server = new ReliableServer(wire, options, more.settings(), secret, log);
          if (!more.faults().isNone()) {
            Program.log("This wire fails: %s", more.faults());
          }
          Program.log("Listening on %s:%d", options.address(), options.port());
          Program.log(
              "Connect from another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), options.port());
          Program.loop(wire, server, running);
          log.endAll();
          if (!more.faults().isNone()) {
            Program.log("The wire, coming in:  %s", wire.received());
            Program.log("The wire, going out:  %s", wire.sent());
          }
          log.printDrops();
        });
  }
}
