package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

@Order(26)
@Exercise("5.5")
@DisplayName("The sending half")
class InOrderSenderTest {
  /** Where our numbers start; the last tests begin where they wrap around. */
  private int iss = 1000;

  private final StreamOptions options = new StreamOptions();
  private final InOrderSender sender = new InOrderSender(1460, options);
  private int peersNext = 1;

  @BeforeEach
  void start() {
    sender.start(number(0));
  }

  /** Counted from our own initial number. */
  private SequenceNumber number(int relative) {
    return new SequenceNumber(iss + relative);
  }

  private void assertNumbers(int unacknowledged, int next) {
    Told.assertIs("SND.UNA", sender.unacknowledged().value() - iss, unacknowledged);
    Told.assertIs("SND.NXT", sender.next().value() - iss, next);
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

  /** What it sends now, for instance {@code "1 Hello PSH"}: number, text and flags. */
  private List<String> sends() {
    List<String> sent = new ArrayList<>();
    SendLimit limit = new SendLimit();
    sender.transmit(
        new FakeOutput(
            (seq, flags, text) -> {
              limit.sent();
              int number = seq.value() - iss;
              sent.add("%d %s %s".formatted(number, inShort(text), Script.flags(flags)));
            }));
    return sent;
  }

  /** A long run of one letter as {@code "48*a"}. */
  private static String inShort(ByteBuffer text) {
    return Pattern.compile("(.)\\1{10,}")
        .matcher(Script.CHARSET.decode(text))
        .replaceAll(run -> run.group().length() + "*" + run.group(1));
  }

  /** Exactly these go out now: number, text and flags of each. */
  private void assertSends(String... expected) {
    Told.assertTold("sent now (number, text, flags)", sends(), (Object[]) expected);
  }

  @Test
  @Order(1)
  @DisplayName("the SYN takes up the first number")
  void atTheStart() {
    assertNumbers(0, 1);
    established(100, 1000);
    assertNumbers(1, 1);
    Told.assertIs(
        "the largest window: SendWindow.take gets each ACK", sender.largestWindow(), 1000);
    assertSends();
  }

  @Test
  @Order(2)
  @DisplayName("what is written goes out, the last of it with PSH")
  void sendsWhatIsWritten() {
    established(48, 1000);
    Told.assertIs("bytes taken by write", writes("a".repeat(48) + "b"), 49);
    assertSends("1 48*a none");
    acknowledges(49, 1000);
    assertSends("49 b PSH");
    Told.assertIs("SND.NXT", sender.next().value() - iss, 50);
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
    assertSends("1 48*a none", "49 48*b none");
    assertSends();
    acknowledges(49, 96);
    assertSends("97 48*c PSH");
  }

  @Test
  @Order(5)
  @DisplayName("never more than the peer's segment size: 536 where it has told none")
  void segmentSize() {
    sender.peerOptions(TcpOptions.NONE);
    acknowledges(1, 65535);
    writes("x".repeat(1072));
    assertSends("1 536*x none", "537 536*x PSH");
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
            1,
            2,
            new SequenceNumber(1),
            number(1),
            Script.ACK,
            1000,
            0,
            TcpOptions.NONE,
            TcpSegment.EMPTY);
    small.acknowledged(ack);
    small.write(ByteBuffer.allocate(120));
    SendLimit limit = new SendLimit();
    small.transmit(
        new FakeOutput(
            (seq, flags, text) -> {
              limit.sent();
              sizes.add(text.remaining());
            }));
    if (sizes.isEmpty()) {
      throw new AssertionError("sent nothing: was the window of the first ACK taken?");
    }
    Told.assertTold("bytes of text in each segment", sizes, 60, 60);
  }

