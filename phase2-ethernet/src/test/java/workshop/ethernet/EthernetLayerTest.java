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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Observer;
import workshop.tap.MemoryLink;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(6)
@DisplayName("EthernetLayer: frames to whoever speaks their protocol")
class EthernetLayerTest {
  private static final MacAddress STACK_MAC = new MacAddress(0x0200_0000_0001L);
  private static final MacAddress KERNEL_MAC = new MacAddress(0x0200_0000_00AAL);

  private final MemoryLink link = MemoryLink.create(1500);
  private final RecordingObserver observer = new RecordingObserver();
  private final EthernetLayer ethernet = new EthernetLayer(link, STACK_MAC, observer);

  /** What the handlers for IPv4 and ARP were given: the payloads, and when. */
  private final List<byte[]> ipv4 = new ArrayList<>();

  private final List<byte[]> arp = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  @BeforeEach
  void handle() {
    ethernet.handle(
        0x0800,
        (frame, now) -> {
          ipv4.add(Hex.bytes(frame.payload()));
          times.add(now);
        });
    ethernet.handle(0x0806, (frame, now) -> arp.add(Hex.bytes(frame.payload())));
  }

  @Test
  @Exercise("2.2")
  @Order(1)
  @DisplayName("receive: hands a frame on by its EtherType, with the time")
  void handsOn() throws IOException {
    receive(Frames.ethernet().payload(Hex.bytes("01 02")).frame(), 4711);
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
  @DisplayName("send: puts a header before the payload, and sends just that")
  void sends() throws IOException {
    ethernet.payload().put(Hex.bytes("01 02 03"));
    ethernet.send(KERNEL_MAC, 0x0800);
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
  @DisplayName("send: shorter after longer, longest, and empty")
  void sendsAllLengths() throws IOException {
    for (int length : new int[] {1500, 3, 0, 1500}) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) length);
      ethernet.payload().put(payload);
      ethernet.send(KERNEL_MAC, 0x86DD);
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
  @Given
  @Order(9)
  @DisplayName("payload: has room for the link's MTU, and is empty each time")
  void payloadHasRoom() {
    ethernet.payload().put(new byte[1500]);
    assertThat("room", ethernet.payload().remaining(), is(1500));
    assertThat("mtu", ethernet.mtu(), is(1500));
    EthernetLayer small = new EthernetLayer(MemoryLink.create(576), STACK_MAC, Observer.NOBODY);
    assertThat("room", small.payload().remaining(), is(576));
  }

  @Test
  @Given
  @Order(10)
  @DisplayName("payloadWritten: what has been written and is not sent yet")
  void knowsWhatIsWritten() {
    ethernet.payload().put(Hex.bytes("01 02 03"));
    assertThat(ethernet.payloadWritten(), sameBytes(Hex.bytes("01 02 03")));
  }

  private void assertDropped(byte[] frame, EthernetDrop reason) throws IOException {
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
    receive(frame, 0);
  }

  private void receive(byte[] frame, long now) throws IOException {
    ethernet.receive(ByteBuffer.wrap(frame), now);
  }
}
