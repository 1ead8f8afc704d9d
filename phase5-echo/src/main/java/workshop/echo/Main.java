package workshop.echo;

import java.security.SecureRandom;
import workshop.shared.LoopClock;
import workshop.tap.Program;

/** Phase 5: an echo server that any TCP client can talk to. */
public final class Main {
  private static final int SECRET_SIZE = 16;

  private Main() {}

  public static void main(String[] arguments) {
    Program.start(
        5,
        "a TCP echo server.",
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          EchoLog log = new EchoLog(options.trace(), clock);
          TcpStack stack = new TcpStack(link, options, clock, secret, Parts.IN_ORDER, log);
          stack.tcp().listen(options.port(), Echo::new);
          Program.log("Listening on %s:%d", options.address(), options.port());
          Program.log(
              "Connect from another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), options.port());
          Program.loop(link, stack, running);
          log.printDrops();
        });
  }
}
