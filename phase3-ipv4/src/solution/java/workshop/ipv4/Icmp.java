package workshop.ipv4;

import java.io.IOException;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/** The part of ICMP that every host must have: it answers {@code ping} (RFC 1122 3.2.2.6). */
public final class Icmp implements PacketHandler {
  private final Ipv4Layer ipv4;
  private final Ipv4Observer observer;
  private final OutgoingFrame outgoing;

  /** Speaks ICMP from now on. */
  public Icmp(Ipv4Layer ipv4, Ipv4Observer observer) {
    this.ipv4 = ipv4;
    this.observer = observer;
    outgoing = new OutgoingFrame(ipv4.maximumPayload());
    ipv4.handle(Protocol.ICMP, this);
  }

  // --- Exercise 3.7: The answer to ping (RFC 1122 section 3.2.2.6)

  /**
   * Answers an echo request, to whoever sent it. Everything else is dropped, and the observer is
   * told why, with the packet's payload: what is malformed, for its own reason; what is not an echo
   * request with code 0 ({@link Ipv4Drop#UNKNOWN_ICMP_MESSAGE}); and what is too large to be
   * answered in one packet ({@link Ipv4Drop#TOO_LARGE_TO_ANSWER}).
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
      // Only on a link whose MTU is larger on the other side: the answer does not fit.
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
// - A message that does not parse is no disaster, it is dropped: catch the MalformedException, and
//   tell the observer its `reason()`.
// - Answer requests only. Whoever answers answers ends up in an endless conversation.
// - Sending is two steps: write into `outgoing.message(reply.size())`, then `ipv4.answer(packet,
//   outgoing)`. The answer is as large as the question: compare that with `ipv4.maximumPayload()`.
