package workshop.reliability;

import workshop.echo.TcpStack;
import workshop.ethernet.Addresses;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Protocol;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tcp.TcpLayer;

/** All layers on top of each other, as in phase 5, with the parts of this phase. */
public final class ReliableStack {
  private ReliableStack() {}

  /**
   * A stack that nobody listens on yet.
   *
   * @param clock the time; the stack sets it
   * @param secret for sequence numbers and cookies: 16 bytes or more that nobody can guess
   */
  public static TcpStack create(
      Link link,
      Addresses addresses,
      Settings settings,
      LoopClock clock,
      byte[] secret,
      ReliabilityObserver observer) {
    ReliableParts parts = new ReliableParts(settings, clock, observer);
    TcpStack stack = new TcpStack(link, addresses, clock, secret, parts, observer);
    TcpLayer layer = stack.layer();
    layer.handle(
        new SynCookies(
            stack.tcp(),
            layer,
            layer.address(),
            layer.maximumSegmentSize(),
            clock,
            secret,
            observer));
    Ipv4Layer ipv4 = stack.below().ipv4();
    ipv4.handle(
        Protocol.ICMP,
        new IcmpErrors(stack.tcp(), layer.address(), stack.below().icmp(), observer));
    return stack;
  }
}
