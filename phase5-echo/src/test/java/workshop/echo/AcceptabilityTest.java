package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static workshop.testkit.SameBytes.sameBytes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, first: what lies outside the window is cut off. */
@Order(35)
@Exercise("5.7")
@DisplayName("Segments that lie partly within the window")
class AcceptabilityTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.senderOnly());
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @DisplayName("a duplicate is acknowledged again, and echoed once")
  void duplicate() {
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=11 ack=11");
    peer.sends("ACK seq=6 ack=11 len=5"); // the second half of it
    peer.expects("ACK seq=11 ack=11");
    peer.sends("ACK seq=11 ack=11 len=5");
    peer.expects("ACK seq=11 ack=16 len=5");
  }

  @ParameterizedTest(name = "{0} bytes are old")
  @Order(2)
  @DisplayName("overlapping on the left: only what is new is taken")
  @ValueSource(ints = {1, 5, 9})
  void overlapOnTheLeft(int old) {
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("ACK seq=%d ack=11 len=10".formatted(11 - old));
    peer.expects("ACK seq=11 ack=%d len=%d".formatted(21 - old, 10 - old));
  }

  @Test
  @Order(3)
  @DisplayName("overlapping on the left, back to before the SYN")
  void overlapWithTheSyn() {
    peer.connects();
    peer.sends("ACK seq=-4 ack=1 len=10");
    peer.expects("ACK seq=1 ack=6 len=5");
  }

  @Test
  @Order(4)
  @DisplayName("overlapping with a FIN after it: the FIN counts")
  void overlapWithFin() {
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("FIN,ACK seq=6 ack=11 len=10");
    peer.expects("FIN,ACK seq=11 ack=17 len=5");
    peer.sends("ACK seq=17 ack=17");
  }

  @Test
  @Order(5)
  @DisplayName("old text with a new FIN: the FIN counts")
  void oldTextWithFin() {
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("FIN,ACK seq=1 ack=11 len=10");
    peer.expects("FIN,ACK seq=11 ack=12");
    peer.sends("ACK seq=12 ack=12");
  }

  /** An application that reads nothing: the window closes. */
  private ManualApplication fill(int bytes) {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sendsText(1, bytes, 1);
    peer.expectsAcks("ACK seq=1 ack=%d win=%d".formatted(1 + bytes, 65535 - bytes));
    return application;
  }

  private static void assertReceived(ManualApplication application, int count) {
    byte[] received = new byte[application.stream.received().remaining()];
    application.stream.received().get(received);
    assertThat("the bytes that came", received, sameBytes(Exchange.stream(0, count)));
  }

  @ParameterizedTest(name = "{0} bytes too many")
  @Order(6)
  @DisplayName("overlapping on the right edge: what lies beyond the window is cut off")
  @ValueSource(ints = {1, 500, 1459})
  void overlapOnTheRight(int beyond) {
    int within = 1460 - beyond;
    ManualApplication application = fill(65535 - within);
    peer.sends("ACK seq=%d ack=1 len=1460".formatted(65536 - within));
    peer.expects("ACK seq=1 ack=65536 win=0");
    assertReceived(application, 65535);
  }

  @Test
  @Order(7)
  @DisplayName("overlapping on both sides")
  void overlapOnBothSides() {
    ManualApplication application = fill(65500);
    peer.sends("ACK seq=65401 ack=1 len=1000");
    peer.expects("ACK seq=1 ack=65536 win=0");
    assertReceived(application, 65535);
  }

  @Test
  @Order(8)
  @DisplayName("text that fills the window exactly is taken, a FIN after it is not")
  void finBeyondTheWindow() {
    ManualApplication application = fill(65525);
    peer.sends("FIN,ACK seq=65526 ack=1 len=10");
    peer.expects("ACK seq=1 ack=65536 win=0");
    assertReceived(application, 65535);
    exchange.assertState(peer, State.ESTABLISHED);
    exchange.application(() -> application.stream.consume(65535));
    peer.expects("ACK seq=1 ack=65536 win=65535");
    peer.sends("FIN,ACK seq=65536 ack=1");
    peer.expects("ACK seq=1 ack=65537");
    exchange.assertState(peer, State.CLOSE_WAIT);
  }

  @Test
  @Order(9)
  @DisplayName("text with one number of the window left over: the FIN fits in")
  void finWithinTheWindow() {
    fill(65524);
    peer.sends("FIN,ACK seq=65525 ack=1 len=10");
    peer.expects("ACK seq=1 ack=65536 win=0");
    exchange.assertState(peer, State.CLOSE_WAIT);
  }

  // --- A window of zero.

  @Test
  @Order(10)
  @DisplayName("window zero: a probe of one byte is answered, and not taken")
  void probe() {
    ManualApplication application = fill(65535);
    peer.sends("ACK seq=65536 ack=1 len=1");
    peer.expects("ACK seq=1 ack=65536 win=0");
    peer.sends("ACK seq=65536 ack=1 len=1460");
    peer.expects("ACK seq=1 ack=65536 win=0");
    assertReceived(application, 65535);
  }

  @ParameterizedTest(name = "seq={0} len={1}")
  @Order(11)
  @DisplayName("window zero: a probe with something old is answered as well")
  @CsvSource({
    "65535, 0", // as Linux probes
    "65535, 1",
    "65535, 2", // RFC 9293 section 3.10.7.4, first: not acceptable, so it is acknowledged
    "65036, 1000"
  })
  void probeWithOldText(long seq, int length) {
    ManualApplication application = fill(65535);
    peer.sends("ACK seq=%d ack=1 len=%d".formatted(seq, length));
    peer.expects("ACK seq=1 ack=65536 win=0");
    assertReceived(application, 65535);
  }

  @Test
  @Order(12)
  @DisplayName("window zero: a probe of one byte is answered at once")
  void probeWhileBusy() {
    fill(65535);
    exchange.batch(() -> peer.sends("ACK seq=65536 ack=1 len=1"));
    peer.expects("ACK seq=1 ack=65536 win=0");
  }

  @Test
  @Order(13)
  @DisplayName("window zero: the acknowledgment of a probe counts (MUST-66)")
  void acknowledgmentOfAProbe() {
    exchange.with(Parts.IN_ORDER);
    peer.window(5);
    ManualApplication application = fill(65535);
    exchange.application(() -> ManualApplication.write(application.stream, "HelloWorld"));
    peer.expects("ACK seq=1 ack=65536 win=0 data='Hello'");
    peer.sends("ACK seq=65536 ack=6 len=1");
    peer.expects("ACK seq=6 ack=65536 win=0 data='World'");
  }

  @Test
  @Order(14)
  @Exercise("5.8")
  @DisplayName("window zero: a reset at RCV.NXT counts; one elsewhere does not")
  void resetOfAProbe() {
    fill(65535);
    peer.sends("RST seq=65537");
    peer.sends("RST seq=65535");
    peer.expectsNothing();
    exchange.assertState(peer, State.ESTABLISHED);
    peer.sends("RST seq=65536");
    exchange.assertState(peer, State.CLOSED);
  }

  @Test
  @Order(15)
  @DisplayName("window zero: a FIN is answered, and not taken")
  void finIntoAWindowOfZero() {
    fill(65535);
    peer.sends("FIN,ACK seq=65536 ack=1");
    peer.expects("ACK seq=1 ack=65536 win=0");
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @Test
  @Order(16)
  @DisplayName("window zero: an ACK at RCV.NXT is acceptable, and not answered")
  void ackIntoAWindowOfZero() {
    fill(65535);
    peer.sends("ACK seq=65536 ack=1");
    peer.expectsNothing();
    peer.sends("ACK seq=65537 ack=1");
    peer.expects("ACK seq=1 ack=65536 win=0");
  }
}
