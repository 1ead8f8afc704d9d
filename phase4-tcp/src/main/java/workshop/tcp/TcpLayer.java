package workshop.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;

/** Takes TCP segments out of IPv4 packets, and puts segments into packets. */
public final class TcpLayer implements PacketHandler, SegmentSender {
  private final Ipv4Layer ipv4;
  private final TcpObserver observer;
  private final OutgoingFrame outgoing;
  private SegmentHandler handler = (source, segment) -> {};
  private Offload offload = Offload.NOTHING;

  /** From now on, the IPv4 layer gives TCP packets to this object. */
  public TcpLayer(Ipv4Layer ipv4, TcpObserver observer) {
    this.ipv4 = ipv4;
    this.observer = observer;
    outgoing = new OutgoingFrame(ipv4.capabilities().largestFrame());
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

  /** The size that the link can carry, and the work that the link does for us. */
  public Capabilities capabilities() {
    return ipv4.capabilities();
  }

  /** From now on, leaves this work to the link. The link must have these {@link #capabilities}. */
  public void leave(Offload offload) {
    this.offload = offload;
  }

  /** From now on, all segments go to this handler. */
  public void handle(SegmentHandler handler) {
    this.handler = handler;
  }

  @Override
  public void receive(Ipv4Packet packet) {
    TcpSegment segment;
    try {
      segment = parse(packet);
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    observer.received(packet.source(), segment);
    handler.receive(packet.source(), segment);
  }

  /**
   * If the link has already checked the checksum, ignores the checksum field: the kernel may have
   * written only the pseudo-header's sum into it.
   */
  private TcpSegment parse(Ipv4Packet packet) throws MalformedException {
    return ipv4.isChecked()
        ? TcpSegment.parse(packet.payload(), TcpSegment.RIGHT)
        : TcpSegment.parse(packet.payload(), packet.source(), packet.destination());
  }

  /**
   * Sends a segment.
   *
   * @throws UncheckedIOException if the link is broken. TCP itself does not know that there is a
   *     link
   */
  @Override
  public void send(Ipv4Address destination, TcpSegment segment) {
    write(destination, segment);
    transmit(destination);
  }

  @Override
  public void send(Ipv4Address destination, TcpSegment segment, int segmentText) {
    write(destination, segment);
    offload.segmentation(outgoing, segment.payload().limit(), segmentText);
    transmit(destination);
  }

  private void write(Ipv4Address destination, TcpSegment segment) {
    observer.sent(destination, segment);
    segment.write(outgoing);
    offload.checksum(outgoing, ipv4.address(), destination);
  }

  private void transmit(Ipv4Address destination) {
    try {
      ipv4.send(outgoing, Protocol.TCP, destination);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return offload.textAtOnce(available, segmentText, smallEnd);
  }

  @Override
  public void doubt(Ipv4Address destination) {
    ipv4.doubt(destination);
  }
}
