package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.samePacket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.ethernet.MacAddress;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.tap.Capabilities;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;
import workshop.testkit.Ipv4Builder;

@Order(6)
@Exercise("3.5")
@DisplayName("Ipv4Layer: packets to the handler of their protocol, and back")
class Ipv4LayerTest {
  private static final byte[] PAYLOAD = Hex.bytes("68 65 6c 6c 6f");

  private final TestNetwork network = new TestNetwork(1500);
  private final Ipv4Layer ipv4 = network.ipv4;

  /** What the handlers for UDP and TCP were given: the payloads. */
  private final List<byte[]> udp = new ArrayList<>();

  private final List<byte[]> tcp = new ArrayList<>();

  @BeforeEach
  void handle() {
    ipv4.handle(17, packet -> udp.add(Hex.bytes(packet.payload())));
    ipv4.handle(6, packet -> tcp.add(Hex.bytes(packet.payload())));
  }

  @Test
  @Order(1)
  @DisplayName("receive: hands a packet on by its protocol")
  void handsOn() throws IOException {
    network.receive(udp().payload(PAYLOAD).packet());
    network.receive(Frames.ipv4().protocol(6).payload(Hex.bytes("01")).packet());
    assertThat(udp, contains(sameBytes(PAYLOAD)));
    assertThat(tcp, contains(sameBytes(Hex.bytes("01"))));
    assertThat("told to the observer", network.observer.received, hasSize(2));
    assertThat("drops", network.observer.reasons, is(empty()));
  }

  @Test
  @Order(3)
  @DisplayName("receive: without padding, and without options")
  void withoutPaddingAndOptions() throws IOException {
    byte[] packet = udp().options(Hex.bytes("01 01 01 01")).payload(PAYLOAD).packet();
    network.receive(Arrays.copyOf(packet, 46));
    assertThat(udp, contains(sameBytes(PAYLOAD)));
  }

  @Test
  @Order(4)
  @DisplayName("receive: takes a packet whose time to live is used up: it has arrived")
  void timeToLiveIsForRouters() throws IOException {
    network.receive(udp().ttl(0).payload(PAYLOAD).packet());
    network.receive(udp().ttl(1).payload(PAYLOAD).packet());
    assertThat(udp, hasSize(2));
  }

  @Test
  @Order(5)
  @DisplayName("receive: drops a malformed packet, and says why")
  void dropsMalformed() throws IOException {
    assertDropped(Arrays.copyOf(udp().packet(), 19), Ipv4Drop.PACKET_TOO_SHORT);
    assertDropped(udp().version(6).packet(), Ipv4Drop.NOT_VERSION_4);
    assertDropped(udp().ihl(4).packet(), Ipv4Drop.BAD_HEADER_LENGTH);
    assertDropped(udp().totalLength(21).packet(), Ipv4Drop.BAD_TOTAL_LENGTH);
    assertDropped(udp().checksum(0xdead).packet(), Ipv4Drop.BAD_HEADER_CHECKSUM);
  }

  @ParameterizedTest(name = "to {0}")
  @Order(6)
  @ValueSource(
      strings = {
        "192.168.100.3",
        "192.168.100.1",
        "192.168.100.255",
        "255.255.255.255",
        "224.0.0.1",
        "0.0.0.0",
        "127.0.0.1",
        "2.100.168.192"
      })
  @DisplayName("receive: drops a packet for somebody else, or for everybody")
  void dropsForSomebodyElse(String destination) throws IOException {
    assertDropped(udp().to(destination).packet(), Ipv4Drop.NOT_FOR_US);
  }

  @ParameterizedTest(name = "from {0}")
  @Order(7)
  @ValueSource(
      strings = {
        "224.0.0.1",
        "239.255.255.255", // groups
        "127.0.0.1",
        "127.255.255.255", // never on a wire
        "0.0.0.0",
        "0.1.2.3", // nobody, or somebody who has no address yet
        "240.0.0.1", // reserved
        "192.168.100.2", // ourselves
        "192.168.100.255",
        "255.255.255.255" // everybody
      })
  @DisplayName("receive: drops a packet whose source is not one machine (RFC 1122 3.2.1.3)")
  void dropsBadSource(String source) throws IOException {
    assertDropped(udp().from(source).packet(), Ipv4Drop.BAD_SOURCE);
  }

