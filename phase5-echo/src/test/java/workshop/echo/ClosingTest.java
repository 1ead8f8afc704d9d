package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.6, and section 3.10.7.4, eighth: check the FIN bit. */
@Order(32)
@Exercise("5.6")
@DisplayName("Closing")
class ClosingTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();

  // --- One step each, called by itself.

  @ParameterizedTest(name = "the peer''s numbers start at {0}, {1} bytes of text")
  @Order(1)
  @CsvSource({"1000, 0", "1000, 5", "4294967290, 5", "2147483640, 5", "2147483647, 1460"})
  @DisplayName("a FIN's number is the one after the text of its segment")
  void numberOfTheFin(long start, int length) {
    FakeReceiver receiver = new FakeReceiver(1460, 65535);
    exchange.with(FakeParts.around(receiver));
    peer.initialSequenceNumber(start);
    InState in = InState.reach(State.ESTABLISHED, exchange);
    Closing.checkFin(in.connection(), peer.hasSent("FIN,ACK seq=1 ack=1 len=" + length));
    Told.assertTold(
        "number of the FIN that the receiver was told",
        receiver.fins.stream().map(number -> peer.relativeToPeer(number.value())).toList(),
        1L + length);
    exchange.endOfBatch();
    peer.mayAnswer("ACK seq=1 ack=" + (length == 0 ? 2 : 1)); // the text was never taken
  }

  @Test
  @Order(2)
  @DisplayName("a FIN alone is acknowledged")
  void finIsAcknowledged() {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    Closing.checkFin(in.connection(), peer.hasSent("FIN,ACK seq=1 ack=1"));
    exchange.endOfBatch();
    peer.expects("ACK seq=1 ack=2");
  }

  @ParameterizedTest(name = "in {0}")
  @Order(2)
  @CsvSource({"ESTABLISHED, CLOSE_WAIT", "FIN_WAIT_1, CLOSING", "FIN_WAIT_2, TIME_WAIT"})
  @DisplayName("enterAfterFin: where the peer's FIN leads")
  void afterFin(State state, State next) {
    InState in = InState.reach(state, exchange);
    exchange.transitions.clear();
    Closing.enterAfterFin(in.connection());
    exchange.assertTransitions(state + " > " + next);
    exchange.assertConnections(1);
  }

  @ParameterizedTest(name = "in {0}")
  @Order(3)
  @CsvSource({"FIN_WAIT_1, FIN_WAIT_2", "CLOSING, TIME_WAIT", "LAST_ACK, CLOSED"})
  @DisplayName("enterAfterOurFinArrived: where the acknowledgment of our FIN leads")
  void afterOurFinArrived(State state, State next) {
    InState in = InState.reach(state, exchange);
    exchange.transitions.clear();
    Closing.enterAfterOurFinArrived(in.connection());
    exchange.assertTransitions(state + " > " + next);
    exchange.assertConnections(next == State.CLOSED ? 0 : 1);
    in.application().assertTold(next == State.CLOSED ? new String[] {"closed"} : new String[0]);
  }

  @ParameterizedTest(name = "in {0}")
  @Order(3)
  @EnumSource(
      value = State.class,
      names = {"FIN_WAIT_2", "TIME_WAIT"})
  @DisplayName("enterAfterOurFinArrived: later ACKs say the same again, and change nothing")
  void ourFinKnown(State state) {
    InState in = InState.reach(state, exchange);
    exchange.transitions.clear();
    Closing.enterAfterOurFinArrived(in.connection());
    exchange.assertTransitions();
    exchange.assertConnections(1);
  }

  // --- The peer closes first.

  @Test
  @Order(4)
  @DisplayName("the peer closes: CLOSE-WAIT, LAST-ACK, gone")
  void peerClosesFirst() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    exchange.assertState(peer, State.LAST_ACK);
    peer.sends("ACK seq=2 ack=2");
    peer.expectsNothing();
    exchange.assertTransitions(
        "LISTEN > SYN-RECEIVED",
        "SYN-RECEIVED > ESTABLISHED",
        "ESTABLISHED > CLOSE-WAIT",
        "CLOSE-WAIT > LAST-ACK",
        "LAST-ACK > CLOSED");
    exchange.assertConnections(0);
    Told.assertTold("why it was given up", exchange.aborts);
  }

  @Test
  @Order(5)
  @DisplayName("text on a FIN is echoed before our own FIN, and acknowledged once")
  void textOnFin() {
    peer.connects();
    peer.sends("FIN,PSH,ACK seq=1 ack=1 data='Hello'");
    peer.expects("FIN,PSH,ACK seq=1 ack=7 data='Hello'");
    peer.expectsNothing();
    peer.sends("ACK seq=7 ack=7");
    exchange.assertConnections(0);
  }

  @Test
  @Order(6)
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
    exchange.assertConnections(0);
  }

  @Test
  @Order(7)
  @DisplayName("half-closed: all that was received is echoed, as the peer's window lets it")
  void halfClose() {
    peer.connects("win=10 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=25");
    peer.expects("ACK seq=1 ack=27 len=10");
    exchange.assertState(peer, State.CLOSE_WAIT);
    peer.sends("ACK seq=27 ack=11");
    peer.expects("ACK seq=11 ack=27 len=10");
    peer.sends("ACK seq=27 ack=21");
    peer.expects("FIN,ACK seq=21 ack=27 len=5");
    peer.sends("ACK seq=27 ack=27");
    exchange.assertConnections(0);
  }

  @Test
  @Order(8)
  @DisplayName("half-closed, and the peer does not read for a while: nothing is lost")
  void halfCloseWithoutReading() {
    peer.connects("win=0 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=25");
    peer.expects("ACK seq=1 ack=27");
    exchange.later(60);
    exchange.assertState(peer, State.CLOSE_WAIT);
    peer.sends("ACK seq=27 ack=1 win=1000");
    peer.expects("FIN,PSH,ACK seq=1 ack=27 len=25");
    peer.sends("ACK seq=27 ack=27");
    exchange.assertConnections(0);
  }

  @Test
  @Order(9)
  @DisplayName("our FIN keeps to the peer's window: it takes up a number")
  void finKeepsToTheWindow() {
    peer.connects("win=5 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=7 len=5"); // the window is full
    exchange.assertState(peer, State.CLOSE_WAIT);
    peer.sends("ACK seq=7 ack=6 win=0");
    peer.expectsNothing();
    peer.sends("ACK seq=7 ack=6 win=1");
    peer.expects("FIN,ACK seq=6 ack=7");
    peer.sends("ACK seq=7 ack=7");
    exchange.assertConnections(0);
  }

  @Test
  @Order(10)
  @DisplayName("a window with one number more than the text: the FIN goes with it")
  void finFitsInTheWindow() {
    peer.connects("win=6 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("FIN,ACK seq=1 ack=7 len=5");
    peer.sends("ACK seq=7 ack=7");
  }

  @Test
  @Order(11)
  @DisplayName("a segment as large as can be may carry the FIN too: the MSS counts text only")
  void finOnAFullSegment() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1 len=1460");
    peer.expects("FIN,ACK seq=1 ack=1462 len=1460");
    peer.sends("ACK seq=1462 ack=1462");
  }

  @Test
  @Order(12)
  @DisplayName("an ACK of our text, but not of our FIN, does not end LAST-ACK")
  void partialAckInLastAck() {
    peer.connects();
    peer.sends("FIN,ACK seq=1 ack=1 len=5");
    peer.expects("FIN,ACK seq=1 ack=7 len=5");
    peer.sends("ACK seq=7 ack=6");
    peer.expectsNothing();
    exchange.assertState(peer, State.LAST_ACK);
    peer.sends("ACK seq=7 ack=7");
    exchange.assertConnections(0);
  }

  @Test
  @Order(13)
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
    exchange.assertConnections(0);
  }

  @Test
  @Order(14)
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
  @Order(15)
  @DisplayName("the same addresses and ports at once again: a new connection, with greater numbers")
  void fourTupleAgain() {
    for (int i = 0; i < 5; i++) {
      long before = peer.iss();
      peer.initialSequenceNumber(1000 + i * 100_000L);
      peer.connects();
      if (i > 0) {
        // Half a second has passed: 125,000 ticks of 4 microseconds.
        Told.assertIs("further on", peer.iss() - before & 0xFFFF_FFFFL, 125_000L);
      }
      peer.sends("FIN,ACK seq=1 ack=1 len=10");
      peer.expects("FIN,ACK seq=1 ack=12 len=10");
      peer.sends("ACK seq=12 ack=12");
      exchange.assertConnections(0);
      exchange.later(0.5);
    }
  }

  // --- We close first.

  @Test
  @Order(16)
  @DisplayName("we close: FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT")
  void weCloseFirst() {
    exchange.serving(() -> new ManualApplication(TcpStream::close));
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=1");
    exchange.assertState(peer, State.FIN_WAIT_1);
    peer.sends("ACK seq=1 ack=2");
    peer.expectsNothing();
    exchange.assertState(peer, State.FIN_WAIT_2);
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    exchange.assertTransitions(
        "LISTEN > SYN-RECEIVED",
        "SYN-RECEIVED > ESTABLISHED",
        "ESTABLISHED > FIN-WAIT-1",
        "FIN-WAIT-1 > FIN-WAIT-2",
        "FIN-WAIT-2 > TIME-WAIT");
    exchange.assertConnections(1);
  }

  @Test
  @Order(17)
  @DisplayName("we close, and the peer acknowledges with its own FIN: TIME-WAIT at once")
  void finWithAckOfOurs() {
    InState in = InState.reach(State.FIN_WAIT_1, exchange);
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    exchange.assertState(peer, State.TIME_WAIT);
    in.application().assertTold();
  }

  @Test
  @Order(18)
  @DisplayName("both close at the same time: CLOSING, TIME-WAIT")
  void simultaneousClose() {
    InState.reach(State.FIN_WAIT_1, exchange);
    peer.sends("FIN,ACK seq=1 ack=1"); // not acknowledged: our FINs have crossed
    peer.expects("ACK seq=2 ack=2");
    exchange.assertState(peer, State.CLOSING);
    peer.sends("ACK seq=2 ack=1");
    peer.expectsNothing();
    exchange.assertState(peer, State.CLOSING);
    peer.sends("ACK seq=2 ack=2");
    peer.expectsNothing();
    exchange.assertState(peer, State.TIME_WAIT);
  }

  @Test
  @Order(19)
  @DisplayName("we close, and the peer goes on sending: all of it is received")
  void textAfterOurFin() {
    InState in = InState.reach(State.FIN_WAIT_2, exchange);
    peer.sends("ACK seq=1 ack=2 data='Hello'");
    peer.expects("ACK seq=2 ack=6");
    peer.sends("FIN,ACK seq=6 ack=2 data=', TCP!'");
    peer.expects("ACK seq=2 ack=13");
    Told.assertIs("received", ManualApplication.received(in.application().stream), "Hello, TCP!");
    exchange.assertState(peer, State.TIME_WAIT);
  }

  @Test
  @Order(20)
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
    exchange.assertState(peer, State.ESTABLISHED);
    peer.sends("ACK seq=1 ack=6 win=6");
    peer.expects("FIN,PSH,ACK seq=6 ack=1 data='World'");
    exchange.assertState(peer, State.FIN_WAIT_1);
    peer.sends("ACK seq=1 ack=11");
    exchange.assertState(peer, State.FIN_WAIT_1);
    peer.sends("ACK seq=1 ack=12");
    exchange.assertState(peer, State.FIN_WAIT_2);
  }

  @ParameterizedTest
  @Order(21)
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
  @Order(22)
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
  @Order(23)
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
