package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.ethernet.Addresses;
import workshop.ethernet.EthernetDrop;
import workshop.ipv4.Ipv4Drop;
import workshop.shared.DropReason;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tcp.TcpDrop;
import workshop.testkit.EthernetFields;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.Ladder;
import workshop.testkit.TcpBuilder;
import workshop.testkit.TcpFields;

/** The whole server, all layers of it: frames in, frames out. */
@Order(44)
@Exercise("5.7")
@DisplayName("The whole echo server, from frame to frame")
class TcpStackTest {
  private static final byte[] SECRET = "sixteen bytes at least".getBytes(Script.CHARSET);

  private final MemoryLink kernel = MemoryLink.create(Link.ETHERNET_MTU);
  private final LimitedLink link = new LimitedLink(kernel.peer());
  private final List<DropReason> drops = new ArrayList<>();
  private final Ladder ladder = new Ladder("kernel", "stack");
  private TcpStack server;
  private long now;

  /** What the stack's numbers started with, in the connection of {@link #connect}. */
  private long iss;

  @BeforeEach
  void start() throws Exception {
    ConnectionObserver observer =
        new ConnectionObserver() {
          @Override
          public void dropped(DropReason reason, ByteBuffer bytes) {
            drops.add(reason);
          }
        };
    server = EchoServers.start(link, SECRET, observer);
  }

  @AfterEach
  void nothingIsLeftUnread() {
    assertThat(ladder.toString(), kernel.receive() == null, equalTo(true));
  }

