package workshop.ipv4;

import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.ethernet.TraceLog;
import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.tap.Program;

/** Phase 3: prints every packet, and answers {@code ping}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    Program.start(
        3,
        "shows IPv4 packets and answers ping.",
        mac,
        arguments,
        (options, link, running) -> {
          PacketLog log = new PacketLog(options.trace());
          Stack stack = Stack.create(link, Addresses.of(options, mac), new LoopClock(), log);
          Program.log("Ready. In another terminal: ping %s  (Ctrl-C ends this)", options.address());
          Program.loop(link, stack.ethernet(), running);
          log.printDrops();
        });
  }

  private static final class PacketLog extends TraceLog implements Ipv4Observer {
    PacketLog(boolean trace) {
      super(trace);
    }

    @Override
    public void received(Ipv4Packet packet) {
      Program.log("%s", packet);
      if (packet.header().protocol() == Protocol.ICMP) {
        try {
          Program.log("  %s", IcmpMessage.parse(packet.payload()));
        } catch (MalformedException e) {
          Program.log("  %s", e.getMessage());
        }
      }
    }
  }
}
