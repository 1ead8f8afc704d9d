package workshop.ethernet;

import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.tap.Program;
import workshop.tap.Sudo;

/** Phase 2: shows what every frame says, and answers questions for our address. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    Program.start(
        2,
        "shows Ethernet frames and answers ARP.",
        mac,
        arguments,
        (options, link, running) -> {
          TraceLog log = new FrameLog(options.trace());
          LoopClock clock = new LoopClock();
          Addresses addresses = Addresses.of(options, mac);
          EthernetLayer ethernet = new EthernetLayer(link, addresses.mac(), clock, log);
          new Arp(ethernet, addresses.address(), clock, log);
          Program.log(
              "Ready. In another terminal: %s -c 3 -I %s %s  (Ctrl-C ends this)",
              Sudo.before("arping"), options.device(), options.address());
          Program.loop(link, ethernet, running);
          log.printDrops();
        });
  }

  /** Shows every frame and, if it carries ARP, the packet in it. */
  private static final class FrameLog extends TraceLog {
    FrameLog(boolean trace) {
      super(trace);
    }

    @Override
    public void received(EthernetFrame frame) {
      Program.log("%s", frame);
      if (frame.etherType() == EtherType.ARP) {
        try {
          Program.log("  %s", ArpPacket.parse(frame.payload()));
        } catch (MalformedException e) {
          Program.log("  %s", e.getMessage());
        }
      }
    }
  }
}
