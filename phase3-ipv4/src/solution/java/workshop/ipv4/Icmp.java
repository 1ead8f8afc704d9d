package workshop.ipv4;

import java.io.IOException;
import workshop.ethernet.MalformedException;

/** The part of ICMP that every host must have: it answers {@code ping} (RFC 1122 3.2.2.6). */
public final class Icmp implements PacketHandler {
  private final Ipv4Layer ipv4;
  private final Ipv4Observer observer;

  /** Speaks ICMP from now on. */
  public Icmp(Ipv4Layer ipv4, Ipv4Observer observer) {
    this.ipv4 = ipv4;
    this.observer = observer;
    ipv4.handle(Protocol.ICMP, this);
  }

  @Override
  public void receive(Ipv4Packet packet, long now) throws IOException {
    IcmpMessage message;
    try {
      message = IcmpMessage.parse(packet.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    if (message.type() != IcmpMessage.ECHO_REQUEST || message.code() != 0) {
      observer.dropped(Ipv4Drop.UNKNOWN_ICMP_MESSAGE, packet.payload());
      return;
    }
    if (packet.payload().limit() > ipv4.maximumPayload()) {
      // Only on a link whose MTU is larger on the other side: the answer does not fit.
      observer.dropped(Ipv4Drop.TOO_LARGE_TO_ANSWER, packet.payload());
      return;
    }
    message.echoReply().write(ipv4.payload());
    ipv4.send(Protocol.ICMP, packet.source(), now);
  }
}
