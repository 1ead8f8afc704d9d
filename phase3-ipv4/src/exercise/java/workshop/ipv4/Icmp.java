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
    throw new workshop.NotDone("3.7", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.7
}
