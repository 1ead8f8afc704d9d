package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 sections 3.6.1 and 3.10.7.4. */
@Order(33)
@DisplayName("TIME-WAIT")
class TimeWaitTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @Exercise("5.7")
  @DisplayName("the peer's FIN once more: acknowledged once more")
  void finAgain() {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    exchange.transitions.clear();
    exchange.later(3);
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    // Its wait begins anew: that is what entering it once more tells the timers of phase 6.
    Told.assertTold("changes of the state", exchange.transitions, "TIME-WAIT > TIME-WAIT");
    in.assertStill();
  }

  @ParameterizedTest(name = "seq={0}")
  @Order(2)
  @Exercise("5.1")
  @DisplayName("a SYN beyond the old numbers opens the next connection, with greater numbers")
  @ValueSource(longs = {3, 1000, 100_000, 2_000_000_000})
  void synOpensAnew(long seq) {
    InState.reach(State.TIME_WAIT, exchange);
    long before = peer.iss();
    peer.sends("SYN seq=%d mss=1460".formatted(seq));
    peer.expects("SYN,ACK seq=0 ack=%d mss=1460".formatted(seq + 1));
    // Greater, on the circle, than the 1 that our FIN had; no time has passed since.
    assertBeyond(1, peer.iss() - before);
    exchange.assertState(peer, State.SYN_RECEIVED);
    exchange.assertConnections(1);
  }

  private static void assertBeyond(long used, long step) {
    if ((int) step <= used) {
      throw new AssertionError(
          "our new numbers start %d after the old ones, which have been used up to %d"
              .formatted(step, used));
    }
  }

  @ParameterizedTest(name = "seq={0}")
  @Order(3)
  @Exercise("5.8")
  @DisplayName("a SYN that is not beyond the old numbers is answered as in any other state")
  @ValueSource(longs = {2, 1, 0, -100_000})
  void oldSyn(long seq) {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    peer.sends("SYN seq=" + seq);
    peer.expects("ACK seq=2 ack=2");
    in.assertStill();
  }

  @ParameterizedTest(name = "{0}")
  @Order(4)
  @Exercise("5.8")
  @DisplayName("a SYN with ACK or RST opens nothing")
  @ValueSource(
      strings = {"SYN,ACK seq=1000 ack=2", "SYN,RST seq=1000", "SYN,RST,ACK seq=1000 ack=2"})
  void notASimpleSyn(String segment) {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    peer.sends(segment);
    peer.expects("ACK seq=2 ack=2");
    in.assertStill();
  }

  @Test
  @Order(5)
  @Exercise("5.1")
  @DisplayName("where the clock has gone on, it gives the number; it is never taken back")
  void numbersOfTheNextConnection() {
    InState.reach(State.TIME_WAIT, exchange);
    long before = peer.iss();
    exchange.later(2);
    peer.sends("SYN seq=1000 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1001 mss=1460");
    // 2 seconds have passed: 500,000 ticks of 4 microseconds.
    long step = peer.iss() - before & 0xFFFF_FFFFL;
    if (step != 500_000) {
      throw new AssertionError(
          "our new numbers start %d after the old ones; expected: 500000, as the clock has ticked"
              .formatted(step));
    }
  }

  @Test
  @Order(6)
  @Exercise("5.6")
  @DisplayName("after more data than the clock has ticked, the next connection starts beyond it")
  void fastConnection() {
    exchange.with(Parts.IN_ORDER);
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    long before = peer.iss();
    long sent = 1;
    for (int i = 0; i < 10; i++) {
      exchange.application(() -> application.stream.write(ByteBuffer.wrap(new byte[14600])));
      for (int j = 0; j < 10; j++) {
        assertThat(peer.poll().payload().limit(), equalTo(1460));
      }
      sent += 14600;
      peer.sends("ACK seq=1 ack=" + sent);
    }
    exchange.application(() -> application.stream.close());
    peer.expects("FIN,ACK seq=%d ack=1".formatted(sent));
    peer.sends("FIN,ACK seq=1 ack=%d".formatted(sent + 1));
    peer.expects("ACK seq=%d ack=2".formatted(sent + 1));
    exchange.later(0.1); // 25,000 ticks, for 146,002 numbers
    peer.sends("SYN seq=1000 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1001 mss=1460");
    assertBeyond(146_001, peer.iss() - before);
  }

  @Test
  @Order(7)
  @Exercise("5.7")
  @DisplayName("late segments of the peer's are answered, and change nothing")
  void lateSegments() {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    peer.sends("ACK seq=1 ack=1 len=1");
    peer.expects("ACK seq=2 ack=2");
    peer.sends("ACK seq=2 ack=2");
    peer.expectsNothing();
    in.assertStill();
  }
}
