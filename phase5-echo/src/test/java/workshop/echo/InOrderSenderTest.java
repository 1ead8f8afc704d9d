package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

@Order(27)
@Exercise("5.5")
@DisplayName("The sending half")
class InOrderSenderTest {
  private static final int ISS = -4; // so that the numbers wrap around early

  private final StreamOptions options = new StreamOptions();
  private final InOrderSender sender = new InOrderSender(1460, options);
  private int peersNext = 1;

  @BeforeEach
  void start() {
    sender.start(number(0));
  }

  /** Counted from our own initial number. */
  private static SequenceNumber number(int relative) {
    return new SequenceNumber(ISS + relative);
  }

  private void established(int mss, int window) {
    sender.peerOptions(TcpOptions.withMaximumSegmentSize(mss));
    acknowledges(1, window);
  }

  private void acknowledges(int ack, int window) {
    acknowledges(peersNext, ack, window);
  }

  private void acknowledges(int seq, int ack, int window) {
    TcpSegment segment =
        new TcpSegment(
            1,
            2,
            new SequenceNumber(seq),
            number(ack),
            Script.ACK,
            window,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    sender.acknowledged(segment);
  }

  private int writes(String text) {
    return sender.write(ByteBuffer.wrap(text.getBytes(Script.CHARSET)));
  }

  /** What it sends now, for instance {@code "1 Hello PSH"}. */
  private List<String> sends() {
    List<String> sent = new ArrayList<>();
    SendLimit limit = new SendLimit();
    sender.transmit(
        new FakeOutput(
            (seq, flags, text) -> {
              limit.sent();
              int number = seq.value() - ISS;
              sent.add(
                  "%d %s %s".formatted(number, Script.CHARSET.decode(text), Script.flags(flags)));
            }));
    return sent;
  }

  private void assertSends(String... expected) {
    assertThat("sent now", sends(), equalTo(List.of(expected)));
  }

  @Test
  @Order(1)
  @DisplayName("the SYN takes up the first number")
  void atTheStart() {
    assertThat("SND.UNA", sender.unacknowledged(), equalTo(number(0)));
    assertThat("SND.NXT", sender.next(), equalTo(number(1)));
    established(100, 1000);
    assertThat("SND.UNA", sender.unacknowledged(), equalTo(number(1)));
    assertThat("SND.NXT", sender.next(), equalTo(number(1)));
    assertThat("the largest window", sender.largestWindow(), equalTo(1000));
    assertSends();
  }

  @Test
  @Order(2)
  @DisplayName("what is written goes out, the last of it with PSH")
  void sendsWhatIsWritten() {
    established(48, 1000);
    assertThat("bytes taken by write", writes("a".repeat(48) + "b"), equalTo(49));
    assertSends("1 " + "a".repeat(48) + " none");
    acknowledges(49, 1000);
    assertSends("49 b PSH");
    assertThat("SND.NXT", sender.next(), equalTo(number(50)));
  }

  @Test
  @Order(3)
  @DisplayName("never more than the peer's window")
  void window() {
    established(1460, 5);
    writes("HelloWorld!");
    assertSends("1 Hello none");
    assertSends();
    acknowledges(6, 0);
    assertSends();
    acknowledges(6, 5);
    assertSends("6 World none");
    acknowledges(11, 5);
    assertSends("11 ! PSH");
  }

  @Test
  @Order(4)
  @DisplayName("what is on its way takes up the window, until it is acknowledged")
  void inFlight() {
    established(48, 96);
    writes("a".repeat(48) + "b".repeat(48) + "c".repeat(48));
    assertSends("1 " + "a".repeat(48) + " none", "49 " + "b".repeat(48) + " none");
    assertSends();
    acknowledges(49, 96);
    assertSends("97 " + "c".repeat(48) + " PSH");
  }

  @Test
  @Order(5)
  @DisplayName("never more than the peer's segment size: 536 where it has told none")
  void segmentSize() {
    sender.peerOptions(TcpOptions.NONE);
    acknowledges(1, 65535);
    writes("x".repeat(1072));
    assertSends("1 " + "x".repeat(536) + " none", "537 " + "x".repeat(536) + " PSH");
  }

  @Test
  @Order(6)
  @DisplayName("never more than our own link carries")
  void ownSegmentSize() {
    InOrderSender small = new InOrderSender(60, options);
    small.start(number(0));
    small.peerOptions(TcpOptions.withMaximumSegmentSize(1460));
    List<Integer> sizes = new ArrayList<>();
    TcpSegment ack =
        new TcpSegment(
            1, 2, number(0), number(1), Script.ACK, 1000, 0, TcpOptions.NONE, TcpSegment.EMPTY);
    small.acknowledged(ack);
    small.write(ByteBuffer.allocate(120));
    SendLimit limit = new SendLimit();
    small.transmit(
        new FakeOutput(
            (seq, flags, text) -> {
              limit.sent();
              sizes.add(text.remaining());
            }));
    assertThat("bytes in each segment", sizes, contains(60, 60));
  }

  @Test
  @Order(7)
  @DisplayName("a little waits while something is on its way (Nagle), unless told otherwise")
  void nagle() {
    established(1460, 1000);
    writes("a");
    assertSends("1 a PSH");
    writes("b");
    assertSends();
    options.setNagle(false);
    assertSends("2 b PSH");
    options.setNagle(true);
    writes("c");
    writes("d");
    assertSends();
    acknowledges(2, 1000);
    assertSends();
    acknowledges(3, 1000);
    assertSends("3 cd PSH");
  }

  @Test
  @Order(8)
  @DisplayName("the FIN goes after all that was written, takes up a number, and goes once")
  void fin() {
    established(1460, 1000);
    writes("Hello");
    sender.close();
    assertSends("1 Hello FIN,PSH");
    assertThat("SND.NXT", sender.next(), equalTo(number(7)));
    assertSends();
    assertThat("finAcknowledged()", sender.finAcknowledged(), equalTo(false));
    acknowledges(6, 1000);
    assertThat("text only", sender.finAcknowledged(), equalTo(false));
    acknowledges(7, 1000);
    assertThat("finAcknowledged()", sender.finAcknowledged(), equalTo(true));
    assertSends();
  }

  @Test
  @Order(9)
  @DisplayName("the FIN goes with the last of several segments, not earlier")
  void finWithTheLast() {
    established(48, 1000);
    writes("a".repeat(60));
    sender.close();
    assertSends("1 " + "a".repeat(48) + " none", "49 " + "a".repeat(12) + " FIN,PSH");
  }

  @Test
  @Order(10)
  @DisplayName("a FIN alone, also while text is on its way")
  void finAlone() {
    established(1460, 1000);
    writes("Hello");
    assertSends("1 Hello PSH");
    sender.close();
    assertSends("6  FIN");
    acknowledges(7, 1000);
    assertThat("finAcknowledged()", sender.finAcknowledged(), equalTo(true));
  }

  @Test
  @Order(11)
  @DisplayName("a FIN needs room in the window")
  void finNeedsRoom() {
    established(1460, 5);
    writes("Hello");
    sender.close();
    assertSends("1 Hello PSH");
    acknowledges(6, 0);
    assertSends();
    acknowledges(6, 1);
    assertSends("6  FIN");
  }

  @Test
  @Order(17)
  @DisplayName(
      "a little waits (Nagle) also after closing, where the FIN that would take it has no room")
  void nagleAfterClosing() {
    established(1460, 6);
    writes("Hello");
    assertSends("1 Hello PSH");
    writes("W");
    sender.close();
    assertSends();
    acknowledges(1, 7);
    assertSends("6 W FIN,PSH");
  }

  @Test
  @Order(12)
  @DisplayName("after closing nothing more can be written")
  void closed() {
    established(1460, 5);
    sender.close();
    assertThat("bytes taken by write", writes("more"), equalTo(0));
  }

  @Test
  @Order(13)
  @DisplayName("it holds 65535 bytes that are not acknowledged, and no more")
  void room() {
    established(1460, 2000);
    ByteBuffer much = ByteBuffer.allocate(100_000);
    assertThat("bytes taken by write", sender.write(much), equalTo(65535));
    assertThat("the position after them", much.position(), equalTo(65535));
    assertThat("segments sent", sends().size(), equalTo(1));
    assertThat("sent is not acknowledged", sender.write(much), equalTo(0));
    acknowledges(1461, 2000);
    assertThat("bytes taken by write", sender.write(much), equalTo(1460));
  }

  @Test
  @Order(14)
  @DisplayName("an old ACK changes nothing")
  void oldAck() {
    established(1460, 5);
    writes("HelloWorld");
    assertSends("1 Hello none");
    acknowledges(6, 0);
    acknowledges(3, 100);
    acknowledges(1, 100);
    assertThat("SND.UNA", sender.unacknowledged(), equalTo(number(6)));
    assertSends();
  }

  @Test
  @Order(15)
  @DisplayName("an old segment does not bring an old window back")
  void oldWindow() {
    established(1460, 5);
    writes("HelloWorld");
    assertSends("1 Hello none");
    acknowledges(20, 6, 0);
    acknowledges(10, 6, 100);
    assertSends();
    acknowledges(20, 6, 100);
    assertSends("6 World PSH");
    assertThat("the largest window", sender.largestWindow(), equalTo(100));
  }

  @Test
  @Order(16)
  @DisplayName("the largest window is remembered")
  void largestWindow() {
    established(1460, 5);
    acknowledges(1, 700);
    acknowledges(1, 30);
    assertThat("the largest window", sender.largestWindow(), equalTo(700));
  }
}
