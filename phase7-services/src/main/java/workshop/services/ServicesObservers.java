package workshop.services;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Packet;
import workshop.reliability.SenderFigures;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.tcp.TcpSegment;

/**
 * Two observers for a stack that has room for one. For three observers, put two of these together.
 *
 * @param first gets each event first
 * @param second gets it after that
 */
public record ServicesObservers(ServicesObserver first, ServicesObserver second)
    implements ServicesObserver {

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    first.dropped(reason, bytes);
    second.dropped(reason, bytes);
  }

  @Override
  public void received(Ipv4Address source, TcpSegment segment) {
    first.received(source, segment);
    second.received(source, segment);
  }

  @Override
  public void sent(Ipv4Address destination, TcpSegment segment) {
    first.sent(destination, segment);
    second.sent(destination, segment);
  }

  @Override
  public void stateChanged(ConnectionId id, State from, State to) {
    first.stateChanged(id, from, to);
    second.stateChanged(id, from, to);
  }

  @Override
  public void textReceived(ConnectionId id, ByteBuffer text) {
    first.textReceived(id, text);
    second.textReceived(id, text);
  }

  @Override
  public void aborted(ConnectionId id, String reason) {
    first.aborted(id, reason);
    second.aborted(id, reason);
  }

  @Override
  public void applicationFailed(ConnectionId id, RuntimeException error) {
    first.applicationFailed(id, error);
    second.applicationFailed(id, error);
  }

  @Override
  public void worked(ConnectionId id, Supplier<SenderFigures> figures) {
    first.worked(id, figures);
    second.worked(id, figures);
  }

  @Override
  public void unanswered(ConnectionId id) {
    first.unanswered(id);
    second.unanswered(id);
  }

  @Override
  public void cookieSent(ConnectionId id) {
    first.cookieSent(id);
    second.cookieSent(id);
  }

  @Override
  public void softError(ConnectionId id, IcmpMessage message) {
    first.softError(id, message);
    second.softError(id, message);
  }

  @Override
  public void received(Ipv4Address source, UdpDatagram datagram) {
    first.received(source, datagram);
    second.received(source, datagram);
  }

  @Override
  public void sent(Ipv4Address destination, UdpDatagram datagram) {
    first.sent(destination, datagram);
    second.sent(destination, datagram);
  }

  @Override
  public void errorSent(Ipv4Packet packet, IcmpMessage message) {
    first.errorSent(packet, message);
    second.errorSent(packet, message);
  }

  @Override
  public void cut(Ipv4Address destination, int protocol, int size) {
    first.cut(destination, protocol, size);
    second.cut(destination, protocol, size);
  }

  @Override
  public void putTogether(Ipv4Packet packet, int fragments) {
    first.putTogether(packet, fragments);
    second.putTogether(packet, fragments);
  }
}
