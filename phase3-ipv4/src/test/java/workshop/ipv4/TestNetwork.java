package workshop.ipv4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.ethernet.Arp;
import workshop.ethernet.EthernetFrame;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.Ipv4Address;
import workshop.ethernet.MacAddress;
import workshop.tap.MemoryLink;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** The stack up to IPv4, on a link in memory, with the kernel's addresses at the other end. */
final class TestNetwork {
  static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);

  final RecordingObserver observer = new RecordingObserver();
  final Ipv4Layer ipv4;
  private final MemoryLink link;
  private final Arp arp;

  TestNetwork(int mtu) {
    link = MemoryLink.create(mtu);
    EthernetLayer ethernet = new EthernetLayer(link, STACK_MAC, observer);
    arp = new Arp(ethernet, STACK, observer);
    ipv4 = new Ipv4Layer(ethernet, arp, STACK, new Subnet(KERNEL, 24), observer);
  }

  /** From now on, the stack knows the neighbour's Ethernet address. */
  void introduce(String address, String mac) throws IOException {
    byte[] reply =
        Frames.arpReply().sender(mac, address).target(Frames.STACK_MAC, Frames.STACK_IP).message();
    arp.receive(new EthernetFrame(STACK_MAC, KERNEL_MAC, 0x0806, ByteBuffer.wrap(reply)), 0);
  }

  /** The kernel's packet arrives, in a frame for the stack. */
  void receive(byte[] packet) throws IOException {
    receive(packet, STACK_MAC);
  }

  void receive(byte[] packet, MacAddress destination) throws IOException {
    ipv4.receive(new EthernetFrame(destination, KERNEL_MAC, 0x0800, ByteBuffer.wrap(packet)), 0);
  }

  /** All frames sent since the last time. */
  List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      frames.add(Hex.bytes(f));
    }
    return frames;
  }
}
