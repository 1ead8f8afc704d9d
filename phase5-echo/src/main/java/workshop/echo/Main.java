package workshop.echo;

import java.security.SecureRandom;
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
          EchoLog log = new EchoLog(options.trace());
          EchoServer server = new EchoServer(link, options, secret, log);
          Program.log("Listening on %s:%d", options.address(), options.port());
          Program.log(
              "Connect from another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), options.port());
          Program.loop(link, server, running);
          log.printDrops();
        });
  }
}
