package workshop.ipv4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import workshop.ethernet.EthernetFrame;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.MacAddress;
import workshop.ethernet.NeighbourSender;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.DirectMemory;
import workshop.testkit.Hex;

/**
 * IPv4 alone: no frame is read or written, and no ARP is spoken, so that the exercises of earlier
 * phases are not in the way.
 */
final class TestNetwork implements NeighbourSender {
  static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);

  /** A packet that was sent: in which frame, and to which machine on this link. */
  record Sent(OutgoingFrame frame, Ipv4Address neighbour, int etherType, byte[] packet) {}

  final RecordingObserver observer = new RecordingObserver();
  final Ipv4Layer ipv4;

  /** The machines on this link that were doubted. */
  final List<Ipv4Address> doubted = new ArrayList<>();

  private final List<Sent> sent = new ArrayList<>();

  TestNetwork(int mtu) {
    this(MemoryLink.create(mtu));
  }

  TestNetwork(Link link) {
    EthernetLayer ethernet = new EthernetLayer(link, STACK_MAC, new LoopClock(), observer);
    ipv4 = new Ipv4Layer(ethernet, this, STACK, new Subnet(KERNEL, 24), observer);
  }

  @Override
  public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) {
    sent.add(new Sent(packet, neighbour, etherType, Hex.bytes(packet.bytes())));
  }

  @Override
  public void doubt(Ipv4Address neighbour) {
    doubted.add(neighbour);
  }

  /** The kernel's packet arrives, in a frame for the stack. */
  void receive(byte[] packet) throws IOException {
    receive(packet, STACK_MAC);
  }

  void receive(byte[] packet, MacAddress destination) throws IOException {
    ipv4.receive(new EthernetFrame(destination, KERNEL_MAC, 0x0800, DirectMemory.of(packet)));
  }

  /** All that was sent since the last time. */
  List<Sent> takeSent() {
    List<Sent> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /** The packets of all that was sent since the last time. */
  List<byte[]> sent() {
    return takeSent().stream().map(Sent::packet).toList();
  }
}
