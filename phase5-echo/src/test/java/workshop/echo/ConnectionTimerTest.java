package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** What a later phase's timer can rely on. */
@Order(46)
@DisplayName("The place for a timer")
class ConnectionTimerTest {
  private static final long SECOND = 1_000_000_000;

  @RegisterExtension final Exchange exchange = new Exchange();
  private final ManualApplication application = new ManualApplication();
  private final Peer server = exchange.server();
  private final List<String> told = new ArrayList<>();
  private long deadline = FrameReceiver.NEVER;
  private Consumer<ConnectionTimer.Actions> onExpired = connection -> {};

  /** Writes down what it hears, and does what the test tells it. */
  private final class FakeTimer implements ConnectionTimer {
    @Override
    public void synSent() {
      told.add("SYN sent");
    }

    @Override
    public void timeWaitStarts() {
      told.add("TIME-WAIT starts");
    }

    @Override
    public long deadline(State state) {
      told.add("when, in " + state + "?");
      return deadline;
    }

    @Override
    public void expired(State state, Actions connection) {
      told.add("expired in " + state);
      deadline = FrameReceiver.NEVER;
      onExpired.accept(connection);
    }
  }

  private void with(Parts parts) {
    exchange.with(
        new Parts() {
          @Override
          public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
            Halves halves = parts.halves(id, maximumSegmentSize, options);
            return new Halves(halves.receiver(), halves.sender(), new FakeTimer());
          }
        });
  }

  @BeforeEach
  void setUp() {
    with(FakeParts.bothHalves());
  }

  /** A connection in SYN-SENT, whose timer wants to be called so much later. */
  private TcpStream connecting(Peer peer, long nanos) {
    deadline = exchange.now() + nanos;
    TcpStream stream = exchange.connect(peer, application);
    peer.expects("SYN seq=0 mss=1460");
    return stream;
  }

  /** In SYN-SENT, the timer does this a second later. */
  private void afterASecond(Consumer<ConnectionTimer.Actions> action) {
    onExpired = action;
    connecting(server, SECOND);
    exchange.later(1);
    assertThat(told, hasItem("expired in SYN-SENT"));
  }

  // --- When it is called.

  @Test
  @Order(1)
  @Given
  @DisplayName("once its connection has worked, it is asked when it wants to be called")
  void asked() {
    connecting(server, 77);
    Told.assertTold("what the timer was told", told, "SYN sent", "when, in SYN-SENT?");
    assertThat(exchange.tcp().endOfBatch(), equalTo(exchange.now() + 77));
    assertThat("asked only if something has happened", told.size(), equalTo(2));
  }

  @Test
  @Order(2)
  @Given
  @DisplayName("without a timer nothing is ever due")
  void none() {
    exchange.with(FakeParts.bothHalves());
    exchange.connect(server, application);
    server.expects("SYN seq=0 mss=1460");
    assertThat(exchange.tcp().endOfBatch(), equalTo(FrameReceiver.NEVER));
    exchange.later(1_000_000);
    assertThat(exchange.tcp().endOfBatch(), equalTo(FrameReceiver.NEVER));
  }

  @Test
  @Order(3)
  @Given
  @DisplayName("it is called when the time has come, not earlier, and once")
  void expires() {
    connecting(server, SECOND);
    told.clear();
    exchange.later(0.999_999_999);
    Told.assertTold("what the timer was told", told);
    exchange.later(0.000_000_001);
    Told.assertTold("what the timer was told", told, "expired in SYN-SENT");
    exchange.later(100);
    Told.assertTold("what the timer was told", told, "expired in SYN-SENT");
  }

  @Test
  @Order(4)
  @Given
  @DisplayName("of many, the first one's time is the stack's; each is called at its own")
  void manyConnections() {
    connecting(server, 5 * SECOND);
    connecting(exchange.peer("192.168.100.1", 80, 50001), 3 * SECOND);
    connecting(exchange.peer("192.168.100.1", 80, 50002), 4 * SECOND);
    long start = exchange.now();
    told.clear();
    assertThat(exchange.tcp().endOfBatch(), equalTo(start + 3 * SECOND));
    exchange.later(4);
    Told.assertTold("what the timer was told", told, "expired in SYN-SENT", "expired in SYN-SENT");
    assertThat(exchange.tcp().endOfBatch(), equalTo(start + 5 * SECOND));
  }

  @Test
  @Order(5)
  @Given
  @DisplayName("what it says last counts, whether it is earlier or later")
  void saysSomethingElse() {
    TcpStream stream = connecting(server, 5 * SECOND);
    long start = exchange.now();
    for (long seconds : new long[] {3, 9, 2, 2, 7}) {
      deadline = start + seconds * SECOND;
      exchange.application(() -> ManualApplication.write(stream, "a turn"));
      assertThat(exchange.tcp().endOfBatch(), equalTo(deadline));
    }
    deadline = FrameReceiver.NEVER;
    exchange.application(() -> ManualApplication.write(stream, "a turn"));
    assertThat(exchange.tcp().endOfBatch(), equalTo(FrameReceiver.NEVER));
  }

  // --- What it can do.

  @Test
  @Order(6)
  @Given
  @DisplayName("it can send our SYN once more: the same one; and is told of it, and asked again")
  void sendSyn() {
    connecting(server, SECOND);
    long iss = server.iss();
    told.clear();
    onExpired =
        connection -> {
          deadline = exchange.now() + 2 * SECOND;
          connection.sendSyn();
        };
    exchange.later(1);
    server.expects("SYN seq=0 win=65535 mss=1460");
    assertThat(server.iss(), equalTo(iss));
    Told.assertTold(
        "what the timer was told", told, "expired in SYN-SENT", "SYN sent", "when, in SYN-SENT?");
    assertThat(exchange.tcp().endOfBatch(), equalTo(exchange.now() + 2 * SECOND));
  }

  @Test
  @Order(7)
  @Exercise("5.1")
  @DisplayName("the same after a passive open, with SYN-ACK")
  void sendSynAck() {
    Peer peer = exchange.peer();
    deadline = exchange.now() + SECOND;
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Told.assertTold("what the timer was told", told, "SYN sent", "when, in SYN-RECEIVED?");
    long iss = peer.iss();
    told.clear();
    onExpired = ConnectionTimer.Actions::sendSyn;
    exchange.later(1);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(peer.iss(), equalTo(iss));
    Told.assertTold(
        "what the timer was told",
        told,
        "expired in SYN-RECEIVED",
        "SYN sent",
        "when, in SYN-RECEIVED?");
  }

  @Test
  @Order(8)
  @Given
  @DisplayName("it can have the connection work at once")
  void work() {
    connecting(server, SECOND);
    exchange.connection(server).sender().close(); // nobody has been told
    told.clear();
    onExpired = ConnectionTimer.Actions::work;
    exchange.later(1);
    assertThat("what is closed in SYN-SENT is over", exchange.connections(), equalTo(0));
    Told.assertTold("what the timer was told", told, "expired in SYN-SENT");
  }

  @Test
  @Order(9)
  @Exercise("5.2")
  @DisplayName("when it has the connection work, the application is called; and then it is asked")
  void workWhenEstablished() {
    exchange.serving(() -> application);
    Peer peer = exchange.peer();
    deadline = exchange.now() + SECOND;
    peer.connects();
    int calls = application.progressCalls;
    told.clear();
    onExpired = ConnectionTimer.Actions::work;
    exchange.later(1);
    assertThat(application.progressCalls, greaterThan(calls));
    Told.assertTold(
        "what the timer was told", told, "expired in ESTABLISHED", "when, in ESTABLISHED?");
  }

  @Test
  @Order(10)
  @Given
  @DisplayName("it can tell the layer below that nothing seems to arrive")
  void doubtTheWay() {
    afterASecond(ConnectionTimer.Actions::doubtTheWay);
    assertThat(exchange.doubts, contains(server.address()));
    exchange.assertConnections(1);
  }

  @Test
  @Order(11)
  @Given
  @DisplayName("it can tell the application that nobody answers")
  void tellUnanswered() {
    afterASecond(ConnectionTimer.Actions::tellUnanswered);
    application.assertTold("unanswered");
    exchange.assertConnections(1);
  }

  @Test
  @Order(12)
  @Exercise("5.1")
  @DisplayName("but none that has not heard of the connection yet")
  void nobodyToTell() {
    exchange.serving(
        () -> {
          throw new AssertionError("nobody needs an application yet");
        });
    Peer peer = exchange.peer();
    deadline = exchange.now() + SECOND;
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    onExpired =
        connection -> {
          connection.tellUnanswered();
          connection.lose("nobody answers");
        };
    exchange.later(1);
    Told.assertTold("why it was given up", exchange.aborts, "nobody answers");
    exchange.assertConnections(0);
  }

  @Test
  @Order(13)
  @Given
  @DisplayName("it can end the connection as agreed: TIME-WAIT is over")
  void finish() {
    connecting(server, SECOND);
    onExpired = ConnectionTimer.Actions::finish;
    exchange.batch(
        () -> {
          exchange.connection(server).enter(State.ESTABLISHED);
          exchange.connection(server).enter(State.TIME_WAIT);
          told.clear();
          exchange.later(1);
        });
    application.assertTold("closed");
    exchange.assertConnections(0);
    Told.assertTold("what the timer was told", told, "expired in TIME-WAIT");
  }

  @Test
  @Order(14)
  @Given
  @DisplayName("it can give the connection up: the application is told why, and the peer nothing")
  void lose() {
    afterASecond(connection -> connection.lose("nobody answers"));
    server.expectsNothing();
    application.assertTold("aborted: nobody answers");
    Told.assertTold("why it was given up", exchange.aborts, "nobody answers");
    exchange.assertConnections(0);
  }

  // --- What it hears of.

  @Test
  @Order(15)
  @Given
  @DisplayName("of a connection that is gone it hears nothing more")
  void nothingAfterTheEnd() {
    TcpStream stream = connecting(server, SECOND);
    told.clear();
    exchange.application(stream::abort);
    exchange.later(10);
    Told.assertTold("what the timer was told", told);
    assertThat(exchange.tcp().endOfBatch(), equalTo(FrameReceiver.NEVER));
  }

  @ParameterizedTest
  @Order(16)
  @Exercise("5.8")
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("nor where there was something to do in the batch that has ended it")
  void nothingAfterAReset(State state) {
    deadline = exchange.now() + SECOND;
    InState in = InState.reach(state, exchange);
    exchange.endOfBatch();
    assertThat(told, hasItem("when, in " + state + "?"));
    told.clear();
    exchange.batch(
        () -> {
          // Something to do, and its end, in one batch.
          in.peer().sends(in.from("ACK"));
          in.peer().sends("RST seq=" + in.next());
        });
    exchange.assertConnections(0);
    exchange.later(10);
    told.remove("TIME-WAIT starts"); // in CLOSING, because of the ACK before the reset
    Told.assertTold("what the timer was told", told);
  }

  @ParameterizedTest
  @Order(17)
  @Exercise("5.5")
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("nor of one that its application has aborted")
  void nothingAfterAnAbort(State state) {
    with(Parts.IN_ORDER);
    deadline = exchange.now() + SECOND;
    InState in = InState.reach(state, exchange);
    told.clear();
    exchange.application(() -> in.application().stream.abort());
    in.peer().mayAnswer("RST seq=" + in.sent());
    exchange.later(10);
    Told.assertTold("what the timer was told", told);
  }

  @Test
  @Order(18)
  @Given
  @DisplayName("it is told when TIME-WAIT starts")
  void timeWaitStarts() {
    connecting(server, SECOND);
    told.clear();
    exchange.batch(
        () -> {
          exchange.connection(server).enter(State.ESTABLISHED);
          Told.assertTold("what the timer was told", told);
          exchange.connection(server).enter(State.TIME_WAIT);
          Told.assertTold("what the timer was told", told, "TIME-WAIT starts");
          exchange.connection(server).finish();
        });
  }

  @Test
  @Order(19)
  @Exercise("5.7")
  @DisplayName("and of each FIN that comes again there")
  void timeWait() {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    assertThat(told, hasItem("TIME-WAIT starts"));
    told.clear();
    in.peer().sends("FIN,ACK seq=1 ack=2");
    in.peer().expects("ACK seq=2 ack=2");
    Told.assertTold("what the timer was told", told, "TIME-WAIT starts", "when, in TIME-WAIT?");
    told.clear();
    in.peer().sends("ACK seq=2 ack=2");
    Told.assertTold("what the timer was told", told, "when, in TIME-WAIT?");
  }
}
