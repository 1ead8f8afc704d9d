package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;

@Order(31)
@Exercise("5.5")
@DisplayName("What an application may do")
class ApplicationTest {
  private static final long SECOND = 1_000_000_000;

  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();
  private final Peer other = exchange.peer(40001);

  private static RuntimeException mistake() {
    return new IllegalStateException("a programming error");
  }

  @Test
  @Order(1)
  @DisplayName("it is called once when the connection is established")
  void calledWhenEstablished() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(application.progressCalls, equalTo(0));
    peer.sends("ACK seq=1 ack=1");
    assertThat(application.progressCalls, equalTo(1));
    assertThat(application.stream.id(), equalTo(peer.id()));
  }

  @Test
  @Order(2)
  @DisplayName("it may speak first")
  void speaksFirst() {
    exchange.serving(
        () ->
            new ManualApplication(
                stream -> {
                  ManualApplication.write(stream, "220 ready");
                  stream.close();
                }));
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("FIN,PSH,ACK seq=1 ack=1 data='220 ready'");
  }

  @Test
  @Order(3)
  @Exercise("5.6")
  @DisplayName("it may take what it has received bit by bit")
  void consumesBitByBit() {
    List<String> seen = new ArrayList<>();
    ManualApplication application =
        new ManualApplication(
            stream -> {
              while (stream.received().remaining() >= 2) {
                seen.add(ManualApplication.received(stream).substring(0, 2));
                stream.consume(2);
              }
            });
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 data='abcde'");
    peer.expects("ACK seq=1 ack=6");
    assertThat(seen, contains("ab", "cd"));
    peer.sends("FIN,ACK seq=6 ack=1 data='f'");
    peer.expects("ACK seq=1 ack=8");
    assertThat(seen, contains("ab", "cd", "ef"));
    assertThat(application.stream.atEnd(), equalTo(true));
  }

  @Test
  @Order(4)
  @Exercise("5.6")
  @DisplayName("the end is reached when all that came before the FIN is consumed, not earlier")
  void atEnd() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=6");
    assertThat(application.stream.atEnd(), equalTo(false));
    peer.sends("FIN,ACK seq=6 ack=1");
    peer.expects("ACK seq=1 ack=7");
    assertThat(application.stream.atEnd(), equalTo(false));
    exchange.application(() -> application.stream.consume(5));
    assertThat(application.stream.atEnd(), equalTo(true));
  }

  @Test
  @Order(5)
  @DisplayName("it cannot change what it has received")
  void receivedIsReadOnly() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=6");
    assertThat(application.stream.received().isReadOnly(), equalTo(true));
  }

  // --- Abort.

  @ParameterizedTest
  @Order(6)
  @EnumSource(
      value = State.class,
      names = {"ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT"})
  @DisplayName("abort: a reset where the peer expects us, and the connection is gone")
  void abort(State state) {
    InState in = InState.reach(state, exchange);
    exchange.application(() -> in.application().stream.abort());
    in.peer().expects("RST seq=%d win=0".formatted(in.sent()));
    in.assertGone();
  }

  @ParameterizedTest
  @Order(7)
  @EnumSource(
      value = State.class,
      names = {"CLOSING", "LAST_ACK", "TIME_WAIT"})
  @DisplayName("abort when both have closed: the connection is gone, and no reset is sent")
  void abortWhenBothHaveClosed(State state) {
    // RFC 9293 section 3.10.5: "delete the TCB", and nothing more.
    InState in = InState.reach(state, exchange);
    exchange.application(() -> in.application().stream.abort());
    in.peer().expectsNothing();
    in.assertGone();
  }

  @Test
  @Order(8)
  @DisplayName("abort throws away what was written, also in the same call")
  void abortThrowsAway() {
    exchange.serving(
        () ->
            new ManualApplication(
                stream -> {
                  ManualApplication.write(stream, "never sent");
                  stream.abort();
                }));
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("RST seq=1");
    exchange.assertConnections(0);
  }

  @Test
  @Order(9)
  @DisplayName("a reset for a peer that still has our text on its way has the number after it")
  void abortWithTextOnItsWay() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    exchange.application(() -> ManualApplication.write(application.stream, "Hello"));
    peer.expects("ACK seq=1 ack=1 data='Hello'");
    exchange.application(() -> application.stream.abort());
    peer.expects("RST seq=6");
  }

  // --- An application with a programming error.

  @Test
  @Order(10)
  @DisplayName("an application that throws: its connection is reset, all others go on")
  void throwsOnProgress() {
    exchange.failuresExpected();
    List<Application> applications = new ArrayList<>();
    exchange.serving(
        () -> {
          Application application =
              applications.isEmpty()
                  ? new ManualApplication(
                      stream -> {
                        if (stream.received().hasRemaining()) {
                          throw mistake();
                        }
                      })
                  : new Echo();
          applications.add(application);
          return application;
        });
    peer.connects();
    other.connects();
    exchange.batch(
        () -> {
          peer.sends("ACK seq=1 ack=1 len=10");
          other.sends("ACK seq=1 ack=1 len=10");
        });
    peer.expects("RST seq=1");
    other.expects("ACK seq=1 ack=11 len=10");
    assertThat(exchange.failures, hasSize(1));
    assertThat(exchange.failures.get(0).getMessage(), equalTo("a programming error"));
    exchange.assertConnections(1);
  }

  @Test
  @Order(11)
  @Exercise("5.8")
  @DisplayName("an application that throws when it is told of its end: nothing more happens")
  void throwsOnAborted() {
    exchange.failuresExpected();
    exchange.serving(
        () ->
            new Application() {
              @Override
              public void progress(TcpStream stream) {}

              @Override
              public void aborted(TcpStream stream, String reason) {
                throw mistake();
              }
            });
    peer.connects();
    peer.sends("RST seq=1");
    peer.expectsNothing();
    assertThat(exchange.failures, hasSize(1));
    exchange.assertConnections(0);
    peer.initialSequenceNumber(5000);
    peer.connects();
  }

  @Test
  @Order(12)
  @DisplayName("an application that throws when something is urgent: its connection is reset")
  void throwsOnUrgent() {
    exchange.failuresExpected();
    exchange.serving(
        () ->
            new Application() {
              @Override
              public void progress(TcpStream stream) {}

              @Override
              public void urgent(TcpStream stream) {
                throw mistake();
              }
            });
    peer.connects();
    peer.sends("URG,ACK seq=1 ack=1 urg=1 len=1");
    peer.expects("RST seq=1");
    exchange.assertConnections(0);
  }

  @Test
  @Order(13)
  @DisplayName("an application that consumes more than there is: its connection is reset")
  void consumesTooMuch() {
    exchange.failuresExpected();
    exchange.serving(() -> new ManualApplication(stream -> stream.consume(1)));
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    peer.expects("RST seq=1");
    assertThat(exchange.failures, hasSize(1));
  }

  @Test
  @Order(14)
  @DisplayName("an application that cannot even be made: the peer gets no connection, others do")
  void cannotBeMade() {
    RuntimeException failure = mistake();
    List<Application> applications = new ArrayList<>();
    exchange
        .failuresExpected()
        .serving(
            () -> {
              applications.add(null);
              if (applications.size() == 1) {
                throw failure;
              }
              return new Echo();
            });
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("RST seq=1");
    exchange.assertConnections(0);
    assertThat("told once", exchange.failures, contains(failure));
    other.connects();
  }

  @ParameterizedTest
  @Order(15)
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("in no state does it harm to call everything once more")
  void callsEverything(State state) {
    InState in = InState.reach(state, exchange);
    boolean open = state == State.ESTABLISHED || state == State.CLOSE_WAIT;
    exchange.application(
        () -> {
          TcpStream stream = in.application().stream;
          stream.options().setNagle(false);
          stream.options().setNagle(true);
          stream.received();
          stream.consume(0);
          stream.atEnd();
          stream.write(ByteBuffer.allocate(0));
          stream.close();
          stream.close();
        });
    if (open) {
      in.peer().expects("FIN,ACK seq=1 ack=" + in.next());
    }
    in.peer().expectsNothing();
  }

  @Test
  @Order(16)
  @DisplayName("nothing can be written after closing")
  void nothingAfterClosing() {
    InState in = InState.reach(State.FIN_WAIT_1, exchange);
    exchange.application(
        () -> assertThat(ManualApplication.write(in.application().stream, "too late"), equalTo(0)));
    peer.expectsNothing();
  }

  // --- The next turn.

  @Test
  @Order(61)
  @DisplayName("it may ask for a turn at a time, and gets it then, once")
  void wakeAt() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    exchange.application(() -> application.stream.wakeAt(exchange.now() + 3 * SECOND));
    int calls = application.progressCalls;
    exchange.later(2.9);
    assertThat("calls before the time", application.progressCalls - calls, equalTo(0));
    exchange.later(0.1);
    assertThat("calls at the time", application.progressCalls - calls, equalTo(1));
    exchange.later(100);
    assertThat("calls after the time", application.progressCalls - calls, equalTo(1));
  }

  @Test
  @Order(62)
  @DisplayName("a turn for another reason does not take the place of the one at that time")
  void wakeAtStays() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    exchange.application(() -> application.stream.wakeAt(exchange.now() + 3 * SECOND));
    exchange.later(1);
    exchange.application(() -> application.stream.wake());
    int calls = application.progressCalls;
    exchange.later(2);
    assertThat("calls at the time", application.progressCalls - calls, equalTo(1));
  }

  @Test
  @Order(63)
  @DisplayName("of two times, the one that it said last counts; and NEVER takes it back")
  void wakeAtLast() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    exchange.application(() -> application.stream.wakeAt(exchange.now() + 3 * SECOND));
    exchange.application(() -> application.stream.wakeAt(exchange.now() + 5 * SECOND));
    int calls = application.progressCalls;
    exchange.later(4);
    assertThat("calls before the time", application.progressCalls - calls, equalTo(0));
    exchange.later(1);
    assertThat("calls at the time", application.progressCalls - calls, equalTo(1));
    exchange.application(() -> application.stream.wakeAt(exchange.now() + SECOND));
    exchange.application(() -> application.stream.wakeAt(FrameReceiver.NEVER));
    calls = application.progressCalls;
    exchange.later(100);
    assertThat("calls after it was taken back", application.progressCalls - calls, equalTo(0));
  }

  @Test
  @Order(64)
  @DisplayName("it may ask for a turn at the end of this batch, for a reason of its own")
  void wake() {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    peer.connects();
    int calls = application.progressCalls;
    exchange.application(() -> application.stream.wake());
    assertThat("calls", application.progressCalls - calls, equalTo(1));
  }
}
