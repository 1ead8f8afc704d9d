package workshop.echo;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, second: check the RST bit; RFC 5961 section 3. */
@Order(36)
@Exercise("5.8")
@DisplayName("Second step: the reset")
class ResetStepTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());

  @ParameterizedTest
  @Order(1)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("exactly at RCV.NXT: the connection is gone, and nothing is answered")
  void exact(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("RST seq=" + in.next());
    in.peer().expectsNothing();
    in.assertGone();
    exchange.assertDrops();
    // All has been agreed on in these states: nothing is lost.
    boolean nothingLost = Set.of(State.CLOSING, State.LAST_ACK, State.TIME_WAIT).contains(state);
    String reason =
        state == State.SYN_RECEIVED // after an active open
            ? "connection refused"
            : "connection reset by peer";
    in.application().assertTold(nothingLost ? "closed" : "aborted: " + reason);
  }

  @ParameterizedTest
  @Order(2)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("its ACK field is not looked at")
  void ackFieldIsNotLookedAt(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("RST,ACK seq=%d ack=123456789".formatted(in.next()));
    in.peer().expectsNothing();
    in.assertGone();
  }

  @ParameterizedTest
  @Order(3)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("elsewhere in the window: a challenge ACK; a true peer then resets exactly")
  void withinTheWindow(State state) {
    InState in = InState.reach(state, exchange);
    // After our FIN was told where we are, 65535 - 1 numbers of the window are left.
    for (long seq : new long[] {in.next() + 1, in.next() + 1000, in.next() + 65533}) {
      in.peer().sends("RST seq=" + seq);
      in.peer().expects(in.ack());
      in.assertStill();
    }
    exchange.assertDrops(
        SegmentDrop.RESET_NOT_EXACT, SegmentDrop.RESET_NOT_EXACT, SegmentDrop.RESET_NOT_EXACT);
    in.peer().sends("RST seq=" + in.next());
    in.assertGone();
  }

  @ParameterizedTest
  @Order(5)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("nothing of what comes with a reset is taken")
  void textWithReset(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("FIN,SYN,RST,ACK seq=%d ack=%d len=10".formatted(in.next() + 1, in.sent()));
    in.peer().expects(in.ack());
    in.assertStill();
    in.peer().sends("RST,ACK seq=%d ack=%d len=10".formatted(in.next() - 5, in.sent()));
    in.peer().expectsNothing();
    in.assertStill();
  }

  @ParameterizedTest(name = "{0}")
  @Order(10)
  @DisplayName("a reset counts also with text or a FIN, which are not taken (SHLD-2)")
  @ValueSource(
      strings = {
        "RST seq=1 len=10",
        "RST,ACK seq=1 ack=1 len=1460",
        "FIN,RST seq=1",
        "SYN,RST seq=1",
        "FIN,RST,ACK seq=1 ack=1 len=10",
        "RST,URG seq=1 urg=5 len=5"
      })
  void resetWithMore(String segment) {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    in.peer().sends(segment);
    in.peer().expectsNothing();
    in.assertGone();
    in.application().assertTold("aborted: connection reset by peer");
    Told.assertTold("text told to the observer", exchange.texts);
  }

  @ParameterizedTest(name = "RCV.NXT is {0}")
  @Order(11)
  @DisplayName("4294967295 is followed by 0, and 2147483647 is not the largest number either")
  @ValueSource(longs = {0, 4_294_967_295L, 4_294_967_200L, 2_147_483_647, 2_147_483_600})
  void wrapAround(long next) {
    exchange.peer().initialSequenceNumber(next - 1);
    InState in = InState.reach(State.ESTABLISHED, exchange);
    in.peer().sends("RST seq=101");
    in.peer().expects(in.ack());
    in.peer().sends("RST seq=-99 len=200"); // begins before the window
    in.peer().expectsNothing();
    in.assertStill();
    in.peer().sends("RST seq=1");
    in.assertGone();
  }

  @Test
  @Order(6)
  @DisplayName("what has been received, and not echoed, is not sent after a reset")
  void nothingIsSentAfterwards() {
    exchange.with(Parts.IN_ORDER);
    Peer peer = exchange.peer().connects("win=0");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11");
    peer.sends("RST seq=11");
    peer.expectsNothing();
    peer.sends("ACK seq=11 ack=1 win=1000");
    peer.expects("RST seq=1 win=0"); // from the listener: the connection is forgotten
  }

  @Test
  @Order(7)
  @DisplayName("a reset in the same batch as text before it: the text is not echoed")
  void resetInTheSameBatch() {
    Peer peer = exchange.peer().connects();
    exchange.batch(
        () -> {
          peer.sends("ACK seq=1 ack=1 len=10");
          peer.sends("RST seq=11");
        });
    peer.expectsNothing();
    exchange.assertConnections(0);
  }

  @Test
  @Order(8)
  @DisplayName("the same addresses and ports can connect again at once")
  void connectAgain() {
    Peer peer = exchange.peer().connects();
    peer.sends("RST seq=1");
    exchange.later(1);
    peer.initialSequenceNumber(77);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
  }
}
