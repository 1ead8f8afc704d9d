package workshop.server;

import workshop.tap.BusyPolling;
import workshop.tap.Program;

/**
 * Phase 7: a web server, echo over TCP and UDP, packets in fragments, and ICMP errors for packets
 * that nobody takes.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    ServerProgram server = new ServerProgram();
    Additions nothing = new Additions() {};
    Program.start(
        7,
        "a web server, and echo over TCP and UDP, also in fragments.",
        server.options(),
        BusyPolling::open,
        arguments,
        (options, link, running) -> server.run(options, link, running, nothing));
  }
}
