package workshop.echo;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.NotDone;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, sixth and seventh: check the URG bit, process the segment text. */
@Order(25)
@Exercise("5.4")
@DisplayName("Sixth and seventh step: urgent data and text")
class TextStepTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @DisplayName("text in order comes back, and is acknowledged with it")
  void inOrder() {
    peer.connects();
    peer.sends("PSH,ACK seq=1 ack=1 data='Hello, TCP!'");
    peer.expects("PSH,ACK seq=1 ack=12 data='Hello, TCP!'");
    peer.sends("PSH,ACK seq=12 ack=12 data='Again'");
    peer.expects("PSH,ACK seq=12 ack=17 data='Again'");
    peer.sends("ACK seq=17 ack=17");
    peer.expectsNothing();
  }

  @Test
  @Order(2)
  @DisplayName("one byte, and a full segment")
  void smallestAndLargest() {
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=1");
    peer.expects("ACK seq=1 ack=2 len=1");
    peer.sends("ACK seq=2 ack=2 len=1460");
    peer.expects("ACK seq=2 ack=1462 len=1460");
    peer.sends("ACK seq=1462 ack=1462");
  }

  @Test
  @Order(3)
  @DisplayName("out of order: acknowledged at once with what is missing, and not kept")
  void outOfOrder() {
    peer.connects();
    exchange.batch(
        () -> {
          peer.sends("ACK seq=11 ack=1 len=10");
          peer.sends("ACK seq=21 ack=1 len=10");
        });
    peer.expects("ACK seq=1 ack=1"); // one for each: the peer counts them (RFC 5681 section 4.2)
    peer.expects("ACK seq=1 ack=1");
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10"); // 11 only: what lay after the hole is gone
    peer.sends("ACK seq=11 ack=11 len=10");
    peer.expects("ACK seq=11 ack=21 len=10");
    peer.sends("ACK seq=21 ack=21 len=10");
    peer.expects("ACK seq=21 ack=31 len=10");
  }

  @Test
  @Order(4)
  @DisplayName("out of order by a single byte")
  void outOfOrderByOne() {
    peer.connects();
    peer.sends("ACK seq=2 ack=1 len=9");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("ACK seq=1 ack=1 len=1");
    peer.expects("ACK seq=1 ack=2 len=1");
  }

  @Test
  @Order(5)
  @Exercise("5.6")
  @DisplayName("out of order with a FIN: one answer, and the FIN is not taken")
  void outOfOrderWithFin() {
    peer.connects();
    peer.sends("FIN,ACK seq=11 ack=1 len=10");
    peer.expects("ACK seq=1 ack=1");
    peer.expectsNothing(); // two ACKs for one segment look like two lost ones (RFC 5681 section
    // 3.2)
    exchange.assertState(peer, State.ESTABLISHED);
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("FIN,ACK seq=11 ack=11 len=10");
    peer.expects("FIN,ACK seq=11 ack=22 len=10");
    peer.sends("ACK seq=22 ack=22");
  }

  @Test
  @Order(6)
  @Exercise("5.5")
  @DisplayName("an acknowledgment that comes with text out of order counts")
  void outOfOrderWithAck() {
    exchange.with(Parts.IN_ORDER);
    peer.connects("win=10 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=20");
    peer.expects("ACK seq=1 ack=21 len=10");
    peer.sends("ACK seq=31 ack=11 len=10");
    peer.expects("ACK seq=11 ack=21");
    peer.expects("ACK seq=11 ack=21 len=10");
  }

  @Test
  @Order(7)
  @DisplayName("text that came in pieces comes back in one, where they came together")
  void onePieceForABatch() {
    peer.connects();
    exchange.batch(
        () -> {
          peer.sends("ACK seq=1 ack=1 len=10");
          peer.sends("ACK seq=11 ack=1 len=10");
          peer.sends("ACK seq=21 ack=1 len=10");
          peer.expectsNothing();
        });
    peer.expects("PSH,ACK seq=1 ack=31 len=30");
  }

  @Test
  @Order(8)
  @DisplayName("all that waits is received before any of it is acknowledged (MUST-58, MUST-59)")
  void acknowledgedTogether() {
    ManualApplication application = new ManualApplication(); // does not echo
    exchange.serving(() -> application);
    peer.connects();
    exchange.batch(
        () -> {
          for (int i = 0; i < 10; i++) {
            peer.sends("ACK seq=%d ack=1 len=1460".formatted(1 + 1460 * i));
          }
          peer.expectsNothing();
        });
    peer.expects("ACK seq=1 ack=14601");
    peer.sends("ACK seq=14601 ack=1 len=1"); // and no ACK waits for a second segment
    peer.expects("ACK seq=1 ack=14602");
  }

  @ParameterizedTest(name = "the peer''s numbers start at {0}")
  @Order(3)
  @DisplayName("4294967295 is followed by 0, and 2147483647 is not the largest number either")
  @ValueSource(longs = {4_294_967_292L, 2_147_483_644})
  void wrapAround(long start) {
    peer.initialSequenceNumber(start).connects();
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("PSH,ACK seq=1 ack=6 data='Hello'");
    peer.sends("ACK seq=6 ack=6 data=', TCP!'");
    peer.expects("PSH,ACK seq=6 ack=12 data=', TCP!'");
    Told.assertTold("text told to the observer", exchange.texts, "Hello", ", TCP!");
  }

  /** By itself: what the other steps do to a segment is not in it. */
  private void process(InState in, String segment) {
    ConnectionObserver texts =
        new ConnectionObserver() {
          @Override
          public void textReceived(ConnectionId id, ByteBuffer text) {
            exchange.texts.add(Script.CHARSET.decode(text.duplicate()).toString());
          }
        };
    new SegmentText(texts).processText(in.connection(), peer.hasSent(segment));
    exchange.endOfBatch();
  }

  @ParameterizedTest
  @Order(8)
  @EnumSource(
      value = State.class,
      names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2"})
  @DisplayName("processText takes text in each state in which the peer may send any")
  void processTextTakes(State state) {
    InState in = InState.reach(state, exchange);
    process(in, "ACK seq=1 ack=%d data='Hello'".formatted(in.unacknowledged()));
    peer.expects("ACK seq=%d ack=6".formatted(in.sent()));
    Told.assertTold("text told to the observer", exchange.texts, "Hello");
  }

  @ParameterizedTest
  @Order(9)
  @EnumSource(
      value = State.class,
      names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"})
  @DisplayName("processText takes none where the peer has sent its FIN")
  void processTextTakesNone(State state) {
    InState in = InState.reach(state, exchange);
    process(in, "ACK seq=2 ack=%d data='Hello'".formatted(in.unacknowledged()));
    peer.mayAnswer(in.ack());
    Told.assertTold("text told to the observer", exchange.texts);
    Told.assertIs("bytes for the application", in.connection().receiver().received().limit(), 0);
  }

  @ParameterizedTest
  @Order(9)
  @EnumSource(
      value = State.class,
      names = {"ESTABLISHED", "FIN_WAIT_1"})
  @DisplayName("text is taken as long as the peer has not closed, also after we have")
  void takenIn(State state) {
    InState in = InState.reach(state, exchange);
    peer.sends("ACK seq=1 ack=%d data='Hello'".formatted(in.unacknowledged()));
    peer.expects("ACK seq=%d ack=6".formatted(in.sent()));
    Told.assertIs("received", ManualApplication.received(in.application().stream), "Hello");
    peer.sends("ACK seq=6 ack=%d data=', TCP'".formatted(in.unacknowledged()));
    peer.expects("ACK seq=%d ack=11".formatted(in.sent()));
    Told.assertIs("received", ManualApplication.received(in.application().stream), "Hello, TCP");
    in.assertStill();
  }

  @ParameterizedTest
  @Order(10)
  @EnumSource(
      value = State.class,
      names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK"})
  @DisplayName("there is no text after a FIN: none is taken, and none acknowledged")
  void notTakenIn(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("ACK seq=2 ack=%d len=10".formatted(in.unacknowledged()));
    in.peer().mayAnswer(in.ack());
    in.assertStill();
    Told.assertIs("bytes taken", in.application().stream.received().remaining(), 0);
  }

  @Test
  @Order(11)
  @DisplayName("text that comes with a FIN is taken: the FIN is after it")
  void withFin() {
    peer.connects();
    try {
      peer.sends("FIN,ACK seq=1 ack=1 data='Hello'");
    } catch (NotDone notDone) {
      if (!notDone.exercise().equals("5.6")) { // which takes the FIN
        throw notDone;
      }
    }
    Told.assertTold("text told to the observer", exchange.texts, "Hello");
    while (peer.poll() != null) {
      // Whether the echo comes, with which flags, depends on 5.6.
    }
  }

  @Test
  @Order(12)
  @Exercise("5.6")
  @DisplayName("the same once our FIN is acknowledged: text in FIN-WAIT-2, none in TIME-WAIT")
  void afterOurFin() {
    takenIn(State.FIN_WAIT_2);
    peer.sends("FIN,ACK seq=11 ack=2");
    peer.expects("ACK seq=2 ack=12");
    peer.sends("ACK seq=12 ack=2 data='more'");
    peer.mayAnswer("ACK seq=2 ack=12");
    Told.assertTold("text told to the observer", exchange.texts, "Hello", ", TCP");
  }

  @Test
  @Order(13)
  @DisplayName("the observer is told of the bytes that are new, also where older ones still wait")
  void observed() {
    ManualApplication application = new ManualApplication(); // consumes nothing
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=20 ack=1 data='early'"); // after a hole
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=6 ack=1 data=', TCP!'");
    peer.expects("ACK seq=1 ack=12");
    Told.assertTold("text told to the observer", exchange.texts, "Hello", ", TCP!");
  }

  @Test
  @Order(13)
  @DisplayName("text that fills a hole: what was kept after the hole is new as well")
  void fillsAHole() {
    FakeReceiver receiver = new FakeReceiver(1460, 65535);
    exchange.with(FakeParts.around(receiver));
    ManualApplication application = new ManualApplication(); // consumes nothing
    exchange.serving(() -> application);
    peer.lies(); // for the stack acknowledges what was never sent
    peer.connects();
    receiver.keep(", TCP!"); // as from phase 6 on
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=12");
    Told.assertTold("text told to the observer", exchange.texts, "Hello, TCP!");
  }

  @Test
  @Order(18)
  @Exercise("5.7")
  @DisplayName("the observer is not told again of text that comes again")
  void observedOnceOnly() {
    ManualApplication application = new ManualApplication(); // consumes nothing
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=1 ack=1 data='Hello'"); // again
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=20 ack=1 data='early'"); // after a hole
    peer.expects("ACK seq=1 ack=6");
    peer.sends("ACK seq=6 ack=1 data=', TCP!'");
    peer.expects("ACK seq=1 ack=12");
    Told.assertTold("text told to the observer", exchange.texts, "Hello", ", TCP!");
  }

  @Test
  @Order(14)
  @DisplayName("urgent data is data like any other, and the application is told (MUST-31, MUST-32)")
  void urgent() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("URG,ACK seq=1 ack=1 urg=5 data='Hello'");
    peer.expects("ACK seq=1 ack=6");
    application.assertTold("urgent");
    Told.assertIs("received", ManualApplication.received(application.stream), "Hello");
  }

  @Test
  @Order(15)
  @DisplayName("the application is told where the urgent data reaches further")
  void urgentFurther() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("URG,ACK seq=1 ack=1 urg=20 len=5");
    peer.expects("ACK seq=1 ack=6");
    peer.sends("URG,ACK seq=6 ack=1 urg=15 len=5"); // ends at the same place
    peer.expects("ACK seq=1 ack=11");
    application.assertTold("urgent");
    peer.sends("URG,ACK seq=11 ack=1 urg=11 len=5"); // one further
    peer.expects("ACK seq=1 ack=16");
    application.assertTold("urgent", "urgent");
  }

  @Test
  @Order(19)
  @Exercise("5.7")
  @DisplayName("the application is told where the urgent data reaches further, and not again")
  void urgentOnceOnly() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("URG,ACK seq=1 ack=1 urg=20 len=5");
    peer.expects("ACK seq=1 ack=6");
    peer.sends("URG,ACK seq=6 ack=1 urg=15 len=5"); // ends at the same place
    peer.expects("ACK seq=1 ack=11");
    peer.sends("URG,ACK seq=1 ack=1 urg=20 len=5"); // an old one
    peer.expects("ACK seq=1 ack=11");
    application.assertTold("urgent");
    peer.sends("URG,ACK seq=11 ack=1 urg=11 len=5"); // one further
    peer.expects("ACK seq=1 ack=16");
    application.assertTold("urgent", "urgent");
  }

  @Test
  @Order(15)
  @DisplayName("urgent data after 2 GB that were not urgent is news, too")
  void urgentAfterLong() {
    FakeReceiver receiver = new FakeReceiver(1460, 65535);
    exchange.with(FakeParts.around(receiver));
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.lies(); // for the stack acknowledges what has never been sent
    peer.connects();
    peer.sends("URG,ACK seq=1 ack=1 urg=5 len=5");
    peer.expects("ACK seq=1 ack=6");
    long next = 6;
    for (int i = 0; i < 3; i++) {
      receiver.skip(0x4000_0000); // without a test that sends so much
      next += 0x4000_0000;
      peer.sends("ACK seq=%d ack=1 len=1".formatted(next++));
      peer.expects("ACK seq=1 ack=%d".formatted(next));
    }
    application.assertTold("urgent");
    peer.sends("URG,ACK seq=%d ack=1 urg=5 len=5".formatted(next));
    peer.expects("ACK seq=1 ack=%d".formatted(next + 5));
    application.assertTold("urgent", "urgent");
  }

  @Test
  @Order(16)
  @DisplayName("urgent data is echoed like any other")
  void urgentIsEchoed() {
    peer.connects();
    peer.sends("URG,PSH,ACK seq=1 ack=1 urg=5 len=5");
    peer.expects("PSH,ACK seq=1 ack=6 len=5");
    peer.sends("ACK seq=6 ack=6 urg=9 len=5"); // without the flag, the pointer means nothing
    peer.expects("ACK seq=6 ack=11 len=5");
  }

  @Test
  @Order(16)
  @Exercise("5.6")
  @DisplayName("a receiver that keeps an early FIN is asked about it once the text has come")
  void earlyFin() {
    exchange.with(FakeParts.around(new FakeReceiver(1460, 65535, true)));
    exchange.serving(ManualApplication::new);
    peer.connects();
    peer.sends("FIN,ACK seq=6 ack=1");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=7");
    exchange.assertState(peer, State.CLOSE_WAIT);
  }

  @ParameterizedTest
  @Order(17)
  @Exercise("5.6")
  @EnumSource(
      value = State.class,
      names = {"CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"})
  @DisplayName("there is nothing urgent after a FIN")
  void notUrgentAfterFin(State state) {
    InState in = InState.reach(state, exchange);
    in.peer().sends("URG,ACK seq=2 ack=%d urg=1".formatted(in.unacknowledged()));
    in.peer().mayAnswer(in.ack());
    in.application().assertTold();
  }
}
