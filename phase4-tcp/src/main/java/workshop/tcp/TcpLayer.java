package workshop.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import workshop.ethernet.Ipv4Address;
import workshop.ethernet.MalformedException;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;

/** Takes TCP segments out of IPv4 packets, and puts them into packets. */
public final class TcpLayer implements PacketHandler, SegmentSender {
  private final Ipv4Layer ipv4;
  private final TcpObserver observer;
  private SegmentHandler handler = (source, segment, now) -> {};

  /** Speaks TCP from now on. */
  public TcpLayer(Ipv4Layer ipv4, TcpObserver observer) {
    this.ipv4 = ipv4;
    this.observer = observer;
    ipv4.handle(Protocol.TCP, this);
  }

  /** Our own address. */
  public Ipv4Address address() {
    return ipv4.address();
  }

  /** The largest payload of a segment without options that fits into a frame, in bytes. */
  public int maximumSegmentSize() {
    return ipv4.maximumPayload() - TcpSegment.HEADER_SIZE;
  }

  /** Hands all segments to this handler from now on. */
  public void handle(SegmentHandler handler) {
    this.handler = handler;
  }

  @Override
  public void receive(Ipv4Packet packet, long now) {
    TcpSegment segment;
    try {
      segment = TcpSegment.parse(packet.payload(), packet.source(), packet.destination());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    observer.received(packet.source(), segment);
    handler.receive(packet.source(), segment, now);
  }

  /**
   * Sends a segment.
   *
   * @throws UncheckedIOException if the link is broken: TCP itself need not know that there is one
   */
  @Override
  public void send(Ipv4Address destination, TcpSegment segment, long now) {
    observer.sent(destination, segment);
    segment.write(ipv4.payload(), ipv4.address(), destination);
    try {
      ipv4.send(Protocol.TCP, destination, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
