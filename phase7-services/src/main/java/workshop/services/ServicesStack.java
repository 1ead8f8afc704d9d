package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import workshop.echo.Tcp;
import workshop.echo.TcpStack;
import workshop.ethernet.Addresses;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Protocol;
import workshop.ipv4.Subnet;
import workshop.reliability.ReliableStack;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tcp.TcpLayer;

/** All layers of phase 6; and beside TCP, there are UDP, fragments and ICMP errors. */
public final class ServicesStack implements FrameReceiver {
  private final TcpStack tcpStack;
  private final UdpLayer udp;
  private final FragmentTable fragments;

  private ServicesStack(TcpStack tcpStack, UdpLayer udp, FragmentTable fragments) {
    this.tcpStack = tcpStack;
    this.udp = udp;
    this.fragments = fragments;
  }

  /**
   * A stack on which nobody listens yet.
   *
   * @param clock the time; the stack sets it
   * @param utc tells the time of day, in milliseconds UT; the day does not matter
   * @param secret for sequence numbers and cookies: 16 bytes or more that nobody can guess
   */
  public static ServicesStack create(
      Link link,
      Addresses addresses,
      Settings settings,
      LoopClock clock,
      LongSupplier utc,
      byte[] secret,
      ServicesObserver observer) {
    TcpStack tcpStack = ReliableStack.create(link, addresses, settings, clock, secret, observer);
    Ipv4Layer ipv4 = tcpStack.below().ipv4();
    Subnet subnet = new Subnet(addresses.kernel(), addresses.prefixLength());
    IcmpErrorSender errors = new IcmpErrorSender(ipv4, subnet, clock, observer);
    ipv4.handleOthers(errors::protocolUnreachable);

    FragmentTable fragments = new FragmentTable(clock, errors, observer);
    ipv4.reassembleWith(fragments);
    int mtu = link.mtu();
    int identification = ByteBuffer.wrap(secret).getShort(0) & 0xFFFF;
    Fragmenter fragmenter = new Fragmenter(mtu, ipv4::send, identification, observer);
    ipv4.handle(
        Protocol.ICMP,
        new EchoReplies(
            mtu, ipv4.address(), fragmenter, utc, ipv4.handler(Protocol.ICMP), observer));
    return new ServicesStack(tcpStack, new UdpLayer(ipv4, fragmenter, errors, observer), fragments);
  }

  /** Where to listen and to connect. */
  public Tcp tcp() {
    return tcpStack.tcp();
  }

  /** Where segments become packets. */
  public TcpLayer layer() {
    return tcpStack.layer();
  }

  /** Where to listen for datagrams, and to send them. */
  public UdpLayer udp() {
    return udp;
  }

  @Override
  public void startOfBatch(long now) {
    tcpStack.startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    tcpStack.receive(frame);
  }

  @Override
  public long endOfBatch() throws IOException {
    long fragmentsExpire = fragments.expire();
    return Math.min(fragmentsExpire, tcpStack.endOfBatch());
  }
}
