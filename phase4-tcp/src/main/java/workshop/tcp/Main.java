package workshop.tcp;

import workshop.ethernet.Addresses;
import workshop.ethernet.MacOption;
import workshop.ethernet.TraceLog;
import workshop.ipv4.Stack;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.MoreOptions;
import workshop.tap.Program;

/** Phase 4: prints every segment, and answers with a reset. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    MacOption mac = new MacOption();
    PortOption port = new PortOption();
    Program.start(
        4,
        "shows TCP segments and refuses every connection.",
        MoreOptions.of(mac, port),
        arguments,
        (options, link, running) -> {
          SegmentLog log = new SegmentLog(options.trace());
          Stack stack = Stack.create(link, Addresses.of(options, mac), new LoopClock(), log);
          TcpLayer tcp = new TcpLayer(stack.ipv4(), log);
          tcp.handle(new ClosedPorts(tcp));
          Program.log(
              "Ready. In another terminal: nc -v %s %d  (Ctrl-C ends this)",
              options.address(), port.port());
          Program.loop(link, stack.ethernet(), running);
          log.printDrops();
        });
  }

  private static final class SegmentLog extends TraceLog implements TcpObserver {
    SegmentLog(boolean trace) {
      super(trace);
    }

    @Override
    public void received(Ipv4Address source, TcpSegment segment) {
      Program.log("from %s: %s", source, segment);
    }

    @Override
    public void sent(Ipv4Address destination, TcpSegment segment) {
      Program.log("to   %s: %s", destination, segment);
    }
  }
}
