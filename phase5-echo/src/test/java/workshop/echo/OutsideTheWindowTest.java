package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, first: what comes too late or too early, whatever it is. */
@Order(36)
@Exercise("5.7")
@DisplayName("Resets and SYNs outside the window")
class OutsideTheWindowTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());

  @ParameterizedTest
  @Order(1)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("a reset outside the window: silence")
  void reset(State state) {
    InState in = InState.reach(state, exchange);
    long[] numbers = {in.next() - 1, in.next() - 1000, in.next() + 65535, in.next() + 1_000_000};
    for (long seq : numbers) {
      in.peer().sends("RST seq=" + seq);
      in.peer().sends("RST,ACK seq=%d ack=%d".formatted(seq, in.sent()));
      in.peer().expectsNothing();
      in.assertStill();
    }
  }

  @Test
  @Order(2)
  @DisplayName("a reset is never answered, not even with the SYN that was sent before")
  void resetWithTheSynAgain() {
    InState in = InState.reach(State.SYN_RECEIVED, exchange);
    in.peer().sends("SYN,RST seq=0");
    in.peer().expectsNothing();
    in.assertStill();
  }

  @ParameterizedTest
  @Order(3)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("a SYN outside the window: a challenge ACK")
  void syn(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("SYN seq=0"); // the very first one, late
    in.peer().expects(in.ack());
    in.peer().sends("SYN seq=" + (in.next() - 100_000));
    in.peer().expects(in.ack());
    in.peer().sends("SYN,ACK seq=%d ack=%d".formatted(in.next() + 100_000, in.sent()));
    in.peer().expects(in.ack());
    in.assertStill();
  }
}
