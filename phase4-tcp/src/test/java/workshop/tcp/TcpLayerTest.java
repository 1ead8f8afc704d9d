package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.ethernet.Addresses;
import workshop.ethernet.EthernetLayer;
import workshop.ethernet.MacAddress;
import workshop.ethernet.NeighbourSender;
import workshop.ipv4.Ipv4Layer;
import workshop.ipv4.Stack;
import workshop.ipv4.Subnet;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.TcpBuilder;

/** All of this phase, and those before it, from frame to frame. */
@Order(11)
@Exercise("4.7")
@DisplayName("The whole of phase 4, from frame to frame")
class TcpLayerTest {

  /** Writes down what happens. */
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

  /** A link with other capabilities than it had. */
  private record LinkWith(Capabilities capabilities, Link link) implements Link {
    @Override
    public void await(long timeoutNanos) throws IOException {
      link.await(timeoutNanos);
    }

    @Override
    public ByteBuffer receive() throws IOException {
      return link.receive();
    }

    @Override
    public void send(OutgoingFrame frame) throws IOException {
      link.send(frame);
    }

    @Override
    public void wake() {
      link.wake();
    }

    @Override
    public void close() throws IOException {
      link.close();
    }
  }

  /** Nothing arrives. */
  private static final class Nowhere implements NeighbourSender {
    @Override
    public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) {}

