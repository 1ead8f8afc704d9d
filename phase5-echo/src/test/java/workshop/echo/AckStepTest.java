package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.NotDone;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, fifth: check the ACK field; RFC 5961 section 5. */
@Order(22)
@Exercise("5.2")
@DisplayName("Fifth step: the acknowledgment")
class AckStepTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());

  @ParameterizedTest
  @Order(1)
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("a segment without ACK is dropped, with all that is in it")
  void withoutAck(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("PSH seq=%d len=10".formatted(in.next()));
    in.peer().sends("FIN seq=%d".formatted(in.next()));
    in.peer().sends("none seq=%d".formatted(in.next()));
    in.peer().expectsNothing();
    exchange.assertDrops(SegmentDrop.NO_ACK, SegmentDrop.NO_ACK, SegmentDrop.NO_ACK);
    in.assertStill();
  }

  @ParameterizedTest
  @Order(2)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("an ACK of bytes that we never sent: an ACK, and nothing of it is taken")
  void neverSent(State state) {
    InState in = InState.reach(state, exchange);
    for (long beyond : new long[] {1, 2, 1_000_000_000}) {
      in.peer().sends("ACK seq=%d ack=%d len=10".formatted(in.next(), in.sent() + beyond));
      toldWhereWeAre(in);
    }
    in.peer().sends("FIN,ACK seq=%d ack=%d".formatted(in.next(), in.sent() + 1));
    toldWhereWeAre(in);
    exchange.assertDrops(
        SegmentDrop.BAD_ACK, SegmentDrop.BAD_ACK, SegmentDrop.BAD_ACK, SegmentDrop.BAD_ACK);
    in.assertStill();
  }

  /** In LAST-ACK and TIME-WAIT the RFC wants no answer: silence will do. */
  private static void toldWhereWeAre(InState in) {
    if (in.state() == State.LAST_ACK || in.state() == State.TIME_WAIT) {
      in.peer().mayAnswer(in.ack());
    } else {
      in.peer().expects(in.ack());
    }
  }

  @ParameterizedTest
  @Order(3)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("an ACK older than the largest window: an ACK, and nothing of it is taken")
  void tooOld(State state) {
    InState in = InState.reach(state, exchange);
    // The largest window that the peer has told so far is 65535.
    long oldest = in.unacknowledged() - 65535;
    in.peer().sends("ACK seq=%d ack=%d len=10".formatted(in.next(), oldest - 1));
    toldWhereWeAre(in);
    in.peer().sends("FIN,ACK seq=%d ack=%d".formatted(in.next(), oldest - 1_000_000));
    toldWhereWeAre(in);
    exchange.assertDrops(SegmentDrop.BAD_ACK, SegmentDrop.BAD_ACK);
    in.assertStill();
  }

  @Test
  @Order(7)
  @DisplayName("an ACK that is old, but not older than the largest window, is not answered")
  void oldButNotTooOld() {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    in.peer().sends("ACK seq=1 ack=-65534"); // SND.UNA is 1, the largest window 65535
    in.peer().sends("ACK seq=1 ack=0");
    in.peer().expectsNothing();
    in.assertStill();
  }

  /** Of "HelloWorld", in segments from 1 to 10. */
  @ParameterizedTest(name = "ack={0}")
  @Order(8)
  @DisplayName("an ACK of what was sent is handed to the sender, and the application is called")
  @ValueSource(ints = {2, 6, 10, 11})
  void handedToTheSender(int ack) {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    exchange.application(() -> ManualApplication.write(in.connection().stream(), "HelloWorld"));
    in.peer().expects("PSH,ACK seq=1 ack=1 data='HelloWorld'");
    int calls = in.application().progressCalls;
    in.peer().sends("ACK seq=1 ack=" + ack);
    in.peer().expectsNothing();
    long unacknowledged =
        in.peer().relativeToStack(in.connection().sender().unacknowledged().value());
    Told.assertIs("SND.UNA after ACK " + ack, unacknowledged, (long) ack);
    assertCalled(in, calls);
  }

  private static void assertCalled(InState in, int callsBefore) {
    if (in.application().progressCalls == callsBefore) {
      throw new AssertionError(
          "the application was not called, although it may write again: who asks for its turn?");
    }
  }

  @ParameterizedTest
  @Order(11)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("in every state, a good ACK gives the connection a turn")
  void turnInEveryState(State state) {
    InState in = InState.reach(State.ESTABLISHED, exchange);
    if (state != State.ESTABLISHED) {
      in.connection().enter(state); // as if: exercise 5.6 need not be done for this
    }
    exchange.endOfBatch();
    int calls = in.application().progressCalls;
    in.peer().sends("ACK seq=1 ack=1");
    in.peer().expectsNothing();
    assertCalled(in, calls);
    exchange.assertState(in.peer(), state); // this ACK does not change it
  }

  @Test
  @Order(12)
  @DisplayName("how old an ACK may be depends on the largest window that the peer has told so far")
  void tooOldForASmallWindow() {
    exchange.peer().window(1000);
    InState in = InState.reach(State.ESTABLISHED, exchange);
    exchange.application(() -> ManualApplication.write(in.connection().stream(), "Hello"));
    in.peer().expects("PSH,ACK seq=1 ack=1 data='Hello'");
    in.peer().sends("ACK seq=1 ack=-999"); // SND.UNA is 1, SND.NXT 6
    in.peer().expectsNothing();
    in.peer().sends("ACK seq=1 ack=-1000");
    in.peer().expects("ACK seq=6 ack=1");
    in.peer().sends("ACK seq=1 ack=1 win=3000");
    in.peer().sends("ACK seq=1 ack=1 win=1000");
    in.peer().sends("ACK seq=1 ack=-2999");
    in.peer().expectsNothing();
    in.peer().sends("ACK seq=1 ack=-3000");
    in.peer().expects("ACK seq=6 ack=1");
  }

  @Test
  @Order(10)
  @DisplayName("an ACK that acknowledges nothing new is handed to the sender too, for its window")
  void windowHandedToTheSender() {
    exchange.peer().window(1000);
    InState in = InState.reach(State.ESTABLISHED, exchange);
    int calls = in.application().progressCalls;
    in.peer().sends("ACK seq=1 ack=1 win=2000"); // SND.UNA is 1
    in.peer().expectsNothing();
    Told.assertIs(
        "the window that the sender knows of", in.connection().sender().largestWindow(), 2000);
    assertCalled(in, calls);
  }

  @ParameterizedTest(name = "in {0}: {1}")
  @Order(13)
  @CsvSource({
    "SYN_RECEIVED, ACK seq=1 ack=1",
    "ESTABLISHED, ACK seq=1 ack=1",
    "ESTABLISHED, ACK seq=1 ack=0", // old
    "CLOSE_WAIT, ACK seq=2 ack=1"
  })
  @DisplayName("after a good ACK, the steps go on: there may be text, or a FIN")
  void goesOn(State state, String segment) {
    InState in = InState.reach(state, exchange);
    AckField step = new AckField(ConnectionObserver.NOBODY);
    boolean goesOn = step.checkAck(in.connection(), in.peer().hasSent(segment));
    Told.assertIs("checkAck, after a good '" + segment + "'", goesOn, true);
  }

  @ParameterizedTest
  @Order(14)
  @EnumSource(
      value = State.class,
      names = {"FIN_WAIT_1", "CLOSING", "LAST_ACK"})
  @DisplayName("the ACK of our FIN: Closing is called, and changes the state")
  void ourFinIsAcknowledged(State state) {
    InState in = InState.reach(state, exchange);
    boolean goesOn;
    try {
      TcpSegment ack = in.peer().hasSent("ACK seq=%d ack=%d".formatted(in.next(), in.sent()));
      goesOn = new AckField(ConnectionObserver.NOBODY).checkAck(in.connection(), ack);
    } catch (NotDone notDone) {
      if (!notDone.exercise().equals("5.6")) {
        throw notDone;
      }
      return; // that is where Closing will be
    }
    State led = exchange.state(in.peer());
    if (led == state) {
      Closing.enterAfterOurFinArrived(in.connection());
      if (exchange.state(in.peer()) != state) { // else it is Closing that leads nowhere
        throw new AssertionError(
            "our FIN is acknowledged, and the state is still %s: who calls %s?"
                .formatted(state, "Closing.enterAfterOurFinArrived"));
      }
    } else if (led != State.CLOSED) { // there, nothing can follow
      Told.assertIs("checkAck, after the ACK of our FIN: there may be more in it", goesOn, true);
    }
  }

  @ParameterizedTest
  @Order(15)
  @EnumSource(
      value = State.class,
      names = {"FIN_WAIT_1", "CLOSING", "LAST_ACK"})
  @DisplayName("an ACK of bytes before our FIN does not change the state")
  void ourFinIsNotAcknowledged(State state) {
    InState in = InState.reach(state, exchange);
    boolean toldClosing = false;
    try {
      in.peer().sends("ACK seq=%d ack=%d".formatted(in.next(), in.unacknowledged()));
    } catch (NotDone notDone) {
      if (!notDone.exercise().equals("5.6")) {
        throw notDone;
      }
      toldClosing = true;
    }
    if (toldClosing || exchange.state(in.peer()) != state) {
      throw new AssertionError(
          "our FIN is not acknowledged yet, but Closing was told: is the FIN only sent?");
    }
    in.peer().expectsNothing();
    in.assertStill();
  }

  @ParameterizedTest(name = "our numbers start at {0}")
  @Order(9)
  @DisplayName("4294967295 is followed by 0, and 2147483647 is not the largest number either")
  @ValueSource(
      longs = {
        0,
        4_294_967_295L,
        4_294_967_290L,
        4_294_967_284L,
        2_147_483_647,
        2_147_483_642,
        2_147_483_636
      })
  void wrapAround(long start) {
    exchange.initialSequenceNumber(exchange.peer(), start);
    InState in = InState.reach(State.ESTABLISHED, exchange);
    exchange.application(() -> ManualApplication.write(in.connection().stream(), "HelloWorld"));
    in.peer().expects("PSH,ACK seq=1 ack=1 data='HelloWorld'");
    in.peer().sends("ACK seq=1 ack=12");
    in.peer().expects("ACK seq=11 ack=1");
    in.peer().sends("ACK seq=1 ack=6");
    in.peer().sends("ACK seq=1 ack=11");
    in.peer().expectsNothing();
  }

  @Test
  @Order(4)
  @Exercise("5.5")
  @DisplayName("an old ACK is ignored, but the text that comes with it is taken")
  void oldAckWithText() {
    exchange.with(Parts.IN_ORDER);
    Peer peer = exchange.peer().connects();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("ACK seq=11 ack=11");
    peer.sends("ACK seq=11 ack=1 len=10"); // sent before the echo had reached the peer
    peer.expects("ACK seq=11 ack=21 len=10");
    peer.sends("ACK seq=21 ack=5 len=10");
    peer.expects("ACK seq=21 ack=31"); // with Nagle: 11 to 21 is not acknowledged
    peer.sends("ACK seq=31 ack=21");
    peer.expects("ACK seq=21 ack=31 len=10");
  }

  @Test
  @Order(5)
  @Exercise("5.5")
  @DisplayName("an ACK of a part frees that part")
  void partialAck() {
    exchange.with(Parts.IN_ORDER);
    Peer peer = exchange.peer().connects("win=100");
    peer.sends("ACK seq=1 ack=1 len=150");
    peer.expects("ACK seq=1 ack=151 len=100");
    peer.sends("ACK seq=151 ack=41 win=110"); // 41 to 150
    peer.expectsNothing(); // 50 fit in, but 60 are on their way: Nagle
    peer.sends("ACK seq=151 ack=101 win=110");
    peer.expects("ACK seq=101 ack=151 len=50");
  }

  @Test
  @Order(6)
  @Exercise("5.4")
  @DisplayName("an ACK is not answered, however often it comes")
  void acksAreNotAnswered() {
    Peer peer = exchange.peer().connects();
    for (int i = 0; i < 20; i++) {
      peer.sends("ACK seq=1 ack=1");
    }
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    for (int i = 0; i < 20; i++) {
      peer.sends("ACK seq=11 ack=11");
      peer.sends("ACK seq=11 ack=1");
    }
    peer.expectsNothing();
    exchange.assertDrops();
  }
}
