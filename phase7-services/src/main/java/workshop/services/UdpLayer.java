package workshop.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import workshop.ipv4.HeaderFields;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/**
 * Takes UDP datagrams out of packets, and hands each to the handler that listens on its port. Puts
 * datagrams into packets.
 */
public final class UdpLayer implements PacketHandler, DatagramSender {
  private final Ipv4Layer ipv4;
  private final Fragmenter fragmenter;
  private final IcmpErrorSender errors;
  private final ServicesObserver observer;
  private final OutgoingFrame outgoing = new OutgoingFrame(Fragmenter.LARGEST_PAYLOAD);

  /** By port. */
  private final DatagramHandler[] handlers = new DatagramHandler[1 << 16];

  /** Receives UDP from now on. Nobody listens yet. */
  UdpLayer(
      Ipv4Layer ipv4, Fragmenter fragmenter, IcmpErrorSender errors, ServicesObserver observer) {
    this.ipv4 = ipv4;
    this.fragmenter = fragmenter;
    this.errors = errors;
    this.observer = observer;
    ipv4.handle(Protocol.UDP, this);
  }

  /** From now on, the handler gets the datagrams to this port. */
  public void listen(int port, DatagramHandler handler) {
    handlers[port] = handler;
  }

  /** Nobody listens on this port any more. */
  public void stopListening(int port) {
    handlers[port] = null;
  }

  /** Whether somebody listens on this port. */
  public boolean isListening(int port) {
    return handlers[port] != null;
  }

  @Override
  public void receive(Ipv4Packet packet) throws IOException {
    UdpDatagram datagram;
    try {
      datagram = parse(packet);
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    DatagramHandler handler = handlers[datagram.destinationPort()];
    if (handler == null) {
      observer.dropped(ServicesDrop.CLOSED_PORT, packet.payload());
      errors.portUnreachable(packet);
      return;
    }
    observer.received(packet.source(), datagram);
    handler.receive(packet.source(), datagram);
  }

  private UdpDatagram parse(Ipv4Packet packet) throws MalformedException {
    return ipv4.isChecked()
        ? UdpDatagram.parseChecked(packet.payload())
        : UdpDatagram.parse(packet.payload(), packet.source(), packet.destination());
  }

  /**
   * Sends a datagram.
   *
   * @throws UncheckedIOException if the link is broken; services do not know the link
   */
  @Override
  public void send(Ipv4Address destination, UdpDatagram datagram) {
    observer.sent(destination, datagram);
    datagram.write(outgoing, ipv4.address(), destination);
    try {
      fragmenter.send(outgoing, Protocol.UDP, destination, HeaderFields.NO_OPTIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