    @Override
    public void doubt(Ipv4Address neighbour) {}
  }

  private final MemoryLink kernel = MemoryLink.create(Link.ETHERNET_MTU);

  /** Does what a network card does: checks checksums, and carries what is cut later. */
  private final Link card =
      new LinkWith(new Capabilities(Link.ETHERNET_MTU, 14 + 65535, true, true), kernel.peer());

  private final Notes notes = new Notes();
  private Stack stack;
  private TcpLayer tcp;

  private void startStack() throws Exception {
    startStack(kernel.peer());
    tcp.handle(new ClosedPorts(tcp));
  }

  private void startStack(Link link) throws Exception {
    stack = Stack.create(link, Addresses.DEFAULTS, new LoopClock(), notes);
    tcp = new TcpLayer(stack.ipv4(), notes);
    // So that the stack knows where to send its answers.
    assertThat(answerTo(Frames.arpRequest().frame()), sameFrame(Frames.arpReply().frame()));
  }

  private ByteBuffer answerTo(byte[] frame) throws IOException {
    stack.ethernet().receive(DirectMemory.within(frame));
    return kernel.receive();
  }

  private static byte[] reset() {
    return sent(Frames.tcp().flags("RST,ACK").seq(0).ack(1001).window(0));
  }

  /** As the stack sends it to the kernel. */
  private static byte[] sent(TcpBuilder segment) {
    return segment.fromStack().ip(ip -> ip.identification(0).dontFragment()).frame();
  }

  /** An ACK from the stack's server to the kernel's client. */
  private static TcpSegment ack(byte[] options, byte[] payload) {
    return new TcpSegment(
        8080,
        40000,
        new SequenceNumber(1),
        new SequenceNumber(2),
        TcpFlags.ACK,
        65535,
        0,
        ByteBuffer.wrap(options),
        ByteBuffer.wrap(payload));
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
  @DisplayName("a malformed segment is dropped with the right reason, and never answered")
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
  @Exercise("4.5")
  @DisplayName(
      "a link that checks checksums: TCP accepts its segments, even with a partial checksum")
  void believesTheLink() throws Exception {
    // c0a8 + 6401 + c0a8 + 6402 + 0006 + 0014 = 2496d, and with the carry brought round 496f: the
    // kernel sums up the pseudo-header, and leaves the rest to the card.
    byte[] partial = Frames.tcp().flags("SYN").seq(1000).checksum(0x496F).frame();
    startStack(card);
    assertThat(answerTo(partial), nullValue());
    assertThat(notes.dropped, empty());
    assertThat(
        notes.received, contains("192.168.100.1: 40000 > 8080 SYN seq=1000 win=65535 len=0"));

    startStack(kernel.peer());
    assertThat(answerTo(partial), nullValue());
    assertThat("a link that has checked nothing", notes.dropped, contains(TcpDrop.BAD_CHECKSUM));
    assertThat(notes.received, hasSize(1));
  }

  @Test
  @Order(5)
  @Exercise("4.5")
  @DisplayName("a link that checks checksums: segments with impossible lengths are still dropped")
  void doesNotBelieveTheLengths() throws Exception {
    startStack(card);
    byte[] tooShort = Arrays.copyOf(Frames.tcp().flags("SYN").segment(), 19);
    assertThat(answerTo(Frames.ipv4().protocol(6).payload(tooShort).frame()), nullValue());
    assertThat(answerTo(Frames.tcp().flags("SYN").dataOffset(4).frame()), nullValue());
    assertThat(answerTo(Frames.tcp().flags("SYN").dataOffset(6).frame()), nullValue());
    assertThat(
        notes.dropped,
        contains(TcpDrop.SEGMENT_TOO_SHORT, TcpDrop.BAD_DATA_OFFSET, TcpDrop.BAD_DATA_OFFSET));
    assertThat(notes.received, empty());
  }

  @ParameterizedTest(name = "{0} bytes of options")
  @Order(6)
  @Exercise("4.5")
  @DisplayName("three headers go before the text, and the text stays as it is")
  @ValueSource(ints = {0, 1, 4, 40})
  void sendsThreeHeaders(int size) throws Exception {
    startStack(kernel.peer());
    byte[] options = new byte[size];
    Arrays.fill(options, (byte) 1);
    // A longer one before, so that the frame is dirty.
    for (int length : new int[] {1460 - 40, 5, 0, 6}) {
      byte[] text = new byte[length];
      Arrays.fill(text, (byte) 'x');
      tcp.send(Segments.KERNEL, ack(options, text));
      byte[] expected =
          sent(Frames.tcp().flags("ACK").seq(1).ack(2).options(options).payload(text));
      assertThat(length + " bytes", kernel.receive(), sameFrame(expected));
    }
  }

  @Test
  @Order(7)
  @Exercise("4.5")
  @DisplayName("a segment may be as large as the link's largest frame")
  void sendsTheLargestFrame() throws Exception {
    startStack(card);
    byte[] text = new byte[65535 - 20 - 20];
    Arrays.fill(text, (byte) 'x');
    tcp.send(Segments.KERNEL, ack(new byte[0], text));
    byte[] expected = sent(Frames.tcp().flags("ACK").seq(1).ack(2).payload(text));
    assertThat("the frame, in bytes", expected.length, equalTo(card.capabilities().largestFrame()));
    assertThat(kernel.receive(), sameFrame(expected));
  }

  @Test
  @Order(8)
  @Given
  @DisplayName("a segment has room for the MTU minus two headers, on each link: 1500 - 20 - 20")
  void maximumSegmentSize() {
    for (Link link : List.of(kernel.peer(), card)) {
      EthernetLayer ethernet = new EthernetLayer(link, new MacAddress(1), new LoopClock(), notes);
      Subnet subnet = new Subnet(Segments.KERNEL, 24);
      Ipv4Layer ipv4 = new Ipv4Layer(ethernet, new Nowhere(), Segments.STACK, subnet, notes);
      assertThat(new TcpLayer(ipv4, notes).maximumSegmentSize(), equalTo(1460));
    }
  }

  @Test
  @Order(10)
  @Exercise("4.5")
  @DisplayName("leaves checksums and segmentation to the link if it is told to")
  void leavesWork() throws Exception {
    startStack(card);
    List<String> asked = new ArrayList<>();
    tcp.leave(
        new Offload() {
          @Override
          public void checksum(OutgoingFrame segment, Ipv4Address from, Ipv4Address to) {
            asked.add("checksum %d bytes %s > %s".formatted(segment.size(), from, to));
            segment.bytes().putShort(16, (short) 0x1234);
          }

          @Override
          public int textAtOnce(int available, int segmentText, boolean smallEnd) {
            return available - segmentText + (smallEnd ? 1 : 0);
          }

          @Override
          public void segmentation(OutgoingFrame segment, int text, int segmentText) {
            asked.add("segmentation %d of %d".formatted(segmentText, text));
          }
        });
    tcp.send(Segments.KERNEL, ack(new byte[0], new byte[100]), 30);
    assertThat(
        asked,
        contains("checksum 120 bytes 192.168.100.2 > 192.168.100.1", "segmentation 30 of 100"));
    assertThat("the checksum", kernel.receive().getShort(50), equalTo((short) 0x1234));
    asked.clear();
    tcp.send(Segments.KERNEL, ack(new byte[0], new byte[0]));
    assertThat(
        "a segment that is never cut, such as a reset",
        asked,
        contains("checksum 20 bytes 192.168.100.2 > 192.168.100.1"));
    kernel.receive();
    assertThat("text at once", tcp.textAtOnce(10, 3, true), equalTo(8));
    assertThat(tcp.capabilities(), equalTo(card.capabilities()));

    tcp.leave(Offload.NOTHING);
    tcp.send(Segments.KERNEL, ack(new byte[0], new byte[100]), 30);
    byte[] whole = sent(Frames.tcp().flags("ACK").seq(1).ack(2).payload(new byte[100]));
    assertThat("a link that TCP leaves nothing to", kernel.receive(), sameFrame(whole));
    assertThat("text at once", tcp.textAtOnce(10, 3, true), equalTo(3));
  }

  @Test
  @Order(9)
  @Given
  @DisplayName("each reason is told in words")
  void reasonsInWords() throws Exception {
    Field[] reasons = TcpDrop.class.getFields();
    assertThat(reasons.length, greaterThan(0));
    for (Field reason : reasons) {
      String words = ((DropReason) reason.get(null)).words();
      assertThat(reason.getName(), words.isBlank(), equalTo(false));
    }
  }
}
