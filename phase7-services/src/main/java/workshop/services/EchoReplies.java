package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/**
 * Answers the pings that phase 3 does not answer: pings that are larger than a frame, and pings
 * with options that the reply has to repeat (RFC 1122 section 3.2.2.6). It hands on all other
 * packets.
 */
final class EchoReplies implements PacketHandler {
  private static final int DAY = 24 * 60 * 60 * 1000;

  private final int mtu;
  private final Fragmenter fragmenter;
  private final EchoOptions options;
  private final LongSupplier timeOfDay;
  private final PacketHandler others;
  private final ServicesObserver observer;
  private final OutgoingFrame outgoing = new OutgoingFrame(Fragmenter.LARGEST_PAYLOAD);

  /**
   * Answers pings.
   *
   * @param address our own
   * @param utc tells the time of day, in milliseconds UT; the day does not matter
   * @param others takes all other packets
   */
  EchoReplies(
      int mtu,
      Ipv4Address address,
      Fragmenter fragmenter,
      LongSupplier utc,
      PacketHandler others,
      ServicesObserver observer) {
    this.mtu = mtu;
    this.fragmenter = fragmenter;
    timeOfDay = utc;
    this.others = others;
    this.observer = observer;
    options = new EchoOptions(address);
  }

  @Override
  public void receive(Ipv4Packet packet) throws IOException {
    boolean isRequest =
        packet.payload().limit() > 0 && packet.payload().get(0) == IcmpMessage.ECHO_REQUEST;
    boolean isOrdinary =
        packet.header().length() == Ipv4Header.MINIMUM_SIZE
            && Ipv4Header.MINIMUM_SIZE + packet.payload().limit() <= mtu;
    if (!isRequest || isOrdinary) {
      others.receive(packet);
      return;
    }
    IcmpMessage request;
    try {
      request = IcmpMessage.parse(packet.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    if (request.code() != 0) {
      others.receive(packet); // the next handler knows why it is dropped
      return;
    }
    answer(packet, request.echoReply());
  }

  private void answer(Ipv4Packet packet, IcmpMessage reply) throws IOException {
    ByteBuffer header = packet.header().bytes();
    int size = Ipv4Header.MINIMUM_SIZE;
    ByteBuffer carried = options.ofReply(header.slice(size, header.limit() - size), timeOfDay());
    reply.write(outgoing.message(reply.size()));
    fragmenter.send(outgoing, Protocol.ICMP, packet.source(), carried);
  }

  /** In milliseconds since midnight UT. */
  private int timeOfDay() {
    return (int) (timeOfDay.getAsLong() % DAY);
  }
}
