package workshop.speed;

import workshop.server.Additions;
import workshop.server.ServerProgram;
import workshop.services.ServicesStack;
import workshop.tap.BusyPolling;
import workshop.tap.Device;
import workshop.tap.FrameReceiver;
import workshop.tap.LibC;
import workshop.tap.Link;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tap.TapDevice;
import workshop.tap.TapException;

/** Phase 8: the services of phase 7, with super-segments. */
public final class Main implements Additions {
  private final ServerProgram server = new ServerProgram();
  private final OffloadOptions offload = new OffloadOptions();
  private final OffloadCounters counters = new OffloadCounters();
  private LoopMeter meter;

  private Main() {}

  public static void main(String[] arguments) {
    new Main().start(arguments);
  }

  private void start(String[] arguments) {
    Program.start(
        8,
        "a web server, and echo over TCP and UDP, as fast as the kernel.",
        MoreOptions.of(server.options(), offload),
        this::open,
        arguments,
        (options, link, running) -> server.run(options, link, running, this));
  }

  /** A wire that fails carries frames of the usual size, so its device is a plain one. */
  private Device open(LibC libC, String name) throws TapException {
    return offload.isWanted() && !server.wireFails()
        ? new BusyPolling(
            OffloadTap.open(TapDevice::open, libC, name, counters, line -> Program.log("%s", line)))
        : BusyPolling.open(libC, name);
  }

  @Override
  public String client() {
    return "nc";
  }

  /** Before a wire that fails, there is a card in software. */
  @Override
  public Link link(Link wire) {
    return offload.isWanted() && server.wireFails() ? new SegmentingLink(wire, counters) : wire;
  }

  @Override
  public FrameReceiver receiver(ServicesStack stack, FrameReceiver receiver) {
    LinkOffload.leaveToLink(stack.layer());
    meter = new LoopMeter(receiver);
    return meter;
  }

  @Override
  public void tell() {
    Program.log("Coming in:  %s", counters.in());
    Program.log("Going out:  %s", counters.out());
    Program.log("The loop:   %s", meter);
  }
}
