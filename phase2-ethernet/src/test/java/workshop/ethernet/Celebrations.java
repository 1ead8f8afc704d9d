package workshop.ethernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("2.1")
  static String address() {
    return "An address read from a frame: " + MacAddress.read(ByteBuffer.wrap(request()), 6);
  }

  @Celebration("2.2")
  static String frame() throws MalformedException {
    return "A frame of the kernel's: " + EthernetFrame.parse(ByteBuffer.wrap(request()));
  }

  @Celebration("2.3")
  static String packet() throws MalformedException {
    return "A packet of the kernel's:\n  " + kernelsQuestion();
  }

  @Celebration("2.4")
  static String reply() throws MalformedException {
    ArpPacket question = kernelsQuestion();
    return "%s%n%s".formatted(question, question.replyFrom(MacAddress.parse(Frames.STACK_MAC)));
  }

  @Celebration("2.5")
  static String answer() throws IOException {
    Wire wire = new Wire();
    wire.kernelSends(request());
    return "The kernel asks:%n  %s%nYour code says:%n  %s"
        .formatted(Frames.summary(request()), wire.sent());
  }

  @Celebration("2.6")
  static String question() throws IOException {
    Wire wire = new Wire();
    byte[] ping = Frames.echoReply().payload("Hello, kernel!").packet();
    Ipv4Address kernel = Ipv4Address.read(ByteBuffer.wrap(Frames.ip(Frames.KERNEL_IP)), 0);
    wire.arp.send(OutgoingFrame.of(ByteBuffer.wrap(ping)), kernel, EtherType.IPV4);
    String asked = wire.sent();
    byte[] answer =
        Frames.arpReply()
            .sender(Frames.KERNEL_MAC, Frames.KERNEL_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame();
    wire.kernelSends(answer);
    return "A packet is to go to %s, whose address is not known.%n".formatted(Frames.KERNEL_IP)
        + "Your code asks, and sends the packet when the answer has come:%n  %s%n  %s%n  %s"
            .formatted(asked, Frames.summary(answer), wire.sent());
  }

  private static byte[] request() {
    return Frames.arpRequest().frame();
  }

  private static ArpPacket kernelsQuestion() throws MalformedException {
    return ArpPacket.parse(ByteBuffer.wrap(Frames.arpRequest().message()));
  }

  /** A stack that speaks ARP, at the end of a cable in memory. */
  private static final class Wire {
    private final MemoryLink kernel = MemoryLink.create(Link.ETHERNET_MTU);
    private final EthernetLayer ethernet;
    private final Arp arp;

    Wire() {
      LoopClock clock = new LoopClock();
      RecordingObserver observer = new RecordingObserver();
      MacAddress mac = MacAddress.parse(Frames.STACK_MAC);
      Ipv4Address address = Ipv4Address.read(ByteBuffer.wrap(Frames.ip(Frames.STACK_IP)), 0);
      ethernet = new EthernetLayer(kernel.peer(), mac, clock, observer);
      arp = new Arp(ethernet, address, clock, observer);
    }

    void kernelSends(byte[] frame) throws IOException {
      ethernet.receive(ByteBuffer.wrap(frame));
    }

    /** The next frame that the stack has sent. */
    String sent() {
      return Frames.summary(Hex.bytes(kernel.receive()));
    }
  }
}
