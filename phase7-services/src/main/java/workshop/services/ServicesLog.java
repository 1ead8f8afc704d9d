package workshop.services;

import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.Protocol;
import workshop.reliability.ReliabilityLog;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;

/** A log that also shows datagrams, fragments and ICMP errors. */
public class ServicesLog extends ReliabilityLog implements ServicesObserver {
  /** A terminal is slower than the stack, and people are even slower. Further lines are counted. */
  private static final int LINES_AT_ONCE = 20;

  private static final int LINES_PER_SECOND = 5;

  private final RateLimit lines;
  private long notTold;

  /**
   * A log without lines yet.
   *
   * @param trace whether to show every segment, the dropped ones too
   * @param clock the time, as the stack sees it
   */
  public ServicesLog(boolean trace, LoopClock clock) {
    super(trace, clock);
    lines = new RateLimit(clock, LINES_AT_ONCE, LINES_PER_SECOND);
  }

  @Override
  public void received(Ipv4Address source, UdpDatagram datagram) {
    tell("from %s: %s", source, datagram);
  }

  @Override
  public void sent(Ipv4Address destination, UdpDatagram datagram) {
    tell("to   %s: %s", destination, datagram);
  }

  @Override
  public void errorSent(Ipv4Packet packet, IcmpMessage message) {
    tell("to   %s: %s, about its %s", packet.source(), words(message), protocol(packet));
  }

  @Override
  public void cut(Ipv4Address destination, int protocol, int size) {
    tell("to   %s: %s in fragments, %d bytes", destination, Protocol.name(protocol), size);
  }

  @Override
  public void putTogether(Ipv4Packet packet, int fragments) {
    tell(
        "from %s: %s in %d fragments, %d bytes",
        packet.source(), protocol(packet), fragments, packet.payload().limit());
  }

  private static String words(IcmpMessage message) {
    if (message.type() == IcmpError.TIME_EXCEEDED) {
      return "time exceeded";
    }
    return message.code() == IcmpError.PORT_UNREACHABLE
        ? "port unreachable"
        : "protocol unreachable";
  }

  private static String protocol(Ipv4Packet packet) {
    return Protocol.name(packet.header().protocol());
  }

  /** Prints a line, if there were not too many already. */
  protected final void tell(String format, Object... arguments) {
    if (!lines.take()) {
      notTold++;
      return;
    }
    tellHowMany();
    line(format, arguments);
  }

  private void tellHowMany() {
    if (notTold > 0) {
      line("(%d more lines like these)", notTold);
      notTold = 0;
    }
  }

  @Override
  public void endAll() {
    tellHowMany();
    super.endAll();
  }
}
