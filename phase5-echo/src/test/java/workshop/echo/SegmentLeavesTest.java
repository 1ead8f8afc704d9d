package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;
import workshop.testkit.Given;
import workshop.testkit.Hex;

/** Which acknowledgment, window and options go with which segment; the halves are made up. */
@Order(9)
@Given
@DisplayName("The way out of a connection")
class SegmentLeavesTest {
  private static final int SEGMENT_SIZE = 100;
  private static final long SECOND = 1_000_000_000;
  private static final ConnectionId ID =
      new ConnectionId(new Ipv4Address(1), 8080, new Ipv4Address(2), 40000);

  private final List<TcpSegment> sent = new ArrayList<>();
  private final List<Ipv4Address> destinations = new ArrayList<>();
  private final LoopClock clock = new LoopClock();
  private final HalfReceiver receiver = new HalfReceiver();
  private final HalfSender sender = new HalfSender();
  private SegmentLeaves out;

  /** What fits into one segment, as the output was told last. */
  private int segmentText;

  /** A receiving half with something to tell in everything. */
  private static final class HalfReceiver implements Receiver {
    byte[] options = {1, 1, 1, 0};
    boolean ackOwed;

    /** Grows with each acknowledgment that goes out. */
    int window = 5000;

    @Override
    public ByteBuffer synOptions() {
      return ByteBuffer.wrap(Script.maximumSegmentSize(1234));
    }

    @Override
    public void start(SequenceNumber irs, ByteBuffer options) {}

    @Override
    public SequenceNumber next() {
      return new SequenceNumber(777);
    }

    @Override
    public int window() {
      return window;
    }

    @Override
    public UrgentPointer urgent() {
      throw new AssertionError("nothing of ours is urgent");
    }

    @Override
    public void text(SequenceNumber seq, ByteBuffer text) {}

    @Override
    public void fin(SequenceNumber seq) {}

    @Override
    public boolean finReached() {
      return false;
    }

    @Override
    public void oweAck() {
      ackOwed = true;
    }

    @Override
    public boolean isAckDue() {
      return ackOwed;
    }

    @Override
    public void acknowledge() {
      ackOwed = false;
      window += 1000;
    }

    @Override
    public int windowField(boolean syn) {
      return syn ? window : window / 8;
    }

    @Override
    public ByteBuffer options() {
      return ByteBuffer.wrap(options);
    }

    @Override
    public ByteBuffer received() {
      return TcpSegment.EMPTY;
    }

    @Override
    public void consume(int count) {}
  }

  /** A sending half with numbers that differ from each other, and one text to send. */
  private static final class HalfSender implements Sender {
    ByteBuffer text;

    @Override
    public void start(SequenceNumber iss) {}

    @Override
    public void peerOptions(ByteBuffer options) {}

    @Override
    public SequenceNumber unacknowledged() {
      return new SequenceNumber(50);
    }

    @Override
    public SequenceNumber next() {
      return new SequenceNumber(90);
    }

    @Override
    public SequenceNumber acceptable() {
      return new SequenceNumber(80);
    }

    @Override
    public int segmentSize() {
      return SEGMENT_SIZE;
    }

    @Override
    public int largestWindow() {
      return 0;
    }

    @Override
    public int write(ByteBuffer data) {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public boolean isClosed() {
      return false;
    }

    @Override
    public boolean finSent() {
      return false;
    }

    @Override
    public boolean finAcknowledged() {
      return false;
    }

    @Override
    public void acknowledged(TcpSegment segment) {}

    @Override
    public void transmit(Output output) {
      if (text != null) {
        output.send(next(), Script.PSH, text);
      }
    }
  }

