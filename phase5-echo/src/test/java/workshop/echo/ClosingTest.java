package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.6, and section 3.10.7.4, eighth: check the FIN bit. */
@Order(32)
@Exercise("5.6")
@DisplayName("Closing")
class ClosingTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();

  // --- The peer closes first.

  @Test
  @Order(1)
  @DisplayName("the peer closes: CLOSE-WAIT, LAST-ACK, gone")
  void peerClosesFirst() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    assertThat(exchange.state(peer), equalTo(State.LAST_ACK));
    peer.sends("ACK seq=2 ack=2");
    peer.expectsNothing();
    assertThat(
        exchange.transitions,
        contains(
            "LISTEN > SYN-RECEIVED",
            "SYN-RECEIVED > ESTABLISHED",
            "ESTABLISHED > CLOSE-WAIT",
            "CLOSE-WAIT > LAST-ACK",
            "LAST-ACK > CLOSED"));
    assertThat("connections in the table", exchange.connections(), equalTo(0));
    assertThat(exchange.aborts, empty());
  }

  @Test
  @Order(2)
  @DisplayName("text on a FIN is echoed before our own FIN, and acknowledged once")
  void textOnFin() {
    peer.connects();
    peer.sends("FIN,PSH,ACK seq=1 ack=1 data='Hello'");
    peer.expects("FIN,PSH,ACK seq=1 ack=7 data='Hello'");
    peer.expectsNothing();
    peer.sends("ACK seq=7 ack=7");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(3)
  @DisplayName("full segments with a FIN on the last one: all of it, then our FIN")
  void textOnFinOfALongStream() {
    peer.connects();
    exchange.batch(
        () -> {
          peer.sends("ACK seq=1 ack=1 len=1460");
          peer.sends("ACK seq=1461 ack=1 len=1460");
          peer.sends("FIN,ACK seq=2921 ack=1 len=1460");
        });
    peer.expects("ACK seq=1 ack=4382 len=1460");
    peer.expects("ACK seq=1461 ack=4382 len=1460");
    peer.expects("FIN,PSH,ACK seq=2921 ack=4382 len=1460");
    peer.sends("ACK seq=4382 ack=4382");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(4)
  @DisplayName("half-closed: all that was received is echoed, as the peer's window lets it")
  void halfClose() {
    peer.connects("win=10 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=25");
    peer.expects("ACK seq=1 ack=27 len=10");
    assertThat(exchange.state(peer), equalTo(State.CLOSE_WAIT));
    peer.sends("ACK seq=27 ack=11");
    peer.expects("ACK seq=11 ack=27 len=10");
    peer.sends("ACK seq=27 ack=21");
    peer.expects("FIN,ACK seq=21 ack=27 len=5");
    peer.sends("ACK seq=27 ack=27");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(5)
  @DisplayName("half-closed, and the peer does not read for a while: nothing is lost")
  void halfCloseWithoutReading() {
    peer.connects("win=0 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=25");
    peer.expects("ACK seq=1 ack=27");
    exchange.later(60);
    assertThat(exchange.state(peer), equalTo(State.CLOSE_WAIT));
    peer.sends("ACK seq=27 ack=1 win=1000");
    peer.expects("FIN,PSH,ACK seq=1 ack=27 len=25");
    peer.sends("ACK seq=27 ack=27");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(6)
  @DisplayName("our FIN keeps to the peer's window: it takes up a number")
  void finKeepsToTheWindow() {
    peer.connects("win=5 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=7 len=5"); // the window is full
    assertThat(exchange.state(peer), equalTo(State.CLOSE_WAIT));
    peer.sends("ACK seq=7 ack=6 win=0");
    peer.expectsNothing();
    peer.sends("ACK seq=7 ack=6 win=1");
    peer.expects("FIN,ACK seq=6 ack=7");
    peer.sends("ACK seq=7 ack=7");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(7)
  @DisplayName("a window with one number more than the text: the FIN goes with it")
  void finFitsInTheWindow() {
    peer.connects("win=6 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("FIN,ACK seq=1 ack=7 len=5");
    peer.sends("ACK seq=7 ack=7");
  }

  @Test
  @Order(8)
  @DisplayName("a segment as large as can be may carry the FIN too: the MSS counts text only")
  void finOnAFullSegment() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1 len=1460");
    peer.expects("FIN,ACK seq=1 ack=1462 len=1460");
    peer.sends("ACK seq=1462 ack=1462");
  }

  @Test
  @Order(9)
  @DisplayName("an ACK of our text, but not of our FIN, does not end LAST-ACK")
  void partialAckInLastAck() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("FIN,ACK seq=1 ack=7 len=5");
    peer.sends("ACK seq=7 ack=6");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.LAST_ACK));
    peer.sends("ACK seq=7 ack=7");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(10)
  @DisplayName("the peer's FIN once more: acknowledged once more, echoed never")
  void finAgain() {
    peer.connects("win=0 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=7");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=7");
    peer.sends("FIN,ACK seq=6 ack=1");
    peer.expects("ACK seq=1 ack=7");
    peer.sends("ACK seq=7 ack=1 win=1000");
    peer.expects("FIN,ACK seq=1 ack=7 len=5");
    peer.sends("FIN,ACK seq=6 ack=1"); // it has not heard our answer
    peer.expects("ACK seq=7 ack=7");
    peer.sends("ACK seq=7 ack=7");
    assertThat("connections in the table", exchange.connections(), equalTo(0));
  }

  @Test
  @Order(11)
  @DisplayName("once gone, a late segment is reset")
  void lateSegment() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    peer.sends("ACK seq=2 ack=2");
    peer.sends("ACK seq=2 ack=2");
    peer.expects("RST seq=2");
  }

  @Test
  @Order(12)
  @DisplayName("the same addresses and ports at once again: a new connection, with greater numbers")
  void fourTupleAgain() {
    for (int i = 0; i < 5; i++) {
      long before = peer.iss();
      peer.initialSequenceNumber(1000 + i * 100_000L);
      peer.connects();
      if (i > 0) {
        // Half a second has passed: 125,000 ticks of 4 microseconds.
        assertThat(peer.iss() - before & 0xFFFF_FFFFL, equalTo(125_000L));
      }
      peer.sends("FIN,ACK seq=1 ack=1 len=10");
      peer.expects("FIN,ACK seq=1 ack=12 len=10");
      peer.sends("ACK seq=12 ack=12");
      assertThat("connections in the table", exchange.connections(), equalTo(0));
      exchange.later(0.5);
    }
  }

  // --- We close first.

  @Test
  @Order(13)
  @DisplayName("we close: FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT")
  void weCloseFirst() {
    exchange.serving(() -> new ManualApplication(TcpStream::close));
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.FIN_WAIT_1));
    peer.sends("ACK seq=1 ack=2");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.FIN_WAIT_2));
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    assertThat(
        exchange.transitions,
        contains(
            "LISTEN > SYN-RECEIVED",
            "SYN-RECEIVED > ESTABLISHED",
            "ESTABLISHED > FIN-WAIT-1",
            "FIN-WAIT-1 > FIN-WAIT-2",
            "FIN-WAIT-2 > TIME-WAIT"));
    assertThat("connections in the table", exchange.connections(), equalTo(1));
  }

  @Test
  @Order(14)
  @DisplayName("we close, and the peer acknowledges with its own FIN: TIME-WAIT at once")
  void finWithAckOfOurs() {
    InState in = InState.reach(State.FIN_WAIT_1, exchange);
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    assertThat(exchange.state(peer), equalTo(State.TIME_WAIT));
    assertThat(in.application().told, empty());
  }

  @Test
  @Order(15)
  @DisplayName("both close at the same time: CLOSING, TIME-WAIT")
  void simultaneousClose() {
    InState.reach(State.FIN_WAIT_1, exchange);
    peer.sends("FIN,ACK seq=1 ack=1"); // not acknowledged: our FINs have crossed
    peer.expects("ACK seq=2 ack=2");
    assertThat(exchange.state(peer), equalTo(State.CLOSING));
    peer.sends("ACK seq=2 ack=1");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.CLOSING));
    peer.sends("ACK seq=2 ack=2");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.TIME_WAIT));
  }

  @Test
  @Order(16)
  @DisplayName("we close, and the peer goes on sending: all of it is received")
  void textAfterOurFin() {
    InState in = InState.reach(State.FIN_WAIT_2, exchange);
    peer.sends("ACK seq=1 ack=2 data='Hello'");
    peer.expects("ACK seq=2 ack=6");
    peer.sends("FIN,ACK seq=6 ack=2 data=', TCP!'");
    peer.expects("ACK seq=2 ack=13");
    assertThat(ManualApplication.received(in.application().stream), equalTo("Hello, TCP!"));
    assertThat(exchange.state(peer), equalTo(State.TIME_WAIT));
  }

  @Test
  @Order(17)
  @DisplayName("what was written before closing goes out before the FIN, as the window lets it")
  void writtenBeforeClosing() {
    ManualApplication application =
        new ManualApplication(
            stream -> {
              ManualApplication.write(stream, "HelloWorld");
              stream.close();
            });
    exchange.serving(() -> application);
    peer.sends("SYN seq=0 mss=1460 win=5");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 win=5");
    peer.expects("ACK seq=1 ack=1 data='Hello'");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
    peer.sends("ACK seq=1 ack=6 win=6");
    peer.expects("FIN,PSH,ACK seq=6 ack=1 data='World'");
    assertThat(exchange.state(peer), equalTo(State.FIN_WAIT_1));
    peer.sends("ACK seq=1 ack=11");
    assertThat(exchange.state(peer), equalTo(State.FIN_WAIT_1));
    peer.sends("ACK seq=1 ack=12");
    assertThat(exchange.state(peer), equalTo(State.FIN_WAIT_2));
  }

  @Test
  @Order(18)
  @Exercise("5.5")
  @DisplayName("nothing can be written after closing")
  void nothingAfterClosing() {
    InState in = InState.reach(State.FIN_WAIT_1, exchange);
    exchange.application(
        () -> assertThat(ManualApplication.write(in.application().stream, "too late"), equalTo(0)));
    peer.expectsNothing();
  }

  @ParameterizedTest
  @Order(19)
  @Exercise("5.7")
  @EnumSource(
      value = State.class,
      names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"})
  @DisplayName("a FIN that was acknowledged is acknowledged again in every state")
  void finAgainInEveryState(State state) {
    InState in = InState.reach(state, exchange);
    for (int i = 0; i < 3; i++) {
      peer.sends("FIN,ACK seq=1 ack=%d".formatted(in.unacknowledged()));
      peer.expects(in.ack());
      in.assertStill();
    }
  }

  @ParameterizedTest
  @Order(20)
  @EnumSource(
      value = State.class,
      names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2"})
  @DisplayName("a FIN after a hole is not taken, and what is missing is told")
  void finBehindAHole(State state) {
    InState in = InState.reach(state, exchange);
    peer.sends("FIN,ACK seq=2 ack=%d".formatted(in.unacknowledged()));
    peer.expects(in.ack());
    in.assertStill();
  }

  @ParameterizedTest
  @Order(21)
  @EnumSource(
      value = State.class,
      names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"})
  @DisplayName("there is no second FIN after the first one")
  void secondFin(State state) {
    InState in = InState.reach(state, exchange);
    peer.sends("FIN,ACK seq=2 ack=%d".formatted(in.unacknowledged()));
    peer.mayAnswer(in.ack());
    in.assertStill();
  }
}
