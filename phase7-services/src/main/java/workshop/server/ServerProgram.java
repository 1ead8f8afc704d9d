package workshop.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
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
import workshop.services.IdleLimit;
import workshop.services.ServicesObservers;
import workshop.services.ServicesStack;
import workshop.services.UdpEcho;
import workshop.shared.LoopClock;
import workshop.sockets.Sockets;
import workshop.sockets.examples.Examples;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.MoreOptions;
import workshop.tap.Options;
import workshop.tap.Program;
import workshop.tap.UsageException;
import workshop.tcp.PortOption;

/**
 * What the mains of phases 7 and 8 run: a stack with a web server and its live page, with echo over
 * TCP and UDP, and with servers and clients that are made of sockets.
 */
public final class ServerProgram {
  private static final int SECRET_SIZE = 16;
  private static final int ECHO_PORT = 7; // RFC 862
  private static final int HTTP_PORT = 80;

  private final MacOption mac = new MacOption();
  private final PortOption port = new PortOption();
  private final ServiceOptions services = new ServiceOptions();
  private final Examples examples = new Examples();
  private final FaultOptions wireOptions = new FaultOptions();
  private final PlotOption plot = new PlotOption();
  private final LoopClock clock = new LoopClock();

  /** What its command line understands. */
  public MoreOptions options() {
    return MoreOptions.of(mac, port, services, examples, wireOptions, plot);
  }

  /** Whether the command line asks for a wire that fails. */
  public boolean wireFails() {
    return !wireOptions.faults().isNone();
  }

  /**
   * Runs it until it is told to stop.
   *
   * @param device the TAP device
   * @param running false as soon as the program must end
   */
  public void run(Options options, Link device, BooleanSupplier running, Additions additions)
      throws IOException, UsageException {
    byte[] secret = new byte[SECRET_SIZE];
    new SecureRandom().nextBytes(secret);
    ServerLog log = new ServerLog(options.trace(), clock);
    plot.follow(log);
    FailingLink wire = new FailingLink(device, wireOptions.faults(), System::nanoTime);
    Live live = live(options.address());
    Link link = additions.link(live.link(wire));
    Addresses addresses = Addresses.of(options, mac);
    ServicesStack stack = stack(link, addresses, secret, log, live);
    listen(stack, options.address(), log, live);
    tellReady(options.address(), additions.client());
    try (Sockets sockets = new Sockets(stack, link, addresses.address(), secret)) {
      examples.start(sockets);
      FrameReceiver receiver = additions.receiver(stack, log.after(live.receiver(sockets)));
      Program.loop(link, receiver, () -> running.getAsBoolean() && !examples.isOver());
    }
    log.endAll();
    tellEnd(wire);
    additions.tell();
    log.printDrops();
    plot.write();
  }

  private Live live(String address) {
    return new Live(
        clock, new Random()::nextDouble, HTTP_PORT, Set.of(address, "localhost", "127.0.0.1"));
  }

  private ServicesStack stack(
      Link link, Addresses addresses, byte[] secret, ServerLog log, Live live) {
    ServicesStack stack =
        ServicesStack.create(
            link,
            addresses,
            wireOptions.settings(),
            clock,
            System::currentTimeMillis,
            secret,
            new ServicesObservers(log, live.observer()));
    live.show(stack.tcp());
    return stack;
  }

  private void listen(ServicesStack stack, String address, ServerLog log, Live live) {
    HttpServer http =
        new HttpServer(
            Site.router(live, services.folder()),
            Limits.DEFAULTS,
            clock,
            System::currentTimeMillis,
            log);
    stack.tcp().listen(HTTP_PORT, http::connection);
    Program.log("Listening on %s:%d, HTTP", address, HTTP_PORT);
    Supplier<Application> echo =
        live.pausable(() -> new IdleLimit(new Echo(), clock, services.idleTimeout()));
    for (int echoPort : new TreeSet<>(List.of(ECHO_PORT, port.port()))) {
      stack.tcp().listen(echoPort, echo);
      stack.udp().listen(echoPort, new UdpEcho(stack.udp()));
      Program.log("Listening on %s:%d, TCP and UDP", address, echoPort);
    }
  }

  private void tellReady(String address, String client) {
    if (wireFails()) {
      Program.log("This wire fails: %s", wireOptions.faults());
    }
    if (!wireOptions.settings().without().isEmpty()) {
      Program.log("Without: %s", wireOptions.settings().withoutWords());
    }
    Program.log("See this stack at work: http://%s/", address);
    Program.log(
        "Ready. In another terminal: %s %s %d  (Ctrl-C ends this)", client, address, port.port());
  }

  private void tellEnd(FailingLink wire) {
    if (wireFails()) {
      Program.log("The wire, coming in:  %s", wire.received());
      Program.log("The wire, going out:  %s", wire.sent());
    }
  }
}