  @ParameterizedTest(name = "from {0}")
  @Order(8)
  @ValueSource(strings = {"192.168.100.1", "192.168.100.254", "8.8.8.8", "10.0.0.255", "1.0.0.1"})
  @DisplayName("receive: takes a packet from any one machine")
  void takesAnySource(String source) throws IOException {
    network.receive(udp().from(source).payload(PAYLOAD).packet());
    assertThat(udp, contains(sameBytes(PAYLOAD)));
  }

  @Test
  @Order(9)
  @DisplayName("receive: drops a packet for us alone in a frame for everybody")
  void dropsSentToEverybody() throws IOException {
    byte[] packet = udp().payload(PAYLOAD).packet();
    network.receive(packet, MacAddress.BROADCAST);
    assertThat(network.observer.reasons, contains(Ipv4Drop.SENT_TO_EVERYBODY));
    assertThat(udp, is(empty()));
  }

  @ParameterizedTest(name = "protocol {0}")
  @Order(10)
  @ValueSource(ints = {0, 2, 132, 253, 255})
  @DisplayName("receive: drops a packet whose protocol nobody speaks")
  void dropsUnknownProtocol(int protocol) throws IOException {
    network.receive(Frames.ipv4().protocol(protocol).payload(PAYLOAD).packet());
    assertThat(network.observer.reasons, contains(Ipv4Drop.UNKNOWN_PROTOCOL));
    assertThat(udp, is(empty()));
  }

  @ParameterizedTest(name = "{0}")
  @Order(20)
  @CsvSource({
    "the first fragment, true, 0",
    "a fragment in the middle, true, 1480",
    "the last fragment, false, 2960",
    "a small fragment in the middle, true, 8",
    "a last fragment with the largest offset, false, 65528"
  })
  @DisplayName("receive: a fragment is never taken for the whole")
  void dropsFragments(String which, boolean more, int offset) throws IOException {
    assertDropped(fragment(more, offset).packet(), Ipv4Drop.FRAGMENT);
  }

  @Test
  @Order(21)
  @DisplayName("receive: don't fragment is not a fragment")
  void dontFragmentIsWhole() throws IOException {
    network.receive(udp().dontFragment().payload(PAYLOAD).packet());
    assertThat(udp, contains(sameBytes(PAYLOAD)));
  }

  @Test
  @Order(22)
  @DisplayName("receive: gives fragments to the reassembly, and hands on what it returns")
  void reassembles() throws IOException {
    byte[] whole = udp().payload(PAYLOAD).packet();
    List<Integer> offsets = new ArrayList<>();
    ipv4.reassembleWith(
        fragment -> {
          offsets.add(fragment.header().fragmentOffset());
          boolean complete = !fragment.header().moreFragments();
          return complete
              ? new Ipv4Packet(new Ipv4Header(ByteBuffer.wrap(whole)), ByteBuffer.wrap(PAYLOAD))
              : null;
        });
    network.receive(fragment(true, 0).packet());
    assertThat("not whole yet", udp, is(empty()));
    assertThat("drops: the reassembly keeps the fragment", network.observer.reasons, is(empty()));
    network.receive(fragment(false, 8).packet());
    assertThat(offsets, contains(0, 8));
    assertThat(udp, contains(sameBytes(PAYLOAD)));
    assertThat("packets told to the observer", network.observer.received, hasSize(1));
    network.receive(whole);
    assertThat("calls of the reassembly: none for a whole packet", offsets, hasSize(2));
    assertThat(udp, hasSize(2));
  }

  @Test
  @Order(22)
  @DisplayName("isChecked: as the link says, but false for a packet put together from fragments")
  void isChecked() throws IOException {
    TestNetwork card = new TestNetwork(new CheckedLink(MemoryLink.create(1500)));
    List<Boolean> checked = new ArrayList<>();
    card.ipv4.handle(17, packet -> checked.add(card.ipv4.isChecked()));
    card.ipv4.reassembleWith(fragment -> fragment);
    card.receive(udp().payload(PAYLOAD).packet());
    card.receive(fragment(false, 8).packet());
    card.receive(udp().payload(PAYLOAD).packet());
    assertThat(checked, contains(true, false, true));
  }

