package workshop.services;

import java.util.Set;
import workshop.shared.Ipv4Address;

/** Sends back each datagram that it receives (RFC 862). */
public final class UdpEcho implements DatagramHandler {
  /** 0: the sender wants no answer. Behind the others, services answer all: it would never end. */
  private static final Set<Integer> NEVER_ANSWERED = Set.of(0, 7, 13, 17, 19, 37);

  private final DatagramSender sender;

  public UdpEcho(DatagramSender sender) {
    this.sender = sender;
  }

  @Override
  public void receive(Ipv4Address source, UdpDatagram datagram) {
    int port = datagram.sourcePort();
    if (NEVER_ANSWERED.contains(port) || port == datagram.destinationPort()) {
      return;
    }
    sender.send(source, new UdpDatagram(datagram.destinationPort(), port, datagram.data()));
  }
}
