package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.MacAddress;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Stack;
import workshop.ipv4.Subnet;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.Options;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.TcpBuilder;

/** All of this phase, and those before it, from frame to frame. */
@Order(9)
@Exercise("4.7")
@DisplayName("The whole of phase 4, from frame to frame")
class TcpLayerTest {

  /** Writes down what it is told. */
  private static final class Notes implements TcpObserver {
    final List<String> received = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final List<DropReason> dropped = new ArrayList<>();

    @Override
    public void received(Ipv4Address source, TcpSegment segment) {
      received.add(source + ": " + segment);
    }

    @Override
    public void sent(Ipv4Address destination, TcpSegment segment) {
      sent.add(destination + ": " + segment);
    }

    @Override
    public void dropped(DropReason reason, ByteBuffer bytes) {
      dropped.add(reason);
    }
  }

  private final MemoryLink kernel = MemoryLink.create(Link.ETHERNET_MTU);
  private final Notes notes = new Notes();
  private Stack stack;

  private void startStack() throws Exception {
    stack = Stack.create(kernel.peer(), Options.DEFAULTS, notes);
    TcpLayer tcp = new TcpLayer(stack.ipv4(), notes);
    tcp.handle(new ClosedPorts(tcp));
    // So that the stack knows where to send its answers.
    assertThat(answerTo(Frames.arpRequest().frame()), sameFrame(Frames.arpReply().frame()));
  }

  private ByteBuffer answerTo(byte[] frame) throws IOException {
    stack.ethernet().receive(ByteBuffer.wrap(frame), 0);
    return kernel.receive();
  }

  private static byte[] reset() {
    TcpBuilder segment = Frames.tcp().fromStack().flags("RST,ACK").seq(0).ack(1001).window(0);
    return segment.ip(ip -> ip.identification(0).dontFragment()).frame();
  }

  @Test
  @Order(1)
  @DisplayName("a SYN is answered with a reset, byte by byte")
  void refuses() throws Exception {
    startStack();
    byte[] syn = Frames.tcp().flags("SYN").seq(1000).mss(1460).frame();
    assertThat(answerTo(syn), sameFrame(reset()));
    assertThat(
        notes.received, contains("192.168.100.1: 40000 > 8080 SYN seq=1000 win=65535 len=0"));
    assertThat(
        notes.sent, contains("192.168.100.1: 8080 > 40000 RST,ACK seq=0 ack=1001 win=0 len=0"));
  }

  @Test
  @Order(2)
  @DisplayName("the padding of a short frame is not taken for text")
  void paddingIsNoText() throws Exception {
    startStack();
    byte[] syn = Frames.tcp().flags("SYN").seq(1000).paddedFrame(); // 54 bytes, and 6 of padding
    assertThat(answerTo(syn), sameFrame(reset()));
  }

  @Test
  @Order(3)
  @Exercise("4.5")
  @DisplayName("what is malformed is dropped for its reason, and never answered")
  void dropsWhatIsMalformed() throws Exception {
    startStack();
    byte[] tooShort = Arrays.copyOf(Frames.tcp().flags("SYN").segment(), 19);
    assertThat(answerTo(Frames.ipv4().protocol(6).payload(tooShort).frame()), nullValue());
    assertThat(answerTo(Frames.tcp().flags("SYN").dataOffset(4).frame()), nullValue());
    assertThat(answerTo(Frames.tcp().flags("SYN").checksum(0xBAD).frame()), nullValue());
    assertThat(
        notes.dropped,
        contains(TcpDrop.SEGMENT_TOO_SHORT, TcpDrop.BAD_DATA_OFFSET, TcpDrop.BAD_CHECKSUM));
    assertThat(notes.received, empty());
  }

  @Test
  @Order(4)
  @Given
  @DisplayName("a segment has room for what is left of the MTU: 1500 - 20 - 20")
  void maximumSegmentSize() {
    EthernetLayer ethernet = new EthernetLayer(kernel.peer(), new MacAddress(1), notes);
    Subnet subnet = new Subnet(Segments.KERNEL, 24);
    Ipv4Layer ipv4 =
        new Ipv4Layer(ethernet, (neighbour, type, now) -> {}, Segments.STACK, subnet, notes);
    assertThat(new TcpLayer(ipv4, notes).maximumSegmentSize(), equalTo(1460));
  }

  @Test
  @Order(5)
  @Given
  @DisplayName("each reason is told in words")
  void reasonsInWords() {
    for (TcpDrop reason : TcpDrop.values()) {
      assertThat(reason.name(), reason.words().isBlank(), equalTo(false));
    }
  }
}