  @BeforeEach
  void setUp() {
    Surroundings surroundings =
        new Surroundings(
            new SegmentSender() {
              @Override
              public void send(Ipv4Address destination, TcpSegment segment) {
                destinations.add(destination);
                sent.add(Script.copy(segment)); // what it shows is used again
              }

              @Override
              public void send(Ipv4Address destination, TcpSegment segment, int text) {
                segmentText = text;
                send(destination, segment);
              }

              @Override
              public int textAtOnce(int available, int text, boolean smallEnd) {
                return available + (smallEnd ? 1 : 0);
              }
            },
            ConnectionObserver.NOBODY,
            new Agenda(),
            clock);
    out = new SegmentLeaves(ID, receiver, sender, surroundings);
  }

  /** The only segment that has gone out; who it is for is right. */
  private TcpSegment segment() {
    assertThat(sent, hasSize(1));
    assertThat(destinations, contains(new Ipv4Address(2)));
    assertThat("source port", sent.get(0).sourcePort(), equalTo(8080));
    assertThat("destination port", sent.get(0).destinationPort(), equalTo(40000));
    assertThat("urgent pointer", sent.get(0).urgentPointer(), equalTo(0));
    return sent.get(0);
  }

  private static void check(TcpSegment segment, String flags, int seq, int ack, int window) {
    assertThat("flags", Script.flags(segment.flags()), equalTo(flags));
    assertThat("sequence number", segment.seq(), equalTo(new SequenceNumber(seq)));
    assertThat("acknowledgment", segment.ack(), equalTo(new SequenceNumber(ack)));
    assertThat("window", segment.window(), equalTo(window));
  }

  private static void checkNoText(TcpSegment segment, byte[] options) {
    assertThat("options", segment.options(), sameBytes(options));
    assertThat("text", segment.payload().limit(), equalTo(0));
  }

  @Test
  @Order(1)
  @DisplayName("SYN: with the first number, the options of a SYN, a window, and no acknowledgment")
  void syn() {
    receiver.ackOwed = true;
    out.sendSyn();
    check(segment(), "SYN", 50, 0, 5000);
    checkNoText(segment(), Script.maximumSegmentSize(1234));
    assertThat("it has acknowledged nothing", receiver.ackOwed, equalTo(true));
  }

  @Test
  @Order(2)
  @DisplayName("SYN-ACK: the same, with an acknowledgment; the window is neither scaled nor larger")
  void synAck() {
    out.sendSynAck();
    check(segment(), "SYN,ACK", 50, 777, 5000);
    checkNoText(segment(), Script.maximumSegmentSize(1234));
  }

  @Test
  @Order(3)
  @DisplayName("ACK: with a number that the peer accepts, the window after the promise, options")
  void ack() {
    receiver.ackOwed = true;
    out.sendAck();
    check(segment(), "ACK", 80, 777, 750); // 5000 + 1000, scaled
    checkNoText(segment(), receiver.options);
    assertThat("an ACK is owed", receiver.ackOwed, equalTo(false));
  }

  @Test
  @Order(4)
  @DisplayName("reset: with the number that it is given, and nothing else")
  void reset() {
    receiver.ackOwed = true;
    out.sendReset(new SequenceNumber(12345));
    check(segment(), "RST", 12345, 0, 0);
    checkNoText(segment(), new byte[0]);
    assertThat("it has acknowledged nothing", receiver.ackOwed, equalTo(true));
  }

  @Test
  @Order(5)
  @DisplayName("text: with its own number and flags, an acknowledgment, window and options")
  void text() {
    receiver.ackOwed = true;
    ByteBuffer text = ByteBuffer.wrap(Exchange.stream(0, 60)).position(10).limit(50);
    out.send(new SequenceNumber(60), Script.PSH | Script.FIN, text);
    check(segment(), "FIN,PSH,ACK", 60, 777, 750);
    assertThat("options", segment().options(), sameBytes(receiver.options));
    assertThat("text", segment().payload(), sameBytes(Exchange.stream(10, 40)));
    assertThat("an ACK is owed", receiver.ackOwed, equalTo(false));
  }

