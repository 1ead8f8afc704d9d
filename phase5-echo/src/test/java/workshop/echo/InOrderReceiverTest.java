package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.testkit.Exercise;

@Order(23)
@Exercise("5.3")
@DisplayName("The receiving half")
class InOrderReceiverTest {
  private static final int MSS = 1460;
  private static final int IRS = -3; // so that the numbers wrap around early

  private final InOrderReceiver receiver = new InOrderReceiver(MSS);

  @BeforeEach
  void start() {
    receiver.start(number(0), TcpOptions.NONE);
  }

  /** Counted from the peer's initial number. */
  private static SequenceNumber number(int relative) {
    return new SequenceNumber(IRS + relative);
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(Script.CHARSET));
  }

  private void fill(int count) {
    int at = receiver.next().value() - IRS;
    receiver.text(number(at), ByteBuffer.wrap(Exchange.stream(at, count)));
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
    assertThat("RCV.NXT", receiver.next(), equalTo(number(1)));
    assertThat("the window", receiver.window(), equalTo(65535));
    receiver.acknowledge();
    assertThat("the window that is told", receiver.windowField(true), equalTo(65535));
    assertThat("finReached()", receiver.finReached(), equalTo(false));
    assertThat("isWindowUpdateDue()", receiver.isWindowUpdateDue(), equalTo(false));
    assertReceived("");
  }

  @Test
  @Order(2)
  @DisplayName("text in order is kept, and the window closes by as much")
  void inOrder() {
    receiver.text(number(1), text("Hello"));
    receiver.text(number(6), text(", TCP!"));
    assertReceived("Hello, TCP!");
    assertThat("RCV.NXT", receiver.next(), equalTo(number(12)));
    assertThat("the window", receiver.window(), equalTo(65535 - 11));
    assertThat("the window that is told", tells(receiver), equalTo(65535 - 11));
  }

  @Test
  @Order(3)
  @DisplayName("text that comes too early, or again, is refused")
  void outOfOrder() {
    receiver.text(number(2), text("ello"));
    assertReceived("");
    assertThat("RCV.NXT", receiver.next(), equalTo(number(1)));
    receiver.text(number(1), text("Hello"));
    receiver.text(number(1), text("Hello"));
    assertReceived("Hello");
    assertThat("RCV.NXT", receiver.next(), equalTo(number(6)));
  }

  @Test
  @Order(4)
  @DisplayName("text is taken from index 0 to the limit, copied, and the buffer left as it was")
  void copies() {
    ByteBuffer buffer = ByteBuffer.wrap("Hello".getBytes(Script.CHARSET)).position(3);
    receiver.text(number(1), buffer);
    assertThat("the position of the buffer with the text", buffer.position(), equalTo(3));
    buffer.put(0, (byte) 'J');
    assertReceived("Hello");
  }

  @Test
  @Order(5)
  @DisplayName("a FIN in order takes up a number; nothing comes after it")
  void fin() {
    receiver.text(number(1), text("Hello"));
    receiver.fin(number(6));
    assertThat("finReached()", receiver.finReached(), equalTo(true));
    assertThat("RCV.NXT", receiver.next(), equalTo(number(7)));
    receiver.text(number(7), text("more"));
    receiver.fin(number(7));
    assertThat("RCV.NXT after more after the FIN", receiver.next(), equalTo(number(7)));
    assertReceived("Hello");
  }

  @Test
  @Order(6)
  @DisplayName("a FIN that comes too early is refused")
  void finTooEarly() {
    receiver.fin(number(6));
    assertThat("finReached()", receiver.finReached(), equalTo(false));
    assertThat("RCV.NXT", receiver.next(), equalTo(number(1)));
  }

  @Test
  @Order(7)
  @DisplayName("what is consumed makes room, but is told only when it is worth it (MUST-39)")
  void consumed() {
    fill(10_000);
    receiver.consume(MSS - 1);
    assertThat("the window that is told", tells(receiver), equalTo(55_535));
    receiver.consume(1); // a full segment
    assertThat("promised so far", receiver.window(), equalTo(55_535));
    assertThat("told now", tells(receiver), equalTo(55_535 + MSS));
    assertThat("promised now", receiver.window(), equalTo(55_535 + MSS));
  }

  @Test
  @Order(8)
  @DisplayName("an update is due when the window has grown by two full segments")
  void updateDue() {
    fill(10_000);
    receiver.consume(2 * MSS - 1);
    assertThat("isWindowUpdateDue()", receiver.isWindowUpdateDue(), equalTo(false));
    receiver.consume(1);
    assertThat("isWindowUpdateDue()", receiver.isWindowUpdateDue(), equalTo(true));
    tells(receiver);
    assertThat("isWindowUpdateDue()", receiver.isWindowUpdateDue(), equalTo(false));
  }

  @Test
  @Order(9)
  @DisplayName("with very large segments, half of the room is worth telling")
  void largeSegments() {
    InOrderReceiver other = new InOrderReceiver(60_000);
    other.start(number(0), TcpOptions.NONE);
    other.text(number(1), ByteBuffer.wrap(new byte[60_000]));
    other.consume(32_766);
    assertThat("the window that is told", tells(other), equalTo(5535));
    assertThat("isWindowUpdateDue()", other.isWindowUpdateDue(), equalTo(false));
    other.consume(1);
    assertThat("isWindowUpdateDue()", other.isWindowUpdateDue(), equalTo(true));
    assertThat("the window that is told", tells(other), equalTo(5535 + 32_767));
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
      int newEdge = receiver.next().value() - IRS + window;
      assertThat("step " + i + ": the edge does not go back", newEdge >= edge, equalTo(true));
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
    assertThat("isWindowUpdateDue()", receiver.isWindowUpdateDue(), equalTo(false));
    assertThat("the window that is told", tells(receiver), equalTo(55_534));
  }
}
