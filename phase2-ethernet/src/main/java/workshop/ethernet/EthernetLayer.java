package workshop.ethernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.tap.Capabilities;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;

/**
 * The lowest layer of the stack. It takes frames from a link, and hands each frame to the handler
 * of its protocol. It puts an Ethernet header before what the layers above send. It also sets the
 * clock of the stack, once for each batch of frames.
 */
public final class EthernetLayer implements FrameReceiver {
  private final Link link;
  private final MacAddress mac;
  private final LoopClock clock;
  private final EthernetObserver observer;

  /** By EtherType. */
  private final FrameHandler[] handlers = new FrameHandler[1 << 16];

  /**
   * A lowest layer that has no handlers yet.
   *
   * @param mac our own address on the link
   * @param clock this layer sets it, and all layers above read it
   */
  public EthernetLayer(Link link, MacAddress mac, LoopClock clock, EthernetObserver observer) {
    this.link = link;
    this.mac = mac;
    this.clock = clock;
    this.observer = observer;
  }

  /** Our own address on this link. */
  public MacAddress mac() {
    return mac;
  }

  /** What the link can carry, and what work it does for us. */
  public Capabilities capabilities() {
    return link.capabilities();
  }

  /** Whether the checksum inside the last received frame has been checked already. */
  public boolean isChecked() {
    return link.isChecked();
  }

  /** Hands the frames of this EtherType to the handler from now on. */
  public void handle(int etherType, FrameHandler handler) {
    handlers[etherType] = handler;
  }

  @Override
  public void startOfBatch(long now) {
    clock.set(now);
  }

  @Override
  public void receive(ByteBuffer bytes) throws IOException {
    EthernetFrame received;
    try {
      received = PriorityTag.removeFrom(EthernetFrame.parse(bytes));
    } catch (MalformedException e) {
      observer.dropped(e.reason(), bytes);
      return;
    }
    if (received.source().isMulticast()) {
      // An answer would go to a whole group.
      observer.dropped(EthernetDrop.SOURCE_NOT_UNICAST, bytes);
      return;
    }
    if (!received.destination().equals(mac)
        && !received.destination().equals(MacAddress.BROADCAST)) {
      observer.dropped(EthernetDrop.NOT_FOR_US, bytes);
      return;
    }
    observer.received(received);
    FrameHandler handler = handlers[received.etherType()];
    if (handler == null) {
      observer.dropped(EthernetDrop.UNKNOWN_ETHER_TYPE, bytes);
      return;
    }
    handler.receive(received);
  }

  /** Puts an Ethernet header before the bytes in the frame, and sends the frame. */
  public void send(OutgoingFrame frame, MacAddress destination, int etherType) throws IOException {
    ByteBuffer bytes = frame.prepend(EthernetFrame.HEADER_SIZE);
    EthernetFrame.writeHeader(bytes, destination, mac, etherType);
    link.send(frame);
  }
}
