package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(7)
@DisplayName("Arp: who has this address?")
class ArpTest {
  private static final long SECOND = 1_000_000_000;

  /** A third machine on the link. */
  private static final String OTHER_IP = "192.168.100.3";

  private static final String OTHER_MAC = "02:00:00:00:00:bb";

  /** An EtherType for local experiments, which nobody reads anything into (IEEE 802). */
  private static final int EXPERIMENTAL = 0x88B5;

  private static final String ZERO_MAC = "00:00:00:00:00:00";

  private static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402);
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401);
  private static final Ipv4Address OTHER = new Ipv4Address(0xC0A8_6403);

  private static final byte[] QUESTION_FOR_KERNEL = question(Frames.KERNEL_IP);

  private final MemoryLink link = MemoryLink.create(1500);
  private final RecordingObserver observer = new RecordingObserver();
  private final LoopClock clock = new LoopClock();
  private final EthernetLayer ethernet =
      new EthernetLayer(link, new MacAddress(0x0200_0000_0001L), clock, observer);
  private final Arp arp = new Arp(ethernet, STACK, clock, observer);

  /** As in a real layer: one frame, used again for each packet. */
  private final OutgoingFrame outgoing = new OutgoingFrame(1500);

  @Test
  @Exercise("2.5")
  @Order(1)
  @DisplayName("receive: answers who asks for our address")
  void answers() throws IOException {
    receive(Frames.arpRequest().frame());
    assertSent(Frames.arpReply().frame());
    assertThat("reasons of drops", observer.reasons, is(empty()));
  }

  @Test
  @Exercise("2.5")
  @Order(2)
  @DisplayName("receive: answers a request that is padded, or sent to us alone, or asked again")
  void answersAlways() throws IOException {
    receive(Frames.arpRequest().paddedFrame());
    receive(Frames.arpRequest().ethernet(frame -> frame.to(Frames.STACK_MAC)).frame());
    receive(Frames.arpRequest().target("02:00:00:00:00:77", Frames.STACK_IP).frame());
    byte[] reply = Frames.arpReply().frame();
    assertSent(reply, reply, reply);
  }

  @Test
  @Exercise("2.5")
  @Order(3)
  @DisplayName("receive: answers whom the ARP packet names, not whom the Ethernet header does")
  void answersTheSender() throws IOException {
    receive(
        Frames.arpRequest()
            .sender(OTHER_MAC, OTHER_IP)
            .ethernet(frame -> frame.from(Frames.KERNEL_MAC))
            .frame());
    assertSent(Frames.arpReply().target(OTHER_MAC, OTHER_IP).frame());
  }

  @Test
  @Exercise("2.5")
  @Order(4)
  @DisplayName("receive: does not answer who asks for somebody else's address")
  void leavesOthersAlone() throws IOException {
    receive(Frames.arpRequest().whoHas(OTHER_IP).frame());
    receive(Frames.arpRequest().whoHas("192.168.100.255").frame());
    receive(Frames.arpRequest().whoHas("0.0.0.0").frame());
    assertSent();
  }

  @Test
  @Exercise("2.5")
  @Order(5)
  @DisplayName("receive: does not answer an answer")
  void doesNotAnswerReplies() throws IOException {
    receive(replyFromKernel());
    assertSent();
  }

  @Test
  @Exercise("2.5")
  @Order(6)
  @DisplayName("receive: drops what is cut short, at every length, and does not answer it")
  void dropsShort() throws IOException {
    byte[] request = Frames.arpRequest().frame();
    for (int length = 14; length < 42; length++) {
      String cut = length + " of 42 bytes";
      receive(Arrays.copyOf(request, length));
      assertSent(cut);
      assertThat(cut, observer.reasons, is(List.of(EthernetDrop.ARP_TOO_SHORT)));
      observer.reasons.clear();
    }
  }

  @Test
  @Exercise("2.5")
  @Order(7)
  @DisplayName("receive: drops what is not about Ethernet and IPv4, or of an unknown operation")
  void dropsOtherKinds() throws IOException {
    receive(Frames.arpRequest().hardwareType(6).frame());
    receive(Frames.arpRequest().protocolType(0x86DD).frame());
    receive(Frames.arpRequest().operation(3).ethernet(f -> f.to(Frames.STACK_MAC)).frame());
    assertSent();
    assertThat(
        "reasons of drops",
        observer.reasons,
        is(
            List.of(
                EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4,
                EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4,
                EthernetDrop.ARP_UNKNOWN_OPERATION)));
  }

  @Test
  @Exercise("2.5")
  @Order(8)
  @DisplayName("learning: from who asks for our address")
  void learnsFromRequest() throws IOException {
    receive(Frames.arpRequest().frame(), 5);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 5);
  }

  @Test
  @Exercise("2.5")
  @Order(9)
  @DisplayName("learning: from who answers us")
  void learnsFromReply() throws IOException {
    receive(replyFromKernel(), 5);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 5);
  }

  @Test
  @Exercise("2.5")
  @Order(10)
  @DisplayName("learning: answers a probe from 0.0.0.0, and does not learn that address")
  void answersProbe() throws IOException {
    receive(Frames.arpRequest().sender(Frames.KERNEL_MAC, "0.0.0.0").frame());
    assertSent(Frames.arpReply().target(Frames.KERNEL_MAC, "0.0.0.0").frame());
    assertUnknown("0.0.0.0");
  }

  @Test
  @Exercise("2.5")
  @Order(11)
  @DisplayName("learning: not from requests for somebody else")
  void doesNotLearnFromOtherRequests() throws IOException {
    receive(Frames.arpRequest().whoHas(OTHER_IP).frame());
    assertUnknown(Frames.KERNEL_IP);
  }

  @Test
  @Exercise("2.5")
  @Order(12)
  @DisplayName("learning: not from replies to somebody else")
  void doesNotLearnFromOtherReplies() throws IOException {
    receive(
        Frames.arpReply()
            .sender(OTHER_MAC, OTHER_IP)
            .target(Frames.KERNEL_MAC, Frames.KERNEL_IP)
            .ethernet(frame -> frame.to(Frames.BROADCAST_MAC))
            .frame());
    assertUnknown(OTHER_IP);
  }

  @ParameterizedTest(name = "operation {0}")
  @Exercise("2.5")
  @Order(13)
  @ValueSource(ints = {1, 2})
  @DisplayName("learning: a neighbour that we know tells everybody its new Ethernet address")
  void learnsFromAnnouncement(int operation) throws IOException {
    receive(replyFromKernel());
    receive(announcement(OTHER_MAC, Frames.KERNEL_IP, operation), 5);
    assertKnown(Frames.KERNEL_IP, OTHER_MAC, 5);
    assertSent();
  }

  @Test
  @Exercise("2.5")
  @Order(14)
  @DisplayName("learning: not from an announcement of one that we do not know")
  void doesNotLearnFromStrangers() throws IOException {
    receive(announcement(OTHER_MAC, OTHER_IP, 1));
    assertUnknown(OTHER_IP);
  }

  @ParameterizedTest(name = "sender {0}")
  @Exercise("2.5")
  @Order(15)
  @ValueSource(strings = {"ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "03:00:00:00:00:aa"})
  @DisplayName("learning: drops a sender whose Ethernet address stands for a group")
  void dropsMulticastMac(String mac) throws IOException {
    byte[] frame =
        Frames.arpRequest()
            .sender(mac, Frames.KERNEL_IP)
            .ethernet(ethernet -> ethernet.from(Frames.KERNEL_MAC))
            .frame();
    receive(frame);
    assertSent();
    assertDropped(frame);
    assertUnknown(Frames.KERNEL_IP);
  }

  @ParameterizedTest(name = "sender {0}")
  @Exercise("2.5")
  @Order(16)
  @ValueSource(
      strings = {"224.0.0.1", "239.255.255.255", "255.255.255.255", "127.0.0.1", "0.1.2.3"})
  @DisplayName("learning: drops a sender whose IPv4 address is not one machine's")
  void dropsSenderNotUnicast(String address) throws IOException {
    byte[] frame = Frames.arpRequest().sender(Frames.KERNEL_MAC, address).frame();
    receive(frame);
    assertSent();
    assertDropped(frame);
    assertUnknown(address);
  }

  private void assertDropped(byte[] frame) {
    assertThat(
        "reasons of drops", observer.reasons, is(List.of(EthernetDrop.ARP_SENDER_NOT_UNICAST)));
    byte[] packet = Arrays.copyOfRange(frame, EthernetFrame.HEADER_SIZE, frame.length);
    assertThat("the bytes told as dropped", observer.dropped, contains(sameBytes(packet)));
  }

  @Test
  @Exercise("2.5")
  @Order(17)
  @DisplayName("learning: not our own address from somebody else")
  void doesNotLearnOurAddress() throws IOException {
    receive(announcement(OTHER_MAC, Frames.STACK_IP, 2));
    receive(announcement(OTHER_MAC, Frames.STACK_IP, 1));
    assertSent(
        "says once that the address is ours",
        Frames.arpReply().target(OTHER_MAC, Frames.STACK_IP).frame());
    assertUnknown(Frames.STACK_IP);
  }

  @Test
  @Exercise("2.5")
  @Order(18)
  @DisplayName("learning: a broken packet teaches nothing")
  void doesNotLearnFromBroken() throws IOException {
    receive(Frames.arpRequest().operation(9).ethernet(f -> f.to(Frames.STACK_MAC)).frame());
    receive(Frames.arpRequest().hardwareType(6).frame());
    assertUnknown(Frames.KERNEL_IP);
  }

  @Test
  @Exercise("2.6")
  @Order(19)
  @DisplayName("send: sends at once to whom has asked for us")
  void sendsAtOnce() throws IOException {
    receive(Frames.arpRequest().frame());
    sent();
    send(KERNEL, "01 02 03", 1);
    assertSent(toKernel("01 02 03"));
  }

  @Test
  @Exercise("2.6")
  @Order(20)
  @DisplayName("send: asks everybody for the address of whom we do not know")
  void asks() throws IOException {
    send(KERNEL, "01 02 03", 0);
    assertSent(QUESTION_FOR_KERNEL);
    assertThat("reasons of drops", observer.reasons, is(empty()));
  }

  @Test
  @Exercise("2.6")
  @Order(21)
  @DisplayName("send: keeps the packet until the answer is there, and sends it once")
  void keepsPacket() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    receive(replyFromKernel());
    assertSent(toKernel("01 02 03"));
    receive(replyFromKernel());
    assertSent("once");
    send(KERNEL, "04", 1);
    assertSent("and the next one at once", toKernel("04"));
  }

  @Test
  @Exercise("2.6")
  @Order(22)
  @DisplayName("send: what waits is a copy: the sender uses its frame for other packets meanwhile")
  void keepsCopy() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    packet("04 05 06 07");
    receive(replyFromKernel());
    assertSent(toKernel("01 02 03"));
    assertThat("the sender's frame", outgoing.bytes(), sameBytes(Hex.bytes("04 05 06 07")));
  }

  @Test
  @Exercise("2.6")
  @Order(23)
  @DisplayName("send: what waits has its headers, and asks the link for what it has asked for")
  void keepsWhatItAsksFor() throws IOException {
    List<String> asked = new ArrayList<>();
    EthernetLayer layer =
        new EthernetLayer(new AskedLink(asked), new MacAddress(0x0200_0000_0001L), clock, observer);
    Arp other = new Arp(layer, STACK, clock, observer);
    packet("04 05 06");
    outgoing.prepend(2).put(Hex.bytes("02 03"));
    outgoing.leaveChecksum(1);
    outgoing.leaveSegmentation(536);
    outgoing.prepend(1).put(Hex.bytes("01"));
    other.send(outgoing, KERNEL, EXPERIMENTAL);
    layer.receive(ByteBuffer.wrap(replyFromKernel()));
    // 14 bytes of Ethernet and one more come before the header with the checksum.
    assertThat(
        asked,
        contains(
            "42 bytes, checksum from -1, segments of 0",
            "20 bytes, checksum from 15, segments of 536"));
  }

  @Test
  @Exercise("2.6")
  @Order(24)
  @DisplayName("send: a request from whom we ask is as good as an answer")
  void requestIsAnAnswer() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    receive(Frames.arpRequest().frame());
    assertSent(toKernel("01 02 03"), Frames.arpReply().frame());
  }

  @Test
  @Exercise("2.6")
  @Order(25)
  @DisplayName("send: of several packets the latest is kept, and the others are told as dropped")
  void keepsTheLatest() throws IOException {
    send(KERNEL, "01", 0);
    send(KERNEL, "02 02", 1);
    send(KERNEL, "03 03 03", 2);
    assertThat(
        "reasons of drops",
        observer.reasons,
        is(List.of(EthernetDrop.NO_NEIGHBOUR, EthernetDrop.NO_NEIGHBOUR)));
    assertThat(
        observer.dropped, contains(sameBytes(Hex.bytes("01")), sameBytes(Hex.bytes("02 02"))));
    sent();
    receive(replyFromKernel());
    assertSent(toKernel("03 03 03"));
  }

  @Test
  @Exercise("2.6")
  @Order(26)
  @DisplayName("send: asks for the same neighbour once a second, not more often")
  void asksOnceASecond() throws IOException {
    send(KERNEL, "01", 5 * SECOND);
    assertSent("the first", QUESTION_FOR_KERNEL);
    send(KERNEL, "02", 5 * SECOND + 1);
    send(KERNEL, "03", 6 * SECOND - 1);
    assertSent("within a second");
    send(KERNEL, "04", 6 * SECOND);
    assertSent("after a second", QUESTION_FOR_KERNEL);
    send(KERNEL, "05", 7 * SECOND - 1);
    assertSent("within a second again");
    receive(replyFromKernel());
    assertSent(toKernel("05"));
  }

  @Test
  @Exercise("2.6")
  @Order(27)
  @DisplayName("send: asks for each neighbour by itself, and keeps a packet for each")
  void asksForEach() throws IOException {
    send(KERNEL, "01", 0);
    send(OTHER, "02", 0);
    assertSent(QUESTION_FOR_KERNEL, question(OTHER_IP));
    receive(
        Frames.arpReply()
            .sender(OTHER_MAC, OTHER_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame());
    assertSent(
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(OTHER_MAC)
            .type(EXPERIMENTAL)
            .payload(Hex.bytes("02"))
            .frame());
    receive(replyFromKernel());
    assertSent(toKernel("01"));
  }

  @Test
  @Exercise("2.6")
  @Order(28)
  @DisplayName("send: keeps the EtherType with the packet")
  void keepsEtherType() throws IOException {
    arp.send(packet("01"), KERNEL, 0x86DD);
    sent();
    receive(replyFromKernel());
    assertSent(
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(Frames.KERNEL_MAC)
            .type(0x86DD)
            .payload(Hex.bytes("01"))
            .frame());
  }

  @Test
  @Exercise("2.6")
  @Order(29)
  @DisplayName("send: a neighbour that was silent for a minute is sent to, and asked again")
  void asksAgainAfterAMinute() throws IOException {
    receive(replyFromKernel(), 0);
    send(KERNEL, "01", 60 * SECOND);
    assertSent("after a minute", toKernel("01"));
    send(KERNEL, "02", 60 * SECOND + 1);
    assertSent("after more", toKernel("02"), QUESTION_FOR_KERNEL);
    send(KERNEL, "03", 61 * SECOND);
    assertSent("within a second", toKernel("03"));
    send(KERNEL, "04", 62 * SECOND);
    assertSent("no answer", toKernel("04"), QUESTION_FOR_KERNEL);
    receive(replyFrom(Frames.KERNEL_IP, OTHER_MAC), 63 * SECOND);
    assertSent("nothing has waited for the answer");
    send(KERNEL, "05", 123 * SECOND);
    byte[] toNewMac =
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(OTHER_MAC)
            .type(EXPERIMENTAL)
            .payload(Hex.bytes("05"))
            .frame();
    assertSent("a minute after the answer", toNewMac);
    assertThat("drops", observer.reasons, is(empty()));
  }

  @Test
  @Exercise("2.6")
  @Order(30)
  @DisplayName(
      "doubt: a neighbour that nothing seems to get to is asked again with the next packet")
  void asksWhomItDoubts() throws IOException {
    receive(replyFromKernel(), 0);
    arp.doubt(KERNEL);
    assertSent("at once: nothing");
    send(KERNEL, "01", 1);
    assertSent("with the next packet", toKernel("01"), QUESTION_FOR_KERNEL);
  }

  @Test
  @Exercise("2.6")
  @Order(31)
  @DisplayName("send: keeps 256 packets; then the one waiting longest makes room")
  void questionsAreBounded() throws IOException {
    for (int i = 0; i <= 256; i++) {
      send(new Ipv4Address(0x0A00_0000 + i), "01", 0);
    }
    assertThat("questions", sent(), hasSize(257));
    assertThat("reasons of drops", observer.reasons, is(List.of(EthernetDrop.NO_NEIGHBOUR)));
    receive(replyFrom("10.0.0.0", OTHER_MAC));
    assertSent("the oldest has made room");
    receive(replyFrom("10.0.0.1", OTHER_MAC));
    receive(replyFrom("10.0.1.0", OTHER_MAC));
    assertThat("all others wait", sent(), hasSize(2));
  }

  private void assertKnown(String address, String mac, long confirmed) {
    assertThat(
        "what is known about " + address,
        arp.neighbours().find(Ipv4Address.parse(address)),
        is(new NeighbourTable.Entry(MacAddress.parse(mac), confirmed)));
  }

  private void assertUnknown(String address) {
    assertThat(
        "what is known about " + address,
        arp.neighbours().find(Ipv4Address.parse(address)),
        is(nullValue()));
  }

  /** In the batch that was begun last. */
  private void receive(byte[] frame) throws IOException {
    ethernet.receive(ByteBuffer.wrap(frame));
  }

  private void receive(byte[] frame, long now) throws IOException {
    ethernet.startOfBatch(now);
    receive(frame);
  }

  private void send(Ipv4Address neighbour, String payload, long now) throws IOException {
    ethernet.startOfBatch(now);
    arp.send(packet(payload), neighbour, EXPERIMENTAL);
  }

  private OutgoingFrame packet(String payload) {
    byte[] bytes = Hex.bytes(payload);
    outgoing.message(bytes.length).put(bytes);
    return outgoing;
  }

  /** That just these frames have been sent since the last time. */
  private void assertSent(byte[]... frames) {
    assertSent("frames sent", frames);
  }

  private void assertSent(String when, byte[]... frames) {
    List<byte[]> sent = sent();
    if (sent.size() != frames.length) {
      assertThat(when, summaries(sent), is(summaries(List.of(frames))));
    }
    for (int i = 0; i < frames.length; i++) {
      assertThat(when, sent.get(i), sameFrame(frames[i]));
    }
  }

  private static List<String> summaries(List<byte[]> frames) {
    return frames.stream().map(Frames::summary).toList();
  }

  /** All frames sent since the last time. */
  private List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      frames.add(Hex.bytes(f));
    }
    return frames;
  }

  private static byte[] question(String address) {
    return Frames.arpRequest()
        .sender(Frames.STACK_MAC, Frames.STACK_IP)
        .target(ZERO_MAC, address)
        .frame();
  }

  private static byte[] replyFromKernel() {
    return replyFrom(Frames.KERNEL_IP, Frames.KERNEL_MAC);
  }

  private static byte[] replyFrom(String address, String mac) {
    return Frames.arpReply().sender(mac, address).target(Frames.STACK_MAC, Frames.STACK_IP).frame();
  }

  /** "Gratuitous ARP": a machine asks for, or tells, its own address (RFC 5227 section 3). */
  private static byte[] announcement(String mac, String address, int operation) {
    return Frames.arpRequest()
        .operation(operation)
        .sender(mac, address)
        .target(ZERO_MAC, address)
        .ethernet(frame -> frame.to(Frames.BROADCAST_MAC))
        .frame();
  }

  private static byte[] toKernel(String payload) {
    return Frames.ethernet()
        .from(Frames.STACK_MAC)
        .to(Frames.KERNEL_MAC)
        .type(EXPERIMENTAL)
        .payload(Hex.bytes(payload))
        .frame();
  }

  /** Writes down what each frame asks of it. */
  private record AskedLink(List<String> asked) implements Link {
    @Override
    public Capabilities capabilities() {
      return new Capabilities(1500, 65_536, true, true);
    }

    @Override
    public void await(long timeoutNanos) {}

    @Override
    public ByteBuffer receive() {
      return null;
    }

    @Override
    public void send(OutgoingFrame frame) {
      asked.add(
          "%d bytes, checksum from %d, segments of %d"
              .formatted(frame.size(), frame.checksumStart(), frame.segmentSize()));
    }

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }
}
