package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.DirectMemory;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** ARP alone, between a link and an observer; and the frames that its tests send and expect. */
abstract class ArpBench {
  static final long SECOND = 1_000_000_000;

  /** A third machine on the link. */
  static final String OTHER_IP = "192.168.100.3";

  static final String OTHER_MAC = "02:00:00:00:00:bb";

  /** An EtherType for local experiments, which nobody reads anything into (IEEE 802). */
  static final int EXPERIMENTAL = 0x88B5;

  static final String ZERO_MAC = "00:00:00:00:00:00";

  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);
  static final Ipv4Address OTHER = new Ipv4Address(0xC0A8_6403);

  static final byte[] QUESTION_FOR_KERNEL = question(Frames.KERNEL_IP);

  final MemoryLink link = MemoryLink.create(1500);
  final RecordingObserver observer = new RecordingObserver();
  final LoopClock clock = new LoopClock();
  final EthernetLayer ethernet =
      new EthernetLayer(link, new MacAddress(0x0200_0000_0001L), clock, observer);
  final Arp arp = new Arp(ethernet, STACK, clock, observer);

  /** As in a real layer: one frame, used again for each packet. */
  final OutgoingFrame outgoing = new OutgoingFrame(1500);

  void assertKnown(String address, String mac, long confirmed) {
    assertThat(
        "what is known about " + address,
        known(address),
        is("%s, last heard of at %d ns".formatted(mac, confirmed)));
  }

  void assertUnknown(String address) {
    assertThat("what is known about " + address, known(address), is("nothing"));
  }

  private String known(String address) {
    NeighbourTable.Entry entry = arp.neighbours().find(Ipv4Address.parse(address));
    return entry == null
        ? "nothing"
        : "%s, last heard of at %d ns".formatted(entry.mac(), entry.confirmed());
  }

  /** In the batch that was begun last. */
  void receive(byte[] frame) throws IOException {
    ethernet.receive(DirectMemory.within(frame));
  }

  void receive(byte[] frame, long now) throws IOException {
    ethernet.startOfBatch(now);
    receive(frame);
  }

  void send(Ipv4Address neighbour, String payload, long now) throws IOException {
    ethernet.startOfBatch(now);
    arp.send(packet(payload), neighbour, EXPERIMENTAL);
  }

  OutgoingFrame packet(String payload) {
    byte[] bytes = Hex.bytes(payload);
    outgoing.message(bytes.length).put(bytes);
    return outgoing;
  }

  /** That just these frames have been sent since the last time. */
  void assertSent(byte[]... frames) {
    assertSent("frames sent", frames);
  }

  void assertSent(String when, byte[]... frames) {
    List<byte[]> sent = sent();
    if (sent.size() != frames.length) {
      assertThat(when, summaries(sent), is(summaries(List.of(frames))));
    }
    for (int i = 0; i < frames.length; i++) {
      assertThat(when, sent.get(i), sameFrame(frames[i]));
    }
  }

  /** The same, whichever of them comes first. */
  void assertSentInAnyOrder(String when, byte[]... frames) {
    List<byte[]> sent = sent();
    assertThat(
        when,
        summaries(sent).stream().sorted().toList(),
        is(summaries(List.of(frames)).stream().sorted().toList()));
    for (byte[] frame : frames) {
      String summary = Frames.summary(frame);
      sent.stream()
          .filter(one -> Frames.summary(one).equals(summary))
          .forEach(one -> assertThat(when, one, sameFrame(frame)));
    }
  }

  static List<String> summaries(List<byte[]> frames) {
    return frames.stream().map(Frames::summary).toList();
  }

  /** All frames sent since the last time. */
  List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      frames.add(Hex.bytes(f));
    }
    return frames;
  }

  static byte[] question(String address) {
    return Frames.arpRequest()
        .sender(Frames.STACK_MAC, Frames.STACK_IP)
        .target(ZERO_MAC, address)
        .frame();
  }

  static byte[] replyFromKernel() {
    return replyFrom(Frames.KERNEL_IP, Frames.KERNEL_MAC);
  }

  static byte[] replyFrom(String address, String mac) {
    return Frames.arpReply().sender(mac, address).target(Frames.STACK_MAC, Frames.STACK_IP).frame();
  }

  /** "Gratuitous ARP": a machine asks for, or tells, its own address (RFC 5227 section 3). */
  static byte[] announcement(String mac, String address, int operation) {
    return Frames.arpRequest()
        .operation(operation)
        .sender(mac, address)
        .target(ZERO_MAC, address)
        .ethernet(frame -> frame.to(Frames.BROADCAST_MAC))
        .frame();
  }

  static byte[] toKernel(String payload) {
    return Frames.ethernet()
        .from(Frames.STACK_MAC)
        .to(Frames.KERNEL_MAC)
        .type(EXPERIMENTAL)
        .payload(Hex.bytes(payload))
        .frame();
  }
}
