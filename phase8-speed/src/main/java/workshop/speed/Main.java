package workshop.speed;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.TreeSet;
import workshop.echo.Echo;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.http.HttpServer;
import workshop.http.Limits;
import workshop.http.Router;
import workshop.http.StaticFiles;
import workshop.reliability.FailingLink;
import workshop.reliability.FaultOptions;
import workshop.server.ServerLog;
import workshop.server.ServiceOptions;
import workshop.services.ServicesStack;
import workshop.services.UdpEcho;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tap.TapDevice;
import workshop.tcp.PortOption;

/** Phase 8: the services of phase 7, with super-segments. */
public final class Main {
  private static final int SECRET_SIZE = 16;
  private static final int ECHO_PORT = 7; // RFC 862
  private static final int HTTP_PORT = 80;
  private static final String FILES = "/files/";

  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    ServiceOptions services = new ServiceOptions();
    OffloadOptions offload = new OffloadOptions();
    FaultOptions more = new FaultOptions();
    OffloadCounters counters = new OffloadCounters();
    Program.start(
        8,
        "a web server, and echo over TCP and UDP, as fast as the kernel.",
        MoreOptions.of(mac, port, services, offload, more),
        // A wire that fails carries frames. So the card before it is one in software.
        (libC, name) ->
            offload.isWanted() && more.faults().isNone()
                ? OffloadTap.open(
                    TapDevice::open, libC, name, counters, line -> Program.log("%s", line))
                : TapDevice.open(libC, name),
        arguments,
        (options, device, running) -> {
          byte[] secret = new byte[SECRET_SIZE];
          new SecureRandom().nextBytes(secret);
          LoopClock clock = new LoopClock();
          ServerLog log = new ServerLog(options.trace(), clock);
          FailingLink wire = new FailingLink(device, more.faults(), System::nanoTime);
          boolean softwareCard = offload.isWanted() && !more.faults().isNone();
          Link link = softwareCard ? new SegmentingLink(wire, counters) : wire;
          ServicesStack stack =
              ServicesStack.create(
                  link,
                  Addresses.of(options, mac),
                  more.settings(),
                  clock,
                  System::currentTimeMillis,
                  secret,
                  log);
          LinkOffload.leaveToLink(stack.layer());
          HttpServer http =
              new HttpServer(
                  site(services.folder()), Limits.DEFAULTS, clock, System::currentTimeMillis, log);
          stack.tcp().listen(HTTP_PORT, http::connection);
          Program.log("Listening on %s:%d, HTTP", options.address(), HTTP_PORT);
          for (int echoPort : new TreeSet<>(List.of(ECHO_PORT, port.port()))) {
            stack.tcp().listen(echoPort, Echo::new);
            stack.udp().listen(echoPort, new UdpEcho(stack.udp()));
            Program.log("Listening on %s:%d, TCP and UDP", options.address(), echoPort);
          }
          if (!more.faults().isNone()) {
            Program.log("This wire fails: %s", more.faults());
          }
          if (!more.settings().without().isEmpty()) {
            Program.log("Without: %s", more.settings().withoutWords());
          }
          Program.log(
              "Ready. In another terminal: nc %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          LoopMeter meter = new LoopMeter(log.after(stack));
          Program.loop(link, meter, running);
          log.endAll();
          Program.log("Coming in:  %s", counters.in());
          Program.log("Going out:  %s", counters.out());
          Program.log("The loop:   %s", meter);
          log.printDrops();
        });
  }

  /** The files of a folder; nothing if there is none. */
  private static Router site(Path folder) {
    Router router = new Router();
    return folder == null ? router : router.under("GET", FILES, new StaticFiles(folder, FILES));
  }
}
