package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, fourth: check the SYN bit; RFC 5961 section 4. */
@Order(37)
@Exercise("5.8")
@DisplayName("Fourth step: a SYN in the middle of a connection")
class SynStepTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());

  @ParameterizedTest
  @Order(1)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("within the window: a challenge ACK, and nothing else")
  void withinTheWindow(State state) {
    InState in = InState.reach(state, exchange);
    // At RCV.NXT or before it, so that it does not open anew what is in TIME-WAIT.
    in.peer().sends("SYN seq=" + in.next());
    in.peer().expects(in.ack());
    exchange.assertDrops(SegmentDrop.SYN_IN_CONNECTION);
    in.peer().sends("SYN,ACK seq=%d ack=%d".formatted(in.next() + 100, in.sent()));
    in.peer().expects(in.ack());
    in.assertStill();
  }

  @ParameterizedTest
  @Order(3)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("nothing of what comes with it is taken: no text, no FIN, no acknowledgment")
  void nothingWithIt(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("FIN,SYN,ACK seq=%d ack=%d len=10".formatted(in.next(), in.sent()));
    in.peer().expects(in.ack());
    in.assertStill();
    in.application().assertTold();
  }

  @Test
  @Order(4)
  @DisplayName("a peer that has lost its memory finds out, and can connect anew")
  void restartedPeer() {
    Peer peer = exchange.peer().connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    // RFC 9293 section 3.5.1, figure 9.
    peer.sends("SYN seq=500000 mss=1460");
    peer.expects("ACK seq=11 ack=11");
    peer.sends("RST seq=11");
    peer.sends("SYN seq=500000 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=500001 mss=1460");
  }
}
