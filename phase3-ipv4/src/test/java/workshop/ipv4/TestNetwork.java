package workshop.ipv4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.ethernet.EthernetFrame;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.MacAddress;
import workshop.shared.Ipv4Address;
import workshop.tap.MemoryLink;
import workshop.testkit.Hex;

/**
 * IPv4 alone: no frame is read or written, and no ARP is spoken, so that the exercises of earlier
 * phases are not in the way.
 */
final class TestNetwork {
  static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);

  /** A packet that was sent, and the machine on this link that it was given to. */
  record Sent(Ipv4Address neighbour, int etherType, long now, byte[] packet) {}

  final RecordingObserver observer = new RecordingObserver();
  final Ipv4Layer ipv4;
  private final ByteBuffer outgoing;
  private final List<Sent> sent = new ArrayList<>();

  TestNetwork(int mtu) {
    EthernetLayer ethernet = new EthernetLayer(MemoryLink.create(mtu), STACK_MAC, observer);
    outgoing = ethernet.payload();
    ipv4 = new Ipv4Layer(ethernet, this::send, STACK, new Subnet(KERNEL, 24), observer);
  }

  private void send(Ipv4Address neighbour, int etherType, long now) {
    sent.add(new Sent(neighbour, etherType, now, Hex.bytes(outgoing.flip())));
    outgoing.clear();
  }

  /** The kernel's packet arrives, in a frame for the stack. */
  void receive(byte[] packet) throws IOException {
    receive(packet, STACK_MAC);
  }

  void receive(byte[] packet, MacAddress destination) throws IOException {
    ipv4.receive(new EthernetFrame(destination, KERNEL_MAC, 0x0800, ByteBuffer.wrap(packet)), 0);
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
