package workshop.services;

import java.io.IOException;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.Protocol;
import workshop.ipv4.Subnet;
import workshop.shared.LoopClock;
import workshop.shared.RateLimit;
import workshop.tap.OutgoingFrame;

/**
 * Sends ICMP errors: not for every packet, and only up to a number a second (RFC 1812 section
 * 4.3.2.8).
 */
final class IcmpErrorSender {
  private static final int AT_ONCE = 50;
  private static final int PER_SECOND = 100;

  private final Ipv4Layer ipv4;
  private final Subnet subnet;
  private final RateLimit limit;
  private final ServicesObserver observer;
  private final OutgoingFrame outgoing;

  IcmpErrorSender(Ipv4Layer ipv4, Subnet subnet, LoopClock clock, ServicesObserver observer) {
    this.ipv4 = ipv4;
    this.subnet = subnet;
    this.observer = observer;
    limit = new RateLimit(clock, AT_ONCE, PER_SECOND);
    outgoing = new OutgoingFrame(ipv4.maximumPayload());
  }

  /** Nobody listens on the port. */
  void portUnreachable(Ipv4Packet packet) throws IOException {
    send(packet, IcmpError.DESTINATION_UNREACHABLE, IcmpError.PORT_UNREACHABLE);
  }

  /** The stack does not know the protocol. */
  void protocolUnreachable(Ipv4Packet packet) throws IOException {
    send(packet, IcmpError.DESTINATION_UNREACHABLE, IcmpError.PROTOCOL_UNREACHABLE);
  }

  /**
   * The other fragments did not come in time.
   *
   * @param first the first fragment; if it has not come, no message is sent (RFC 792)
   */
  void reassemblyTimedOut(Ipv4Packet first) throws IOException {
    send(first, IcmpError.TIME_EXCEEDED, IcmpError.REASSEMBLY);
  }

  private void send(Ipv4Packet packet, int type, int code) throws IOException {
    if (!IcmpError.isDeserved(packet, subnet) || !limit.take()) {
      return;
    }
    IcmpMessage message = IcmpError.about(packet, type, code);
    message.write(outgoing.message(message.size()));
    observer.errorSent(packet, message);
    ipv4.send(outgoing, Protocol.ICMP, packet.source());
  }
}
