package workshop.ethernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.tap.Link;

/**
 * The bottom of the stack: takes frames from a link and hands each on to whoever speaks its
 * protocol; puts an Ethernet header before what the layers above want to send.
 *
 * <p>There is one buffer for sending. Whoever sends writes what it has to say into {@link #payload}
 * and calls {@link #send}: the headers are put before it where it stands, and nothing is copied.
 */
public final class EthernetLayer {
  private final Link link;
  private final MacAddress mac;
  private final Observer observer;

  /** By EtherType. */
  private final FrameHandler[] handlers = new FrameHandler[1 << 16];

  private final ByteBuffer frame;
  private final ByteBuffer payload;

  public EthernetLayer(Link link, MacAddress mac, Observer observer) {
    this.link = link;
    this.mac = mac;
    this.observer = observer;
    frame = ByteBuffer.allocateDirect(EthernetFrame.HEADER_SIZE + link.mtu());
    payload = frame.slice(EthernetFrame.HEADER_SIZE, link.mtu());
  }

  /** Our own address on this link. */
  public MacAddress mac() {
    return mac;
  }

  /** The largest payload, in bytes. */
  public int mtu() {
    return link.mtu();
  }

  /** Hands the frames of this EtherType to the handler from now on. */
  public void handle(int etherType, FrameHandler handler) {
    handlers[etherType] = handler;
  }

  /**
   * A frame has arrived.
   *
   * @param bytes the frame, from position to limit
   * @param now the time, in nanoseconds on the loop's clock
   */
  public void receive(ByteBuffer bytes, long now) throws IOException {
    EthernetFrame received;
    try {
      received = EthernetFrame.parse(bytes);
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
    handler.receive(received, now);
  }

  /** Where the next frame's payload is to be written: emptied, with room for {@link #mtu} bytes. */
  public ByteBuffer payload() {
    return payload.clear();
  }

  /** What has been written into {@link #payload} and is not sent yet. */
  ByteBuffer payloadWritten() {
    return payload.slice(0, payload.position());
  }

  /** Sends what has been written into {@link #payload}: all that is before its position. */
  public void send(MacAddress destination, int etherType) throws IOException {
    EthernetFrame.writeHeader(frame, destination, mac, etherType);
    link.send(frame.position(0).limit(EthernetFrame.HEADER_SIZE + payload.position()));
    frame.clear();
  }
}
