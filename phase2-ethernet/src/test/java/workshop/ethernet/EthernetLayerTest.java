package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

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
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.DropReason;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(6)
@DisplayName("EthernetLayer: hands frames to the handler of their protocol")
class EthernetLayerTest {
  private static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  private static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);

  private final MemoryLink link = MemoryLink.create(1500);
  private final RecordingObserver observer = new RecordingObserver();
  private final LoopClock clock = new LoopClock();
  private final EthernetLayer ethernet = new EthernetLayer(link, STACK_MAC, clock, observer);

  /** Used for all that is sent. */
  private final OutgoingFrame outgoing = new OutgoingFrame(1500);

  /** What the handlers for IPv4 and ARP were given: the payloads, and what the time was then. */
  private final List<byte[]> ipv4 = new ArrayList<>();

  private final List<byte[]> arp = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  @BeforeEach
  void handle() {
    ethernet.handle(
        0x0800,
        frame -> {
          ipv4.add(Hex.bytes(frame.payload()));
          times.add(clock.now());
        });
    ethernet.handle(0x0806, frame -> arp.add(Hex.bytes(frame.payload())));
  }

  @Test
  @Exercise("2.2")
  @Order(1)
  @DisplayName("receive: hands a frame on by its EtherType")
  void handsOn() throws IOException {
    ethernet.startOfBatch(4711);
    receive(Frames.ethernet().payload(Hex.bytes("01 02")).frame());
    receive(Frames.ethernet().type(0x0806).payload(Hex.bytes("03")).frame());
    assertThat(ipv4, contains(sameBytes(Hex.bytes("01 02"))));
    assertThat(times, contains(4711L));
    assertThat(arp, contains(sameBytes(Hex.bytes("03"))));
    assertThat("drops", observer.reasons, is(empty()));
    assertThat("told to the observer", observer.received, hasSize(2));
  }

  @Test
  @Exercise("2.2")
  @Order(2)
  @DisplayName("receive: takes a broadcast")
  void takesBroadcast() throws IOException {
    receive(Frames.ethernet().to(Frames.BROADCAST_MAC).payload(Hex.bytes("01")).frame());
    assertThat(ipv4, contains(sameBytes(Hex.bytes("01"))));
  }

  @ParameterizedTest(name = "to {0}")
  @Exercise("2.2")
  @Order(3)
  @ValueSource(
      strings = {
        "02:00:00:00:00:02",
        "02:00:00:00:00:aa",
        "01:00:5e:00:00:01",
        "33:33:00:00:00:01",
        "00:00:00:00:00:00",
        "03:00:00:00:00:01",
        "02:00:00:00:01:00"
      })
  @DisplayName("receive: drops a frame for somebody else, and for groups that we are not in")
  void dropsForSomebodyElse(String destination) throws IOException {
    assertDropped(Frames.ethernet().to(destination).frame(), EthernetDrop.NOT_FOR_US);
  }

  @ParameterizedTest(name = "from {0}")
  @Exercise("2.2")
  @Order(4)
  @ValueSource(strings = {"ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "03:00:00:00:00:aa"})
  @DisplayName("receive: drops a frame that a group claims to have sent")
  void dropsMulticastSource(String source) throws IOException {
    assertDropped(Frames.ethernet().from(source).frame(), EthernetDrop.SOURCE_NOT_UNICAST);
    assertDropped(
        Frames.ethernet().from(source).to(Frames.BROADCAST_MAC).frame(),
        EthernetDrop.SOURCE_NOT_UNICAST);
  }

  @ParameterizedTest(name = "{0}")
  @Exercise("2.2")
  @Order(5)
  @ValueSource(ints = {0x86DD, 0x8100, 0x0000, 0x0600, 0x05DC, 0x0008, 0xFFFF})
  @DisplayName("receive: drops a frame whose protocol nobody speaks")
  void dropsUnknownType(int etherType) throws IOException {
    byte[] frame = Frames.ethernet().type(etherType).payload(new byte[46]).frame();
    receive(frame);
    assertThat("reasons of drops", observer.reasons, is(List.of(EthernetDrop.UNKNOWN_ETHER_TYPE)));
    assertThat(ipv4, is(empty()));
    assertThat(arp, is(empty()));
  }

  @Test
  @Exercise("2.2")
  @Order(5)
  @DisplayName("receive: a tag of VLAN 0 has a priority only, and is taken away (IEEE 802.1Q)")
  void takesPriorityTag() throws IOException {
    for (int priority = 0; priority < 8; priority++) {
      byte[] untagged = Frames.arpRequest().frame();
      receive(tagged(untagged, priority << 13));
      assertThat("reasons of drops", observer.reasons, is(empty()));
      assertThat("priority " + priority, arp.size(), is(priority + 1));
      assertThat(arp.get(priority), is(Arrays.copyOfRange(untagged, 14, untagged.length)));
    }
  }

  @ParameterizedTest(name = "VLAN {0}")
  @Exercise("2.2")
  @Order(5)
  @ValueSource(ints = {1, 2, 100, 0xFFE, 0xFFF})
  @DisplayName("receive: drops a frame of a VLAN")
  void dropsVlan(int vlan) throws IOException {
    receive(tagged(Frames.arpRequest().frame(), vlan));
    assertThat("reasons of drops", observer.reasons, is(List.of(EthernetDrop.UNKNOWN_ETHER_TYPE)));
    assertThat(arp, is(empty()));
  }

  @Test
  @Exercise("2.2")
  @Order(5)
  @DisplayName("receive: a tag that is cut short is no tag")
  void dropsCutTag() throws IOException {
    byte[] frame = tagged(Frames.arpRequest().frame(), 0);
    for (int length = 14; length < 18; length++) {
      receive(Arrays.copyOf(frame, length));
      assertThat(length + " bytes", observer.reasons, is(List.of(EthernetDrop.UNKNOWN_ETHER_TYPE)));
      observer.reasons.clear();
    }
  }

  private static byte[] tagged(byte[] frame, int tag) {
    return ByteBuffer.allocate(frame.length + 4)
        .put(frame, 0, 12)
        .putShort((short) 0x8100)
        .putShort((short) tag)
        .put(frame, 12, frame.length - 12)
        .array();
  }

  @Test
  @Exercise("2.2")
  @Order(6)
  @DisplayName("receive: drops a frame that is shorter than its header, at every length")
  void dropsShort() throws IOException {
    for (int length = 0; length < 14; length++) {
      receive(Arrays.copyOf(Frames.arpRequest().frame(), length));
      assertThat(
          length + " of 14 bytes", observer.reasons, is(List.of(EthernetDrop.FRAME_TOO_SHORT)));
      observer.reasons.clear();
    }
    assertThat(arp, is(empty()));
  }

  @Test
  @Exercise("2.2")
  @Order(7)
  @DisplayName("send: puts a header before what is in the frame, and sends just that")
  void sends() throws IOException {
    outgoing.message(3).put(Hex.bytes("01 02 03"));
    ethernet.send(outgoing, KERNEL_MAC, 0x0800);
    assertThat(
        link.peer().receive(),
        sameFrame(
            Frames.ethernet()
                .from(Frames.STACK_MAC)
                .to(Frames.KERNEL_MAC)
                .payload(Hex.bytes("01 02 03"))
                .frame()));
    assertThat(link.peer().receive(), is(nullValue()));
  }

  @Test
  @Exercise("2.2")
  @Order(8)
  @DisplayName("send: shorter after longer, longest, and empty, all in one frame")
  void sendsAllLengths() throws IOException {
    for (int length : new int[] {1500, 3, 0, 1500}) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) length);
      outgoing.message(length).put(payload);
      ethernet.send(outgoing, KERNEL_MAC, 0x86DD);
      assertThat(
          link.peer().receive(),
          sameFrame(
              Frames.ethernet()
                  .from(Frames.STACK_MAC)
                  .to(Frames.KERNEL_MAC)
                  .type(0x86DD)
                  .payload(payload)
                  .frame()));
    }
  }

  @Test
  @Exercise("2.2")
  @Order(9)
  @DisplayName(
      "send: puts the header before those of the layers above, and overwrites none of them")
  void sendsHeadersOfOthers() throws IOException {
    outgoing.message(3).put(Hex.bytes("01 02 03"));
    outgoing.prepend(2).put(Hex.bytes("aa bb"));
    ethernet.send(outgoing, KERNEL_MAC, 0x0800);
    assertThat(
        link.peer().receive(),
        sameFrame(
            Frames.ethernet()
                .from(Frames.STACK_MAC)
                .to(Frames.KERNEL_MAC)
                .payload(Hex.bytes("aa bb 01 02 03"))
                .frame()));
  }

  @Test
  @Given
  @Order(10)
  @DisplayName("capabilities: those of the link")
  void hasCapabilitiesOfTheLink() {
    assertThat("MTU", ethernet.capabilities().mtu(), is(1500));
    MemoryLink small = MemoryLink.create(576);
    EthernetLayer other =
        new EthernetLayer(small, STACK_MAC, new LoopClock(), EthernetObserver.NOBODY);
    assertThat(other.capabilities(), is(sameInstance(small.capabilities())));
  }

  @Test
  @Given
  @Order(11)
  @DisplayName("startOfBatch: sets the clock; the end of the batch does not, and has no deadline")
  void setsTheClock() throws IOException {
    assertThat("before the first batch", clock.now(), is(0L));
    ethernet.startOfBatch(4711);
    assertThat("at the start", clock.now(), is(4711L));
    assertThat("deadline", ethernet.endOfBatch(), is(FrameReceiver.NEVER));
    assertThat("at the end", clock.now(), is(4711L));
    ethernet.startOfBatch(4712);
    assertThat("at the start of the next", clock.now(), is(4712L));
  }

  @Test
  @Exercise("2.2")
  @Order(12)
  @DisplayName("receive: all frames of a batch have the time of its start")
  void hasOneTimeForABatch() throws IOException {
    byte[] frame = Frames.ethernet().frame();
    ethernet.startOfBatch(4711);
    receive(frame);
    receive(frame);
    ethernet.endOfBatch();
    ethernet.startOfBatch(4712);
    receive(frame);
    assertThat("times that the handler has read", times, contains(4711L, 4711L, 4712L));
  }

  private void assertDropped(byte[] frame, DropReason reason) throws IOException {
    int before = observer.reasons.size();
    receive(frame);
    assertThat(
        "reasons of drops",
        observer.reasons.subList(before, observer.reasons.size()),
        is(List.of(reason)));
    assertThat(observer.dropped.get(before), sameFrame(frame));
    assertThat("handed on", ipv4, is(empty()));
    assertThat("told as received", observer.received, is(empty()));
    assertThat("sent", link.peer().receive(), is(nullValue()));
  }

  private void receive(byte[] frame) throws IOException {
    ethernet.receive(DirectMemory.within(frame));
  }
}
