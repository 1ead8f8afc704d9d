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
 * The bottom of the stack: takes frames from a link and hands each on to whoever speaks its
 * protocol; puts an Ethernet header before what the layers above want to send. It is also where the
 * time comes in: once for each batch of frames.
 */
public final class EthernetLayer implements FrameReceiver {
  private final Link link;
  private final MacAddress mac;
  private final LoopClock clock;
  private final EthernetObserver observer;

  /** By EtherType. */
  private final FrameHandler[] handlers = new FrameHandler[1 << 16];

  /**
   * The bottom of a stack without any protocol yet.
   *
   * @param mac our own address on the link
   * @param clock set here, and read by all layers above
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

  /** What the link can carry, and what work it takes off us. */
  public Capabilities capabilities() {
    return link.capabilities();
  }

  /** Whether the checksum inside the frame that came last has been checked already. */
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
      // An answer to it would go to a whole group.
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

  /** Puts an Ethernet header before what is in the frame, and sends it. */
  public void send(OutgoingFrame frame, MacAddress destination, int etherType) throws IOException {
    ByteBuffer bytes = frame.prepend(EthernetFrame.HEADER_SIZE);
    EthernetFrame.writeHeader(bytes, destination, mac, etherType);
    link.send(frame);
  }
}