  @Test
  @Order(23)
  @DisplayName("receive: a fragment that is not for us does not go to the reassembly")
  void reassemblesOurOwnOnly() throws IOException {
    ipv4.reassembleWith(
        fragment -> {
          throw new AssertionError("a fragment that is not for us, or from nobody");
        });
    network.receive(fragment(true, 0).to("192.168.100.3").packet());
    network.receive(fragment(true, 0).from("127.0.0.1").packet());
    network.receive(fragment(true, 0).packet(), MacAddress.BROADCAST);
    assertThat(
        network.observer.reasons,
        contains(Ipv4Drop.NOT_FOR_US, Ipv4Drop.BAD_SOURCE, Ipv4Drop.SENT_TO_EVERYBODY));
  }

  @Test
  @Order(30)
  @Exercise("3.4")
  @DisplayName("send: puts a header before the payload")
  void sends() throws IOException {
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(PAYLOAD));
    ipv4.send(frame, 17, TestNetwork.KERNEL);
    List<TestNetwork.Sent> sent = network.takeSent();
    assertThat("packets sent", sent, hasSize(1));
    assertThat(sent.get(0).packet(), samePacket(expected().payload(PAYLOAD).packet()));
    assertThat("EtherType", sent.get(0).etherType(), is(0x0800));
    assertThat("the frame that is sent, no copy", sent.get(0).frame(), sameInstance(frame));
  }

  @Test
  @Order(31)
  @Exercise("3.4")
  @DisplayName("send: shorter after longer, longest, and empty")
  void sendsAllLengths() throws IOException {
    OutgoingFrame frame = new OutgoingFrame(1480);
    for (int length : new int[] {1480, 5, 0, 1480}) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) 0xA5);
      frame.message(length).put(0, payload);
      ipv4.send(frame, 17, TestNetwork.KERNEL);
      assertThat(network.sent(), contains(samePacket(expected().payload(payload).packet())));
    }
  }

  @ParameterizedTest(name = "to {0}: by {1}")
  @Order(32)
  @Exercise("3.4")
  @CsvSource({
    "192.168.100.1, 192.168.100.1", // on this link: straight to it
    "192.168.100.77, 192.168.100.77",
    "10.9.8.7, 192.168.100.1" // elsewhere: by way of the router
  })
  @DisplayName(
      "send: the packet is for its destination; the frame goes to the next hop on this link")
  void sendsToTheNextHop(String destination, String nextHop) throws IOException {
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(PAYLOAD));
    ipv4.send(frame, 17, Ipv4Address.parse(destination));
    List<TestNetwork.Sent> sent = network.takeSent();
    assertThat("packets sent", sent, hasSize(1));
    assertThat("next hop", sent.get(0).neighbour(), is(Ipv4Address.parse(nextHop)));
    assertThat(
        sent.get(0).packet(), samePacket(expected().to(destination).payload(PAYLOAD).packet()));
  }

  @Test
  @Order(33)
  @Exercise("3.4")
  @DisplayName(
      "send: a dirty frame: the header is whole, and nothing before or after it is touched")
  void sendsADirtyFrame() throws IOException {
    OutgoingFrame frame = dirtyFrame(PAYLOAD.length);
    frame.message(PAYLOAD.length).put(0, PAYLOAD);
    ipv4.send(frame, 17, TestNetwork.KERNEL);
    assertThat(network.sent(), contains(samePacket(expected().payload(PAYLOAD).packet())));
    assertThat("the byte before the header", frame.prepend(1).get(0), is((byte) 0xEE));
  }

  @ParameterizedTest(name = "a header of {0} bytes")
  @Order(34)
  @Exercise("3.4")
  @ValueSource(ints = {8, 20, 60})
  @DisplayName("send: the header of the layer above, with its options, is payload too")
  void sendsWhatALayerAboveHasPutBefore(int size) throws IOException {
    OutgoingFrame frame = dirtyFrame(PAYLOAD.length);
    frame.message(PAYLOAD.length).put(0, PAYLOAD);
    byte[] both = Arrays.copyOf(Hex.bytes("07 06 05 04 | 03 02 01"), size + PAYLOAD.length);
    System.arraycopy(PAYLOAD, 0, both, size, PAYLOAD.length);
    frame.prepend(size).put(0, both, 0, size);
    ipv4.send(frame, 17, TestNetwork.KERNEL);
    assertThat(network.sent(), contains(samePacket(expected().payload(both).packet())));
  }

  @ParameterizedTest(name = "protocol {0}, from {1}: by {2}")
  @Order(35)
  @Exercise("3.4")
  @CsvSource({
    "17, 192.168.100.1, 192.168.100.1",
    "6, 192.168.100.77, 192.168.100.77",
    "253, 10.9.8.7, 192.168.100.1"
  })
  @DisplayName("answer: by the protocol of the packet, and to the machine that it came from")
  void answers(int protocol, String source, String nextHop) throws IOException {
    byte[] question = Frames.ipv4().protocol(protocol).from(source).packet();
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(PAYLOAD));
    ipv4.answer(
        new Ipv4Packet(new Ipv4Header(ByteBuffer.wrap(question)), ByteBuffer.allocate(0)), frame);
    List<TestNetwork.Sent> sent = network.takeSent();
    assertThat("packets sent", sent, hasSize(1));
    assertThat("next hop", sent.get(0).neighbour(), is(Ipv4Address.parse(nextHop)));
    assertThat(
        sent.get(0).packet(),
        samePacket(expected().protocol(protocol).to(source).payload(PAYLOAD).packet()));
    assertThat("the frame that is sent, no copy", sent.get(0).frame(), sameInstance(frame));
  }

  @Test
  @Order(36)
  @Given
  @DisplayName("maximumPayload: the MTU without a header")
  void maximumPayload() {
    assertThat("maximum", ipv4.maximumPayload(), is(1480));
    TestNetwork small = new TestNetwork(576);
    assertThat("maximum", small.ipv4.maximumPayload(), is(556));
    assertThat("capabilities", small.ipv4.capabilities(), is(Capabilities.plain(576)));
    assertThat("address", ipv4.address(), is(TestNetwork.STACK));
  }

  @Test
  @Order(37)
  @Given
  @DisplayName("doubt: is about the next hop, not about the destination")
  void doubtsTheNextHop() {
    ipv4.doubt(Ipv4Address.parse("192.168.100.77"));
    ipv4.doubt(Ipv4Address.parse("10.9.8.7"));
    assertThat(network.doubted, contains(Ipv4Address.parse("192.168.100.77"), TestNetwork.KERNEL));
  }

  @Test
  @Order(38)
  @Given
  @DisplayName("Reassembly.NONE: keeps nothing, returns nothing")
  void noReassembly() {
    byte[] packet = fragment(false, 8).packet();
    Ipv4Packet fragment =
        new Ipv4Packet(new Ipv4Header(ByteBuffer.wrap(packet)), ByteBuffer.wrap(PAYLOAD));
    assertThat(Reassembly.NONE.add(fragment), is(nullValue()));
  }

  private void assertDropped(byte[] packet, DropReason reason) throws IOException {
    RecordingObserver observer = network.observer;
    int before = observer.reasons.size();
    network.receive(packet);
    assertThat(observer.reasons.subList(before, observer.reasons.size()), contains(reason));
    assertThat(observer.dropped.get(before), samePacket(packet));
    assertThat("handed on", udp, is(empty()));
    assertThat("told as received", observer.received, is(empty()));
    assertThat("sent", network.sent(), is(empty()));
  }

  /** As after a longer message with longer headers: full of ee from its first byte to its last. */
  private static OutgoingFrame dirtyFrame(int largestMessage) {
    OutgoingFrame frame = new OutgoingFrame(largestMessage);
    frame.message(largestMessage);
    ByteBuffer all = frame.prepend(OutgoingFrame.HEADROOM);
    for (int i = 0; i < all.limit(); i++) {
      all.put(i, (byte) 0xEE);
    }
    return frame;
  }

  private static Ipv4Builder udp() {
    return Frames.ipv4().protocol(17);
  }

  private static Ipv4Builder fragment(boolean more, int offset) {
    Ipv4Builder fragment = udp().fragmentOffset(offset).payload(new byte[16]);
    return more ? fragment.moreFragments() : fragment;
  }

  /** A packet from the stack to the kernel. */
  private static Ipv4Builder expected() {
    return Frames.ipv4().fromStack().identification(0).dontFragment().protocol(17);
  }
}
