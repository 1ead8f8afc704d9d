package workshop.server;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import workshop.echo.Application;
import workshop.echo.Echo;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.http.HttpServer;
import workshop.http.Limits;
import workshop.live.Live;
import workshop.reliability.FailingLink;
import workshop.reliability.FaultOptions;
import workshop.reliability.PlotOption;
import workshop.reliability.Settings;
import workshop.services.IdleLimit;
import workshop.services.ServicesObservers;
import workshop.services.ServicesStack;
import workshop.services.UdpEcho;
import workshop.shared.LoopClock;
import workshop.sockets.Sockets;
import workshop.sockets.examples.Examples;
import workshop.tap.Link;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tcp.PortOption;

/**
 * Phase 7: a web server, echo over TCP and UDP, packets in fragments, and ICMP errors for what
 * nobody takes.
 */
public final class Main {
  private static final int SECRET_SIZE = 16;
  private static final int ECHO_PORT = 7; // RFC 862
  private static final int HTTP_PORT = 80;

  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    ServiceOptions services = new ServiceOptions();
    Examples examples = new Examples();
    FaultOptions more = new FaultOptions();
    PlotOption plot = new PlotOption();
    Program.start(
        7,
        "a web server, and echo over TCP and UDP, also in fragments.",
        MoreOptions.of(mac, port, services, examples, more, plot),
        arguments,
        (options, link, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          ServerLog log = new ServerLog(options.trace(), clock);
          plot.follow(log);
          FailingLink wire = new FailingLink(link, more.faults(), System::nanoTime);
          Set<String> hosts = Set.of(options.address(), "localhost", "127.0.0.1");
          Live live = new Live(clock, new Random()::nextDouble, HTTP_PORT, hosts);
          Link controlled = live.link(wire);
          Settings settings = more.settings();
          Addresses addresses = Addresses.of(options, mac);
          ServicesStack stack =
              ServicesStack.create(
                  controlled,
                  addresses,
                  settings,
                  clock,
                  System::currentTimeMillis,
                  secret,
                  new ServicesObservers(log, live.observer()));
          live.show(stack.tcp());
          HttpServer http =
              new HttpServer(
                  Site.router(live, services.folder()),
                  Limits.DEFAULTS,
                  clock,
                  System::currentTimeMillis,
                  log);
          stack.tcp().listen(HTTP_PORT, http::connection);
          Program.log("Listening on %s:%d, HTTP", options.address(), HTTP_PORT);
          Supplier<Application> echo =
              live.pausable(() -> new IdleLimit(new Echo(), clock, services.idleTimeout()));
          for (int echoPort : new TreeSet<>(List.of(ECHO_PORT, port.port()))) {
            stack.tcp().listen(echoPort, echo);
            stack.udp().listen(echoPort, new UdpEcho(stack.udp()));
            Program.log("Listening on %s:%d, TCP and UDP", options.address(), echoPort);
          }
          if (!more.faults().isNone()) {
            Program.log("This wire fails: %s", more.faults());
          }
          if (!settings.without().isEmpty()) {
            Program.log("Without: %s", settings.withoutWords());
          }
          Program.log("See this stack at work: http://%s/", options.address());
          Program.log(
              "Ready. In another terminal: nc -u %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          try (Sockets sockets = new Sockets(stack, controlled, addresses.address(), secret)) {
            examples.start(sockets);
            Program.loop(
                controlled,
                log.after(live.receiver(sockets)),
                () -> running.getAsBoolean() && !examples.isOver());
          }
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
