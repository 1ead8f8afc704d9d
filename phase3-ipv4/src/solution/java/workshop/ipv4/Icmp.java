package workshop.ipv4;

import java.io.IOException;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/** The part of ICMP that every host needs: it answers {@code ping} (RFC 1122 section 3.2.2.6). */
public final class Icmp implements PacketHandler {
  private final Ipv4Layer ipv4;
  private final Ipv4Observer observer;
  private final OutgoingFrame outgoing;

  /** From now on, the IPv4 layer gives ICMP messages to this object. */
  public Icmp(Ipv4Layer ipv4, Ipv4Observer observer) {
    this.ipv4 = ipv4;
    this.observer = observer;
    outgoing = new OutgoingFrame(ipv4.maximumPayload());
    ipv4.handle(Protocol.ICMP, this);
  }

  // --- Exercise 3.7: The answer to ping (RFC 1122 section 3.2.2.6)

  /**
   * Answers an echo request. The answer goes to the sender.
   *
   * <p>Drops every other message. Then it gives the reason and the packet's payload to the
   * observer:
   *
   * <ul>
   *   <li>a malformed message: the reason of the {@link MalformedException}
   *   <li>not an echo request with code 0: {@link Ipv4Drop#UNKNOWN_ICMP_MESSAGE}
   *   <li>too large to be answered in one packet: {@link Ipv4Drop#TOO_LARGE_TO_ANSWER}
   * </ul>
   */
  @Override
  public void receive(Ipv4Packet packet) throws IOException {
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
      // The answer does not fit. This happens only if the other side has a larger MTU.
      observer.dropped(Ipv4Drop.TOO_LARGE_TO_ANSWER, packet.payload());
      return;
    }
    IcmpMessage reply = message.echoReply();
    reply.write(outgoing.message(reply.size()));
    ipv4.answer(packet, outgoing);
  }

  // --- End of exercise 3.7
}

// Hints for 3.7:
// - You have all the parts: `IcmpMessage.parse`, `echoReply` and `write`.
// - Drop a message that does not parse: catch the MalformedException, and give its `reason()` to
//   the observer.
// - Answer only requests. Two machines that answer answers never stop.
// - Sending has two steps: write into `outgoing.message(reply.size())`, then call
//   `ipv4.answer(packet, outgoing)`. The answer is as large as the request: compare its size with
//   `ipv4.maximumPayload()`.