  /** All that the stack sends because of this frame. */
  private List<byte[]> answers(byte[] frame) throws IOException {
    now += 1_000_000;
    ladder.left(now, frame);
    link.batchBegins();
    ByteBuffer buffer = ByteBuffer.allocateDirect(frame.length + 8); // not at its start
    buffer.position(5).put(frame).flip().position(5);
    server.startOfBatch(now);
    server.receive(buffer);
    buffer.clear();
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) 0xEE); // used again for the next frame
    }
    server.endOfBatch();
    List<byte[]> answers = new ArrayList<>();
    for (ByteBuffer sent = kernel.receive(); sent != null; sent = kernel.receive()) {
      ladder.right(now, sent);
      answers.add(Hex.bytes(sent));
    }
    return answers;
  }

  /** The only answer, a segment; with everything around it as it should be. */
  private TcpFields answer(byte[] frame) throws IOException {
    List<byte[]> answers = answers(frame);
    assertThat(ladder.toString(), answers, hasSize(1));
    return segment(answers.get(0));
  }

  private TcpFields segment(byte[] frame) {
    EthernetFields fields = Frames.read(frame);
    assertThat(fields.source(), equalTo(Frames.STACK_MAC));
    assertThat(fields.destination(), equalTo(Frames.KERNEL_MAC));
    assertThat(fields.ipv4().checksumOk(), equalTo(true));
    assertThat(fields.ipv4().source(), equalTo(Frames.STACK_IP));
    assertThat(fields.tcp().checksumOk(), equalTo(true));
    return fields.tcp();
  }

  private void assertNoAnswer(byte[] frame) throws IOException {
    assertThat(ladder.toString(), answers(frame), empty());
  }

  private void introduce() throws IOException {
    assertThat(answers(Frames.arpRequest().frame()).get(0), sameFrame(Frames.arpReply().frame()));
  }

  private void connect() throws IOException {
    introduce();
    TcpFields synAck = answer(Frames.tcp().flags("SYN").seq(1000).mss(1460).frame());
    assertThat(synAck.flags(), equalTo("SYN,ACK"));
    assertThat(synAck.ack(), equalTo(1001L));
    iss = synAck.seq();
    assertNoAnswer(ack(1, 1).frame());
  }

  /** A segment of this connection, its numbers counted from the initial ones. */
  private TcpBuilder ack(long seq, long ack) {
    return Frames.tcp().flags("ACK").seq(1000 + seq).ack(iss + ack);
  }

  private void assertEcho(TcpFields actual, long seq, long ack, String text) {
    String ladderOfAll = "\n" + ladder;
    assertThat("text" + ladderOfAll, actual.text(), equalTo(text));
    assertThat("sequence number" + ladderOfAll, actual.seq(), equalTo((iss + seq) % (1L << 32)));
    assertThat("acknowledgment" + ladderOfAll, actual.ack(), equalTo(1000 + ack));
    assertThat("has ACK" + ladderOfAll, actual.has("ACK"), equalTo(true));
  }

  @Test
  @Order(1)
  @DisplayName("a whole conversation")
  void conversation() throws Exception {
    connect();
    TcpFields echo = answer(ack(1, 1).flags("PSH,ACK").payload("Hello, TCP!").frame());
    assertEcho(echo, 1, 12, "Hello, TCP!");
    assertThat("flags of the echo", echo.flags(), equalTo("PSH,ACK"));
    TcpFields fin = answer(ack(12, 12).flags("FIN,ACK").payload("Bye").frame());
    assertEcho(fin, 12, 16, "Bye");
    assertThat("flags of the last echo", fin.flags(), equalTo("FIN,PSH,ACK"));
    assertNoAnswer(ack(16, 16).frame());
    assertThat("connections in the table", server.tcp().connections().size(), equalTo(0));
    assertThat("drops told to the observer", drops, empty());
  }

  @Test
  @Order(2)
  @Exercise("5.1")
  @DisplayName("ARP first: whom the stack does not know it asks for, and then answers")
  void arpFirst() throws Exception {
    startWithFakes(new LoopClock(), FrameReceiver.NEVER);
    server.tcp().listen(Frames.PORT, Echo::new);
    List<byte[]> answers = answers(Frames.tcp().flags("SYN").seq(1000).mss(1460).frame());
    assertThat(answers, hasSize(1));
    EthernetFields question = Frames.read(answers.get(0));
    assertThat(question.destination(), equalTo(Frames.BROADCAST_MAC));
    assertThat(question.arp().operation(), equalTo(1));
    assertThat(question.arp().targetIp(), equalTo(Frames.KERNEL_IP));
    TcpFields synAck =
        answer(
            Frames.arpReply()
                .sender(Frames.KERNEL_MAC, Frames.KERNEL_IP)
                .target(Frames.STACK_MAC, Frames.STACK_IP)
                .frame());
    assertThat(synAck.flags(), equalTo("SYN,ACK"));
    assertThat(synAck.ack(), equalTo(1001L));
  }

  @Test
  @Order(3)
  @DisplayName("the padding of a short frame is not echoed")
  void paddingIsNotEchoed() throws Exception {
    connect();
    assertEcho(answer(ack(1, 1).payload("x").paddedFrame()), 1, 2, "x");
    assertNoAnswer(ack(2, 2).paddedFrame()); // a mere ACK, padded
    byte[] trailer = "trailer".getBytes(Script.CHARSET);
    assertEcho(
        answer(ack(2, 2).payload("yz").ethernet(e -> e.trailer(trailer)).frame()), 2, 4, "yz");
  }

  @Test
  @Order(4)
  @DisplayName("options of IPv4 and TCP are not echoed")
  void optionsAreNotEchoed() throws Exception {
    connect();
    byte[] nops = Hex.bytes("01 01 01 01 01 01 01 01");
    byte[] frame = ack(1, 1).options(nops).payload("Hello").ip(ip -> ip.options(nops)).frame();
    assertEcho(answer(frame), 1, 6, "Hello");
  }

  @Test
  @Order(5)
  @DisplayName("a full frame comes back as one")
  void fullFrame() throws Exception {
    connect();
    String text = "0123456789".repeat(146);
    List<byte[]> answers = answers(ack(1, 1).payload(text).frame());
    assertThat(answers, hasSize(1));
    assertThat(answers.get(0).length, equalTo(14 + 1500));
    assertEcho(segment(answers.get(0)), 1, 1461, text);
  }

  @Test
  @Order(6)
  @DisplayName("a frame cut off anywhere is dropped, and the connection goes on")
  void truncated() throws Exception {
    connect();
    byte[] whole = ack(1, 1).payload("Hello, TCP!").frame();
    for (int length = 0; length < whole.length; length++) {
      assertNoAnswer(Arrays.copyOf(whole, length));
    }
    assertThat("each for a reason", drops, hasSize(whole.length));
    assertEcho(answer(whole), 1, 12, "Hello, TCP!");
  }

  @Test
  @Order(7)
  @DisplayName("a packet whose lengths agree, but whose segment is cut off anywhere, is dropped")
  void truncatedSegment() throws Exception {
    connect();
    byte[] segment = ack(1, 1).payload("Hello, TCP!").segment();
    for (int length = 0; length < segment.length; length++) {
      assertNoAnswer(Frames.ipv4().protocol(6).payload(Arrays.copyOf(segment, length)).frame());
    }
    assertThat(drops, hasSize(segment.length));
    assertEcho(answer(Frames.ipv4().protocol(6).payload(segment).frame()), 1, 12, "Hello, TCP!");
  }

  @Test
  @Order(8)
  @DisplayName("no single wrong bit is ever echoed, and the connection goes on")
  void everyBitFlipped() throws Exception {
    connect();
    String text = "Hello, TCP!";
    int at = 1;
    int bits = ack(1, 1).payload(text).frame().length * 8;
    int taken = 0;
    for (int bit = 0; bit < bits; bit++) {
      byte[] right = ack(at, at).payload(text).frame();
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      boolean answered = false;
      for (byte[] answer : answers(wrong)) {
        // Only what no checksum covers may go through: the Ethernet source.
        assertThat("bit " + bit, bit / 8 >= 6 && bit / 8 < 12, equalTo(true));
        assertEcho(segment(answer), at, at + text.length(), text);
        answered = true;
      }
      if (answered) {
        taken++;
      } else {
        assertEcho(answer(right), at, at + text.length(), text);
      }
      at += text.length();
    }
    assertThat("a source that is no group's", taken, equalTo(47));
  }

  @Test
  @Order(9)
  @DisplayName("what is not for us, or from nobody in particular, is dropped for its reason")
  void notForUs() throws Exception {
    connect();
    byte[] ours = ack(1, 1).payload("Hello").frame();
    assertNoAnswer(ack(1, 1).payload("Hello").ethernet(e -> e.to("02:00:00:00:00:99")).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ethernet(e -> e.to(Frames.BROADCAST_MAC)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ethernet(e -> e.from("03:00:00:00:00:aa")).frame());
    assertNoAnswer(Frames.tcp().to("192.168.100.99", 8080).flags("SYN").frame());
    assertNoAnswer(
        Frames.tcp()
            .to("192.168.100.255", 8080)
            .flags("SYN")
            .ethernet(e -> e.to(Frames.BROADCAST_MAC))
            .frame());
    assertNoAnswer(Frames.tcp().from("224.0.0.1", 40000).flags("SYN").frame());
    assertNoAnswer(Frames.tcp().from("255.255.255.255", 40000).flags("SYN").frame());
    assertNoAnswer(Frames.tcp().from("127.0.0.1", 40000).flags("SYN").frame());
    assertNoAnswer(
        Frames.tcp()
            .from(Frames.STACK_IP, 8080)
            .flags("SYN")
            .ethernet(e -> e.from(Frames.KERNEL_MAC).to(Frames.STACK_MAC))
            .frame());
    assertThat(
        drops,
        contains(
            EthernetDrop.NOT_FOR_US,
            Ipv4Drop.SENT_TO_EVERYBODY,
            EthernetDrop.SOURCE_NOT_UNICAST,
            Ipv4Drop.NOT_FOR_US,
            Ipv4Drop.NOT_FOR_US,
            Ipv4Drop.BAD_SOURCE,
            Ipv4Drop.BAD_SOURCE,
            Ipv4Drop.BAD_SOURCE,
            Ipv4Drop.BAD_SOURCE));
    assertEcho(answer(ours), 1, 6, "Hello");
    assertThat(server.tcp().connections().size(), equalTo(1));
  }

  @Test
  @Order(10)
  @DisplayName("lengths that lie, and wrong checksums, are dropped for their reason")
  void lies() throws Exception {
    connect();
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.totalLength(1000)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.totalLength(19)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.totalLength(44)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.ihl(4)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.ihl(15)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.version(6)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.checksum(0xBAD)).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").ip(ip -> ip.moreFragments()).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").dataOffset(4).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").dataOffset(15).frame());
    assertNoAnswer(ack(1, 1).payload("Hello").checksum(0xBAD).frame());
    assertThat(
        drops,
        contains(
            Ipv4Drop.BAD_TOTAL_LENGTH,
            Ipv4Drop.BAD_TOTAL_LENGTH,
            TcpDrop.BAD_CHECKSUM,
            Ipv4Drop.BAD_HEADER_LENGTH,
            Ipv4Drop.BAD_HEADER_LENGTH, // 60 bytes of header, 45 of packet
            Ipv4Drop.NOT_VERSION_4,
            Ipv4Drop.BAD_HEADER_CHECKSUM,
            Ipv4Drop.FRAGMENT,
            TcpDrop.BAD_DATA_OFFSET,
            TcpDrop.BAD_DATA_OFFSET,
            TcpDrop.BAD_CHECKSUM));
    assertEcho(answer(ack(1, 1).payload("Hello").frame()), 1, 6, "Hello");
  }

  @Test
  @Order(11)
  @DisplayName("another port is refused, and ping is answered, besides")
  void otherPortsAndPing() throws Exception {
    connect();
    TcpFields refused = answer(Frames.tcp().to(Frames.STACK_IP, 81).flags("SYN").seq(7).frame());
    assertThat(refused.flags(), equalTo("RST,ACK"));
    assertThat(refused.seq(), equalTo(0L));
    assertThat(refused.ack(), equalTo(8L));
    List<byte[]> pong = answers(Frames.echoRequest().frame());
    assertThat(Frames.read(pong.get(0)).icmp().type(), equalTo(0));
    assertEcho(answer(ack(1, 1).payload("Hello").frame()), 1, 6, "Hello");
  }

  @Test
  @Order(12)
  @Exercise("5.1")
  @DisplayName("a client beyond the kernel is answered by way of the kernel")
  void byWayOfTheKernel() throws Exception {
    startWithFakes(new LoopClock(), FrameReceiver.NEVER);
    server.tcp().listen(Frames.PORT, Echo::new);
    introduce();
    TcpFields synAck = answer(Frames.tcp().from("10.1.2.3", 555).flags("SYN").seq(1000).frame());
    assertThat(synAck.destination(), equalTo("10.1.2.3"));
    assertThat(synAck.destinationPort(), equalTo(555));
  }

  /**
   * A stack without a server. Its connections have halves that are not the real ones, and a timer
   * that wants to be called at this time.
   */
  private void startWithFakes(LoopClock clock, long deadline) throws Exception {
    Parts parts =
        new Parts() {
          @Override
          public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
            ConnectionTimer timer =
                new ConnectionTimer() {
                  @Override
                  public long deadline(State state) {
                    return deadline;
                  }
                };
            Halves halves = FakeParts.bothHalves().halves(id, maximumSegmentSize, options);
            return new Halves(halves.receiver(), halves.sender(), timer);
          }
        };
    server =
        new TcpStack(link, Addresses.DEFAULTS, clock, SECRET, parts, ConnectionObserver.NOBODY);
  }

  @Test
  @Order(14)
  @Exercise("5.1")
  @DisplayName("a stack refuses everybody, until somebody listens")
  void nobodyListensAtFirst() throws Exception {
    startWithFakes(new LoopClock(), FrameReceiver.NEVER);
    introduce();
    byte[] syn = Frames.tcp().flags("SYN").seq(1000).mss(1460).frame();
    assertThat(answer(syn).flags(), equalTo("RST,ACK"));
    server.tcp().listen(Frames.PORT, Echo::new);
    assertThat(answer(syn).flags(), equalTo("SYN,ACK"));
  }

  @Test
  @Order(15)
  @Exercise("5.1")
  @DisplayName(
      "the time comes in where a batch starts; its end tells when there is something to do")
  void time() throws Exception {
    LoopClock clock = new LoopClock();
    startWithFakes(clock, 5_000_000_000L);
    server.tcp().listen(Frames.PORT, Echo::new);
    introduce();
    server.startOfBatch(2_000_000_000);
    assertThat("the clock", clock.now(), equalTo(2_000_000_000L));
    assertThat("nothing to do", server.endOfBatch(), equalTo(FrameReceiver.NEVER));
    server.receive(ByteBuffer.wrap(Frames.tcp().flags("SYN").seq(1000).mss(1460).frame()));
    assertThat("the clock in the same batch", clock.now(), equalTo(2_000_000_000L));
    assertThat("something to do", server.endOfBatch(), equalTo(5_000_000_000L));
    assertThat(segment(Hex.bytes(kernel.receive())).flags(), equalTo("SYN,ACK"));
  }

  @Test
  @Order(16)
  @Exercise("5.1")
  @DisplayName("the layers below can be reached, and are the stack's own")
  void layersBelow() throws Exception {
    startWithFakes(new LoopClock(), FrameReceiver.NEVER);
    server.tcp().listen(Frames.PORT, Echo::new);
    introduce();
    answer(Frames.tcp().flags("SYN").seq(1000).mss(1460).frame());
    assertThat(server.tcp().connections().size(), equalTo(1));
    assertThat(server.layer().address(), equalTo(server.below().ipv4().address()));
    assertThat(server.layer().maximumSegmentSize(), equalTo(1460));
  }

  @ParameterizedTest(name = "seed {0}")
  @Order(13)
  @DisplayName("frames at random, and right ones with bytes changed, do no harm")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomFrames(long seed) throws Exception {
    connect();
    Random random = new Random(seed);
    byte[][] patterns = {
      ack(1, 1).payload("Hello, TCP!").frame(),
      Frames.tcp().flags("SYN").seq(5).mss(1460).frame(),
      Frames.tcp().from(Frames.KERNEL_IP, 40001).flags("SYN").mss(1460).frame(),
      Frames.arpRequest().frame(),
      Frames.arpReply().frame(),
      Frames.echoRequest().frame()
    };
    for (int i = 0; i < 3000; i++) {
      byte[] frame = patterns[random.nextInt(patterns.length)].clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        frame = Arrays.copyOf(frame, random.nextInt(frame.length + 100));
      }
      server.receive(ByteBuffer.wrap(frame));
      if (random.nextInt(3) == 0) {
        server.endOfBatch();
      }
    }
    server.endOfBatch();
    while (kernel.receive() != null) {
      // What it has answered to nonsense is nonsense too.
    }
    introduce(); // random ARP may have taught it nonsense
    TcpBuilder syn = Frames.tcp().from(Frames.KERNEL_IP, 45678).flags("SYN").seq(1).mss(1460);
    TcpFields synAck = answer(syn.frame());
    TcpBuilder text = Frames.tcp().from(Frames.KERNEL_IP, 45678).flags("ACK").seq(2);
    TcpFields echo = answer(text.ack(synAck.seq() + 1).payload("still alive").frame());
    assertThat(echo.text(), equalTo("still alive"));
  }
}
