package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.testkit.Exercise;

@Order(23)
@Exercise("5.3")
@DisplayName("The receiving half")
class InOrderReceiverTest {
  private static final int MSS = 1460;

  /** Where the peer's numbers start; the last tests begin where they wrap around. */
  private int irs = 1000;

  private final InOrderReceiver receiver = new InOrderReceiver(MSS);

  @BeforeEach
  void start() {
    receiver.start(number(0), TcpOptions.NONE);
  }

  /** Counted from the peer's initial number. */
  private SequenceNumber number(int relative) {
    return new SequenceNumber(irs + relative);
  }

  private static ByteBuffer text(String text) {
    return direct(text.getBytes(Script.CHARSET));
  }

  /** As it comes from a device: in memory that is no array of Java's, and not to be changed. */
  private static ByteBuffer direct(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 7);
    return buffer.put(7, bytes).slice(7, bytes.length).asReadOnlyBuffer();
  }

  private void assertNext(String when, int expected) {
    Told.assertIs("RCV.NXT " + when, receiver.next().value() - irs, expected);
  }

  private void fill(int count) {
    int at = receiver.next().value() - irs;
    receiver.text(number(at), direct(Exchange.stream(at, count)));
  }

  /** The window in a segment with an acknowledgment that goes out now. */
  private static int tells(InOrderReceiver receiver) {
    receiver.acknowledge();
    return receiver.windowField(false);
  }

  private void assertReceived(String expected) {
    assertThat("received", receiver.received(), sameBytes(expected.getBytes(Script.CHARSET)));
  }

  @Test
  @Order(1)
  @DisplayName("it expects the number after the SYN, and promises all its room")
  void atTheStart() {
    assertNext("at the start", 1);
    Told.assertIs("the window", receiver.window(), 65535);
    receiver.acknowledge();
    Told.assertIs("the window that is told", receiver.windowField(true), 65535);
    Told.assertIs("finReached()", receiver.finReached(), false);
    Told.assertIs("isWindowUpdateDue()", receiver.isWindowUpdateDue(), false);
    assertReceived("");
  }

  @Test
  @Order(2)
  @DisplayName("text in order is kept, and the window closes by as much")
  void inOrder() {
    receiver.text(number(1), text("Hello"));
    receiver.text(number(6), text(", TCP!"));
    assertReceived("Hello, TCP!");
    assertNext("after 11 bytes of text", 12);
    Told.assertIs("the window", receiver.window(), 65535 - 11);
    Told.assertIs("the window that is told", tells(receiver), 65535 - 11);
  }

  @Test
  @Order(3)
  @DisplayName("text that comes too early, or again, is refused")
  void outOfOrder() {
    receiver.text(number(2), text("ello"));
    assertReceived("");
    assertNext("after text that came too early", 1);
    receiver.text(number(1), text("Hello"));
    receiver.text(number(1), text("Hello"));
    assertReceived("Hello");
    assertNext("after 5 bytes of text", 6);
  }

  @Test
  @Order(4)
  @DisplayName("text is taken from index 0 to the limit, copied, and the buffer left as it was")
  void copies() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(5).put(0, "Hello".getBytes(Script.CHARSET));
    buffer.position(3);
    receiver.text(number(1), buffer);
    Told.assertIs("the position of the buffer with the text", buffer.position(), 3);
    Told.assertIs("its limit", buffer.limit(), 5);
    buffer.put(0, (byte) 'J');
    assertReceived("Hello");
    assertNext("after 5 bytes of text", 6);
  }

  @Test
  @Order(5)
  @DisplayName("a FIN in order takes up a number")
  void fin() {
    receiver.text(number(1), text("Hello"));
    receiver.fin(number(6));
    Told.assertIs("finReached()", receiver.finReached(), true);
    assertNext("after 5 bytes of text and a FIN", 7);
    assertReceived("Hello");
  }

  @Test
  @Order(5)
  @DisplayName("after the FIN no text is taken")
  void textAfterFin() {
    receiver.text(number(1), text("Hello"));
    receiver.fin(number(6));
    receiver.text(number(7), text("more"));
    assertReceived("Hello");
    assertNext("after text that came after the FIN", 7);
  }

  @Test
  @Order(5)
  @DisplayName("after the FIN there is no second one")
  void finAfterFin() {
    receiver.text(number(1), text("Hello"));
    receiver.fin(number(6));
    receiver.fin(number(7));
    assertNext("after a second FIN", 7);
    receiver.fin(number(6));
    assertNext("after the same FIN again", 7);
  }

  @Test
  @Order(6)
  @DisplayName("a FIN that comes too early, or has an old number, is refused")
  void finTooEarly() {
    receiver.fin(number(6));
    Told.assertIs("finReached()", receiver.finReached(), false);
    assertNext("after a FIN that came too early", 1);
    receiver.text(number(1), text("Hello"));
    receiver.fin(number(5));
    Told.assertIs("finReached()", receiver.finReached(), false);
    assertNext("after a FIN with an old number", 6);
  }

  @Test
  @Order(7)
  @DisplayName("what is consumed makes room, but is told only when it is worth it (MUST-39)")
  void consumed() {
    fill(10_000);
    receiver.consume(MSS - 1);
    Told.assertIs("told, with less than a segment of room", tells(receiver), 55_535);
    receiver.consume(1); // a full segment
    Told.assertIs("promised so far", receiver.window(), 55_535);
    Told.assertIs("told now", tells(receiver), 55_535 + MSS);
    Told.assertIs("promised now", receiver.window(), 55_535 + MSS);
  }

  private void assertUpdateDue(String when, boolean expected) {
    Told.assertIs("isWindowUpdateDue() " + when, receiver.isWindowUpdateDue(), expected);
  }

  @Test
  @Order(8)
  @DisplayName("an update is due when the window has grown by two full segments")
  void updateDue() {
    fill(10_000);
    receiver.consume(2 * MSS - 1);
    assertUpdateDue("with room for two segments less one byte", false);
    receiver.consume(1);
    assertUpdateDue("with room for two segments", true);
    tells(receiver);
    assertUpdateDue("once it is told", false);
    receiver.consume(2 * MSS);
    assertUpdateDue("with room for two more", true);
  }

  @Test
  @Order(9)
  @DisplayName("with very large segments, half of the room is worth telling")
  void largeSegments() {
    InOrderReceiver other = new InOrderReceiver(60_000);
    other.start(number(0), TcpOptions.NONE);
    other.text(number(1), direct(new byte[60_000]));
    other.consume(32_766);
    Told.assertIs("the window that is told", tells(other), 5535);
    Told.assertIs("isWindowUpdateDue()", other.isWindowUpdateDue(), false);
    other.consume(1);
    Told.assertIs("isWindowUpdateDue()", other.isWindowUpdateDue(), true);
    Told.assertIs("the window that is told", tells(other), 5535 + 32_767);
  }

  @Test
  @Order(10)
  @DisplayName("the right edge of the window never goes back, whatever happens")
  void rightEdge() {
    int edge = 0;
    for (int i = 0; i < 1000; i++) {
      fill(Math.min(receiver.window(), i * 37 % 5000));
      receiver.consume(Math.min(receiver.received().remaining(), i * 41 % 5000));
      int window = tells(receiver);
      int newEdge = receiver.next().value() - irs + window;
      assertThat(
          "step " + i + ": the right edge of the window went back from " + edge + " to",
          newEdge,
          greaterThanOrEqualTo(edge));
      int promised = window + receiver.received().remaining();
      assertThat("step " + i + ": promised and waiting", promised, lessThanOrEqualTo(65535));
      edge = newEdge;
    }
  }

  @Test
  @Order(11)
  @DisplayName("after a FIN no more room is promised")
  void noPromiseAfterFin() {
    fill(10_000);
    receiver.fin(number(10_001));
    receiver.consume(10_000);
    assertUpdateDue("after the FIN", false);
    Told.assertIs("the window that is told", tells(receiver), 55_534);
  }

  @ParameterizedTest(name = "the peer''s numbers start at {0}")
  @Order(12)
  @DisplayName("4294967295 is followed by 0, and 2147483647 is not the largest number either")
  @ValueSource(longs = {4_294_967_293L, 4_294_967_295L, 2_147_483_645, 2_147_483_647})
  void wrapAround(long start) {
    irs = (int) start;
    receiver.start(number(0), TcpOptions.NONE);
    receiver.text(number(6), text("early"));
    receiver.fin(number(6));
    receiver.text(number(-4), text("older"));
    assertNext("after what is old or comes too early", 1);
    receiver.text(number(1), text("Hello"));
    receiver.text(number(1), text("Hello"));
    assertReceived("Hello");
    Told.assertIs("the window", tells(receiver), 65535 - 5);
    receiver.fin(number(6));
    Told.assertIs("finReached()", receiver.finReached(), true);
    assertNext("after 5 bytes of text and a FIN", 7);
  }

  @ParameterizedTest(name = "the window''s end starts at {0}")
  @Order(13)
  @DisplayName("the end of the window may lie beyond 4294967295, or beyond 2147483647")
  @ValueSource(longs = {4_294_967_295L, 2_147_483_647})
  void edgeWrapsAround(long edge) {
    irs = (int) edge - 65536;
    receiver.start(number(0), TcpOptions.NONE);
    fill(10_000);
    receiver.consume(10_000);
    assertUpdateDue("with room for 10,000 bytes", true);
    Told.assertIs("the window that is told", tells(receiver), 65535);
  }
}
