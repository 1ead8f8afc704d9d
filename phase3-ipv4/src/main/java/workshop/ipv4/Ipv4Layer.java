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
 * Takes IPv4 packets out of frames and hands each on to whoever speaks its protocol; puts an IPv4
 * header before what the layers above want to send.
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
   * Speaks IPv4 on this link from now on.
   *
   * @param neighbours how packets get to other machines on this link
   * @param address our own
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

  /** What the link can carry, and what work it takes off us. */
  public Capabilities capabilities() {
    return ethernet.capabilities();
  }

  /**
   * Whether the checksum of TCP or UDP in the packet that is being handled has been checked
   * already. Nobody has checked that of a packet which was put together of fragments.
   */
  public boolean isChecked() {
    return !putTogether && ethernet.isChecked();
  }

  /** The largest payload of a packet that fits into a frame, in bytes. */
  public int maximumPayload() {
    return ethernet.capabilities().mtu() - Ipv4Header.MINIMUM_SIZE;
  }

  /** Hands the packets of this protocol to the handler from now on. */
  public void handle(int protocol, PacketHandler handler) {
    handlers[protocol] = handler;
  }

  /** Who takes the packets of this protocol; null if nobody does. */
  public PacketHandler handler(int protocol) {
    return handlers[protocol];
  }

  /** Also tells this handler of packets that are dropped because nobody speaks their protocol. */
  public void handleOthers(PacketHandler handler) {
    others = handler;
  }

  /** Has fragments put together again from now on. */
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

  /** Why this packet is not taken, or null if it is. */
  private DropReason unacceptable(Ipv4Packet packet, EthernetFrame frame) {
    if (!packet.destination().equals(address)) {
      // Broadcasts too: nothing that this stack offers is offered to everybody.
      return Ipv4Drop.NOT_FOR_US;
    }
    Ipv4Address source = packet.source();
    // RFC 1122 section 3.2.1.3: only one machine's address may be a source. Neither may our own:
    // an answer would come back to us.
    if (!source.isUnicast() || source.equals(address) || subnet.isBroadcast(source)) {
      return Ipv4Drop.BAD_SOURCE;
    }
    // RFC 1122 section 3.3.6: such a packet has lost its way, or somebody plays tricks.
    if (frame.destination().equals(MacAddress.BROADCAST)) {
      return Ipv4Drop.SENT_TO_EVERYBODY;
    }
    return null;
  }

  /**
   * Puts an IPv4 header before what is in the frame, and sends it to where it has to go next.
   *
   * @param frame with the payload: {@link #maximumPayload} bytes at most, or more if it is left to
   *     the link to cut them ({@link OutgoingFrame#leaveSegmentation})
   */
  public void send(OutgoingFrame frame, int protocol, Ipv4Address destination) throws IOException {
    ByteBuffer packet = frame.prepend(Ipv4Header.MINIMUM_SIZE);
    Ipv4Header.write(packet, packet.limit(), protocol, address, destination);
    neighbours.send(frame, subnet.nextHop(destination), EtherType.IPV4);
  }

  /**
   * Sends a packet whose header says more than that of others: a fragment, or one with options.
   *
   * @param frame with the payload, which must fit into a frame together with the options
   */
  public void send(OutgoingFrame frame, int protocol, Ipv4Address destination, HeaderFields fields)
      throws IOException {
    ByteBuffer packet = frame.prepend(Ipv4Header.MINIMUM_SIZE + fields.options().limit());
    Ipv4Header.write(packet, packet.limit(), protocol, address, destination);
    fields.write(packet);
    neighbours.send(frame, subnet.nextHop(destination), EtherType.IPV4);
  }

  /**
   * Sends the answer to a packet: by the same protocol, to the machine that the packet came from.
   *
   * @param frame with the answer's payload
   */
  public void answer(Ipv4Packet packet, OutgoingFrame frame) throws IOException {
    send(frame, packet.header().protocol(), packet.source());
  }

  /**
   * What is sent to this machine does not seem to arrive: maybe the next one on the way is dead, or
   * has another address on the link now (RFC 1122 section 3.3.1.4, negative advice).
   */
  public void doubt(Ipv4Address destination) {
    neighbours.doubt(subnet.nextHop(destination));
  }
}
