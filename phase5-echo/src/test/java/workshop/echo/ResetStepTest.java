package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

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
    // All has been agreed on in these states: nothing is lost.
    boolean nothingLost = Set.of(State.CLOSING, State.LAST_ACK, State.TIME_WAIT).contains(state);
    if (nothingLost) {
      assertThat(in.application().told, contains("closed"));
    } else if (state != State.SYN_RECEIVED) {
      assertThat(in.application().told, contains("aborted: connection reset by peer"));
    }
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
  @DisplayName("elsewhere in the window: a challenge ACK, to which a true peer answers better")
  void withinTheWindow(State state) {
    InState in = InState.reach(state, exchange);
    // After our FIN was told where we are, 65535 - 1 numbers of the window are left.
    for (long seq : new long[] {in.next() + 1, in.next() + 1000, in.next() + 65533}) {
      in.peer().sends("RST seq=" + seq);
      in.peer().expects(in.ack());
      in.assertStill();
    }
    assertThat(
        "drops told to the observer",
        exchange.drops,
        contains(
            SegmentDrop.RESET_NOT_EXACT, SegmentDrop.RESET_NOT_EXACT, SegmentDrop.RESET_NOT_EXACT));
    in.peer().sends("RST seq=" + in.next());
    in.assertGone();
  }

  @ParameterizedTest
  @Order(4)
  @Exercise("5.7")
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("outside the window: silence")
  void outsideTheWindow(State state) {
    InState in = InState.reach(state, exchange);
    long[] numbers = {in.next() - 1, in.next() - 1000, in.next() + 65535, in.next() + 1_000_000};
    for (long seq : numbers) {
      in.peer().sends("RST seq=" + seq);
      in.peer().sends("RST,ACK seq=%d ack=%d".formatted(seq, in.sent()));
      in.peer().expectsNothing();
      in.assertStill();
    }
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
        "FIN,RST,ACK seq=1 ack=1 len=10",
        "RST,URG seq=1 urg=5 len=5"
      })
  void resetWithMore(String segment) {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    in.peer().sends(segment);
    in.peer().expectsNothing();
    in.assertGone();
    assertThat(in.application().told, contains("aborted: connection reset by peer"));
    assertThat("text told to the observer", exchange.texts, empty());
  }

  @Test
  @Order(9)
  @Exercise("5.7")
  @DisplayName("a reset is never answered, not even with the SYN that was sent before")
  void resetWithTheSynAgain() {
    InState in = InState.reach(State.SYN_RECEIVED, exchange);
    in.peer().sends("SYN,RST seq=0");
    in.peer().expectsNothing();
    in.assertStill();
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
    assertThat("connections in the table", exchange.connections(), equalTo(0));
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