  @ParameterizedTest(name = "{0} bytes of text")
  @Order(6)
  @DisplayName("options and text together never exceed the segment size: text comes first")
  @ValueSource(ints = {0, 1, 95, 96, 97, 99, 100})
  void optionsAndText(int count) {
    out.send(new SequenceNumber(60), 0, ByteBuffer.wrap(Exchange.stream(0, count)));
    assertThat("text", segment().payload(), sameBytes(Exchange.stream(0, count)));
    boolean fit = count + receiver.options.length <= SEGMENT_SIZE;
    assertThat("options", segment().options(), sameBytes(fit ? receiver.options : new byte[0]));
    assertThat(
        "options and text",
        segment().options().limit() + segment().payload().limit(),
        lessThanOrEqualTo(SEGMENT_SIZE));
  }

  @Test
  @Order(7)
  @DisplayName("a segment that the link will cut has the options, and room for them in each part")
  void superSegment() {
    out.send(new SequenceNumber(60), 0, ByteBuffer.wrap(Exchange.stream(0, 3 * 96)));
    assertThat("text", segment().payload(), sameBytes(Exchange.stream(0, 3 * 96)));
    assertThat("options", segment().options(), sameBytes(receiver.options));
    assertThat("the text of each part", segmentText, equalTo(96));
    assertThat("how much at once, by the output", out.textAtOnce(500, 96, true), equalTo(501));
  }

  @Test
  @Order(8)
  @DisplayName("the sender is told how many bytes the options take up now")
  void optionsLength() {
    assertThat(out.optionsLength(), equalTo(4));
    receiver.options = new byte[12];
    assertThat(out.optionsLength(), equalTo(12));
    receiver.options = new byte[0];
    assertThat(out.optionsLength(), equalTo(0));
  }

  @Test
  @Order(8)
  @DisplayName("the end of a batch: text takes an acknowledgment that is due along")
  void textTakesTheAckAlong() {
    receiver.ackOwed = true;
    sender.text = ByteBuffer.wrap(Exchange.stream(0, 5));
    out.sendTextOrAck();
    check(segment(), "PSH,ACK", 90, 777, 750);
    assertThat("text", segment().payload(), sameBytes(Exchange.stream(0, 5)));
  }

  @Test
  @Order(9)
  @DisplayName("the end of a batch: without text, an acknowledgment that is due goes by itself")
  void ackByItself() {
    receiver.ackOwed = true;
    out.sendTextOrAck();
    check(segment(), "ACK", 80, 777, 750);
    out.sendTextOrAck();
    assertThat("once", sent, hasSize(1));
  }

  @Test
  @Order(10)
  @DisplayName("the end of a batch: without text, and with nothing due, nothing goes")
  void nothingToSay() {
    out.sendTextOrAck();
    assertThat(sent, empty());
  }

  @Test
  @Order(11)
  @DisplayName("challenge ACKs: ten a second")
  void challengeAcks() {
    for (int i = 0; i < 30; i++) {
      out.sendChallengeAck();
    }
    assertThat(sent, hasSize(10));
    check(sent.get(9), "ACK", 80, 777, (5000 + 10 * 1000) / 8);
    clock.set(SECOND);
    out.sendChallengeAck();
    assertThat(sent, hasSize(11));
  }

  @Test
  @Order(12)
  @DisplayName("other ACKs are not counted among the challenge ACKs, and never held back")
  void otherAcks() {
    for (int i = 0; i < 30; i++) {
      out.sendAck();
    }
    assertThat(sent, hasSize(30));
    out.sendChallengeAck();
    assertThat(sent, hasSize(31));
  }

  @Test
  @Order(13)
  @DisplayName("the text is what lies from position to limit; the sender's buffer stays as it is")
  void leavesTheBuffersAlone() {
    ByteBuffer text = ByteBuffer.wrap(Hex.bytes("01 02 03 04")).position(1);
    out.send(new SequenceNumber(60), 0, text);
    assertThat("position", text.position(), equalTo(1));
    assertThat("text", segment().payload(), sameBytes(Hex.bytes("02 03 04")));
  }
}
