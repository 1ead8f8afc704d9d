package workshop.ipv4;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.ethernet.EtherType;
import workshop.ethernet.EthernetFrame;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.FrameHandler;
import workshop.ethernet.MacAddress;
import workshop.ethernet.NeighbourSender;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;

/**
 * Takes IPv4 packets out of frames, and passes each packet to the handler for its protocol. On the
 * way out, it puts an IPv4 header in front of the payload.
 */
public final class Ipv4Layer implements FrameHandler {
  private final EthernetLayer ethernet;
  private final NeighbourSender neighbours;
  private final Ipv4Address address;
  private final Subnet subnet;
  private final Ipv4Observer observer;

  /** By protocol. */
  private final PacketHandler[] handlers = new PacketHandler[1 << 8];

  private PacketHandler others = packet -> {};
  private Reassembly reassembly = Reassembly.NONE;
  private boolean putTogether;

  /**
   * From now on, the Ethernet layer gives IPv4 frames to this object.
   *
   * @param neighbours sends packets to other machines on this link
   * @param address our own address
   */
  public Ipv4Layer(
      EthernetLayer ethernet,
      NeighbourSender neighbours,
      Ipv4Address address,
      Subnet subnet,
      Ipv4Observer observer) {
    this.ethernet = ethernet;
    this.neighbours = neighbours;
    this.address = address;
    this.subnet = subnet;
    this.observer = observer;
    ethernet.handle(EtherType.IPV4, this);
  }

  /** Our own address. */
  public Ipv4Address address() {
    return address;
  }

  /** The size that the link can carry, and the work that the link does for us. */
  public Capabilities capabilities() {
    return ethernet.capabilities();
  }

  /**
   * True if the link has already checked the TCP or UDP checksum of the current packet. False for a
   * packet that was put together from fragments, because nobody has checked that checksum.
   */
  public boolean isChecked() {
    return !putTogether && ethernet.isChecked();
  }

  /** The largest payload of a packet that fits into a frame, in bytes. */
  public int maximumPayload() {
    return ethernet.capabilities().mtu() - Ipv4Header.MINIMUM_SIZE;
  }

  /** From now on, packets of this protocol go to the handler. */
  public void handle(int protocol, PacketHandler handler) {
    handlers[protocol] = handler;
  }

  /** The handler for this protocol, or null if there is none. */
  public PacketHandler handler(int protocol) {
    return handlers[protocol];
  }

  /** From now on, packets that have no handler for their protocol also go to this handler. */
  public void handleOthers(PacketHandler handler) {
    others = handler;
  }

  /** From now on, this object puts fragments together again. */
  public void reassembleWith(Reassembly reassembly) {
    this.reassembly = reassembly;
  }

  @Override
  public void receive(EthernetFrame frame) throws IOException {
    Ipv4Packet packet;
    try {
      packet = Ipv4Packet.parse(frame.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), frame.payload());
      return;
    }
    DropReason unacceptable = unacceptable(packet, frame);
    if (unacceptable != null) {
      observer.dropped(unacceptable, frame.payload());
      return;
    }
    putTogether = packet.header().isFragment();
    if (putTogether) {
      if (reassembly == Reassembly.NONE) {
        observer.dropped(Ipv4Drop.FRAGMENT, frame.payload());
      }
      packet = reassembly.add(packet);
      if (packet == null) {
        return;
      }
    }
    observer.received(packet);
    PacketHandler handler = handlers[packet.header().protocol()];
    if (handler == null) {
      observer.dropped(Ipv4Drop.UNKNOWN_PROTOCOL, frame.payload());
      others.receive(packet);
      return;
    }
    handler.receive(packet);
  }

  /** The reason to drop this packet, or null if it is acceptable. */
  private DropReason unacceptable(Ipv4Packet packet, EthernetFrame frame) {
    if (!packet.destination().equals(address)) {
      // This also drops broadcasts: this stack has no service for them.
      return Ipv4Drop.NOT_FOR_US;
    }
    Ipv4Address source = packet.source();
    // RFC 1122 section 3.2.1.3: the source must be the address of one machine. It must not be our
    // own address, because an answer would come back to us.
    if (!source.isUnicast() || source.equals(address) || subnet.isBroadcast(source)) {
      return Ipv4Drop.BAD_SOURCE;
    }
    // RFC 1122 section 3.3.6: such a packet is an error or an attack.
    if (frame.destination().equals(MacAddress.BROADCAST)) {
      return Ipv4Drop.SENT_TO_EVERYBODY;
    }
    return null;
  }

  /**
   * Puts an IPv4 header in front of the payload, and sends the packet to its next hop.
   *
   * @param frame with the payload: at most {@link #maximumPayload} bytes, or more if the link cuts
   *     it into segments ({@link OutgoingFrame#leaveSegmentation})
   */
  public void send(OutgoingFrame frame, int protocol, Ipv4Address destination) throws IOException {
    ByteBuffer packet = frame.prepend(Ipv4Header.MINIMUM_SIZE);
    Ipv4Header.write(packet, packet.limit(), protocol, address, destination);
    neighbours.send(frame, subnet.nextHop(destination), EtherType.IPV4);
  }

  /**
   * Sends a packet that is a fragment or has options.
   *
   * @param frame with the payload; payload and options together must fit into a frame
   */
  public void send(OutgoingFrame frame, int protocol, Ipv4Address destination, HeaderFields fields)
      throws IOException {
    ByteBuffer packet = frame.prepend(Ipv4Header.MINIMUM_SIZE + fields.options().limit());
    Ipv4Header.write(packet, packet.limit(), protocol, address, destination);
    fields.write(packet);
    neighbours.send(frame, subnet.nextHop(destination), EtherType.IPV4);
  }

  /**
   * Sends an answer to the sender of a packet, with the same protocol.
   *
   * @param frame with the answer's payload
   */
  public void answer(Ipv4Packet packet, OutgoingFrame frame) throws IOException {
    send(frame, packet.header().protocol(), packet.source());
  }

  /**
   * Reports that packets to this machine do not seem to arrive. Maybe the next hop is dead, or has
   * a new address on the link (RFC 1122 section 3.3.1.4, negative advice).
   */
  public void doubt(Ipv4Address destination) {
    neighbours.doubt(subnet.nextHop(destination));
  }
}
