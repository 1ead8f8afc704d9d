package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.ethernet.Addresses;
import workshop.ethernet.EthernetDrop;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.MemoryLink;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(9)
@Exercise("3.7")
@DisplayName("Stack: frames in, frames out")
class StackTest {
  private final MemoryLink link = MemoryLink.create(1500);
  private final RecordingObserver observer = new RecordingObserver();
  private final LoopClock clock = new LoopClock();
  private Stack stack;

  @Test
  @Order(1)
  @DisplayName("a ping as the kernel does it: first ARP, then the echo")
  void ping() throws Exception {
    create();
    receive(Frames.arpRequest().frame());
    assertThat(sent(), contains(sameFrame(Frames.arpReply().frame())));
    receive(Frames.echoRequest().payload("hello").frame());
    assertThat(sent(), contains(sameFrame(echoReply("hello"))));
    assertThat("drops", observer.reasons, is(empty()));
  }

  @Test
  @Order(2)
  @DisplayName("a ping from a neighbour who did not ask: we ask first, then answer")
  void pingFromStranger() throws Exception {
    create();
    receive(Frames.echoRequest().payload("hello").paddedFrame());
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    assertThat(sent(), contains(sameFrame(question)));
    receive(
        Frames.arpReply()
            .sender(Frames.KERNEL_MAC, Frames.KERNEL_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame());
    assertThat(sent(), contains(sameFrame(echoReply("hello"))));
  }

  @Test
  @Order(3)
  @DisplayName("a ping from elsewhere: we ask for the router, not for the machine elsewhere")
  void pingFromElsewhere() throws Exception {
    create();
    receive(Frames.echoRequest().from("10.9.8.7").payload("hello").frame());
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    assertThat(sent(), contains(sameFrame(question)));
  }

  @Test
  @Order(4)
  @DisplayName("an answer that waits for ARP stays as it is while another one is sent")
  void answerThatWaits() throws Exception {
    create();
    receive(Frames.arpRequest().sender("02:00:00:00:00:77", "192.168.100.77").frame());
    receive(Frames.echoRequest().payload("waits").frame());
    sent();
    receive(Frames.echoRequest().from("192.168.100.77").payload("goes at once").frame());
    assertThat("answers to the neighbour who is known", sent(), hasSize(1));
    receive(
        Frames.arpReply()
            .sender(Frames.KERNEL_MAC, Frames.KERNEL_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame());
    assertThat(sent(), contains(sameFrame(echoReply("waits"))));
  }

  @Test
  @Order(5)
  @DisplayName("doubt: with the next packet, the next hop is asked who it is (RFC 1122 3.3.1.4)")
  void doubt() throws Exception {
    create();
    receive(Frames.arpRequest().frame());
    stack.ipv4().doubt(Ipv4Address.parse("10.9.8.7")); // that is, by way of the router
    sent();
    receive(Frames.echoRequest().payload("hello").frame());
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    assertThat(sent(), contains(sameFrame(echoReply("hello")), sameFrame(question)));
    stack.ipv4().doubt(Ipv4Address.parse("192.168.100.77")); // who is not known
    receive(
        Frames.arpReply()
            .sender("02:00:00:00:00:BB", Frames.KERNEL_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame());
    receive(Frames.echoRequest().payload("hello").frame());
    byte[] toNewCard = echoReply("hello");
    toNewCard[5] = (byte) 0xBB;
    assertThat("the router has got a new card", sent(), contains(sameFrame(toNewCard)));
  }

  @Test
  @Order(6)
  @DisplayName("time: a neighbour who has said nothing for a minute is asked again")
  void asksAgainAfterAMinute() throws Exception {
    create();
    long start = 5_000_000_000L;
    stack.ethernet().startOfBatch(start);
    receive(Frames.arpRequest().frame());
    sent();
    stack.ethernet().startOfBatch(start + 60_000_000_000L);
    receive(Frames.echoRequest().payload("hello").frame());
    assertThat("after a minute", sent(), contains(sameFrame(echoReply("hello"))));
    stack.ethernet().startOfBatch(start + 60_000_000_001L);
    receive(Frames.echoRequest().payload("hello").frame());
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    assertThat(
        "after more than a minute",
        sent(),
        contains(sameFrame(echoReply("hello")), sameFrame(question)));
  }

  @Test
  @Order(7)
  @Exercise("3.5")
  @DisplayName("time: the clock shows the time of the packet's batch")
  void oneTimeForABatch() throws Exception {
    create();
    List<Long> times = new ArrayList<>();
    stack.ipv4().handle(17, packet -> times.add(clock.now()));
    stack.ethernet().startOfBatch(4711);
    receive(Frames.ipv4().protocol(17).frame());
    receive(Frames.ipv4().protocol(17).frame());
    stack.ethernet().startOfBatch(4712);
    receive(Frames.ipv4().protocol(17).frame());
    assertThat(times, contains(4711L, 4711L, 4712L));
  }

  @Test
  @Order(8)
  @DisplayName("each layer tells what it drops")
  void tellsDrops() throws Exception {
    create();
    receive(new byte[13]);
    receive(Frames.echoRequest().ethernet(frame -> frame.to("02:00:00:00:00:02")).frame());
    receive(Frames.echoRequest().ip(ip -> ip.to("192.168.100.3")).frame());
    receive(Frames.echoRequest().checksum(1).frame());
    receive(Frames.tcp().flags("SYN").frame());
    assertThat(
        observer.reasons,
        contains(
            EthernetDrop.FRAME_TOO_SHORT,
            EthernetDrop.NOT_FOR_US,
            Ipv4Drop.NOT_FOR_US,
            Ipv4Drop.BAD_ICMP_CHECKSUM,
            Ipv4Drop.UNKNOWN_PROTOCOL));
    assertThat(sent(), is(empty()));
  }

  private void create() {
    stack = Stack.create(link, Addresses.DEFAULTS, clock, observer);
  }

  private void receive(byte[] frame) throws IOException {
    stack.ethernet().receive(ByteBuffer.wrap(frame));
  }

  private List<byte[]> sent() {
    List<byte[]> frames = new ArrayList<>();
    for (ByteBuffer f = link.peer().receive(); f != null; f = link.peer().receive()) {
      frames.add(Hex.bytes(f));
    }
    return frames;
  }

  private static byte[] echoReply(String data) {
    return Frames.echoReply().payload(data).ip(ip -> ip.identification(0).dontFragment()).frame();
  }
}