  @Test
  @Order(7)
  @DisplayName("a little text waits while something is on its way (Nagle), by default")
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
    Told.assertIs("SND.NXT", sender.next().value() - iss, 7);
    assertSends();
    Told.assertIs("finAcknowledged()", sender.finAcknowledged(), false);
    acknowledges(6, 1000);
    Told.assertIs("text only", sender.finAcknowledged(), false);
    acknowledges(7, 1000);
    Told.assertIs("finAcknowledged()", sender.finAcknowledged(), true);
    assertSends();
  }

  @Test
  @Order(9)
  @DisplayName("the FIN goes with the last of several segments, not earlier")
  void finWithTheLast() {
    established(48, 1000);
    writes("a".repeat(60));
    sender.close();
    assertSends("1 48*a none", "49 12*a FIN,PSH");
  }

  @Test
  @Order(9)
  @DisplayName("a segment as large as can be may carry the FIN, too: the MSS counts text only")
  void finOnAFullSegment() {
    established(48, 1000);
    writes("a".repeat(48));
    sender.close();
    assertSends("1 48*a FIN,PSH");
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
    Told.assertIs("finAcknowledged()", sender.finAcknowledged(), true);
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
  @DisplayName("after closing, a little text waits (Nagle) if there is no room for the FIN")
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
    Told.assertIs("bytes taken by write", writes("more"), 0);
  }

  @Test
  @Order(13)
  @DisplayName("it holds 65535 bytes that are not acknowledged, and no more")
  void room() {
    established(1460, 2000);
    ByteBuffer much = ByteBuffer.allocate(100_000);
    Told.assertIs("bytes taken by write", sender.write(much), 65535);
    Told.assertIs("the position after them", much.position(), 65535);
    Told.assertIs("segments sent", sends().size(), 1);
    Told.assertIs("sent is not acknowledged", sender.write(much), 0);
    acknowledges(1461, 2000);
    Told.assertIs("bytes taken by write", sender.write(much), 1460);
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
    Told.assertIs("SND.UNA", sender.unacknowledged().value() - iss, 6);
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
    Told.assertIs("the largest window", sender.largestWindow(), 100);
  }

  @Test
  @Order(15)
  @DisplayName("a segment that comes again has an old number and a new window: call take first")
  void windowOfAnOldSegmentThatAcknowledgesMore() {
    established(1460, 5);
    writes("HelloWorld");
    assertSends("1 Hello none");
    acknowledges(20, 1, 5);
    acknowledges(10, 6, 3);
    assertSends("6 Wor none");
  }

  @Test
  @Order(16)
  @DisplayName("the largest window is remembered")
  void largestWindow() {
    established(1460, 5);
    acknowledges(1, 700);
    acknowledges(1, 30);
    Told.assertIs("the largest window", sender.largestWindow(), 700);
  }

  @ParameterizedTest(name = "our numbers start at {0}")
  @Order(18)
  @DisplayName("4294967295 is followed by 0, and 2147483647 is not the largest number either")
  @ValueSource(longs = {4_294_967_291L, 4_294_967_295L, 2_147_483_643, 2_147_483_647})
  void wrapAround(long start) {
    iss = (int) start;
    sender.start(number(0));
    established(1460, 5);
    writes("HelloWorld");
    sender.close();
    assertSends("1 Hello none");
    acknowledges(4, 5);
    acknowledges(6, 6);
    assertNumbers(6, 6);
    assertSends("6 World FIN,PSH");
    acknowledges(11, 6);
    Told.assertIs("finAcknowledged()", sender.finAcknowledged(), false);
    acknowledges(12, 6);
    assertNumbers(12, 12);
    Told.assertIs("finAcknowledged()", sender.finAcknowledged(), true);
    acknowledges(6, 6); // an old one
    assertNumbers(12, 12);
  }

  @ParameterizedTest(name = "the peer''s numbers start at {0}")
  @Order(19)
  @DisplayName("a peer whose numbers wrap around: its newest window counts")
  @ValueSource(ints = {-3, Integer.MAX_VALUE - 3})
  void peersNumbersWrapAround(int start) {
    peersNext = start;
    established(1460, 5);
    writes("HelloWorld");
    assertSends("1 Hello none");
    acknowledges(start + 10, 6, 0);
    acknowledges(start + 2, 6, 5);
    assertSends(); // the older segment brings no window
  }
}
