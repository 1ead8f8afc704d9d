package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.List;
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

/** What a later phase's timers can rely on. */
@Order(8)
@DisplayName("The place for timers")
class TimersTest {
  @RegisterExtension final Exchange exchange = new Exchange();

  private final List<String> told = new ArrayList<>();
  private long deadline = FrameReceiver.NEVER;

  @BeforeEach
  void setUp() {
    Timers timers =
        new Timers() {
          @Override
          public void worked(Connection connection, long now) {
            told.add("worked");
          }

          @Override
          public void timeWait(Connection connection, long now) {
            told.add("TIME-WAIT");
          }

          @Override
          public void removed(Connection connection) {
            told.add("removed");
          }

          @Override
          public void expire(long now) {
            told.add("expire " + now);
          }

          @Override
          public long deadline() {
            return deadline;
          }
        };
    exchange.with(
        new Parts() {
          @Override
          public Timers timers() {
            return timers;
          }
        });
  }

  @Test
  @Order(1)
  @Given
  @DisplayName("at the end of each batch they do what is due, and say when they want to be called")
  void expire() {
    deadline = 77;
    assertThat(exchange.tcp().endOfBatch(5), equalTo(77L));
    assertThat(told, contains("expire 5"));
  }

  @Test
  @Order(2)
  @Given
  @DisplayName("without timers nothing is ever due")
  void none() {
    assertThat(new Exchange().tcp().endOfBatch(5), equalTo(FrameReceiver.NEVER));
  }

  @ParameterizedTest
  @Order(3)
  @Exercise("5.8")
  @MethodSource("workshop.echo.InState#otherStates")
  @DisplayName("of a connection that is gone they hear nothing more")
  void removedIsTheLast(State state) {
    InState in = InState.reach(state, exchange);
    told.clear();
    exchange.batch(
        () -> {
          // Something to do, and its end, in one batch.
          in.peer().sends(in.from("ACK"));
          in.peer().sends("RST seq=" + in.next());
        });
    assertThat("connections in the table", exchange.tcp().size(), equalTo(0));
    told.removeIf(what -> what.startsWith("expire"));
    assertThat(told.indexOf("removed"), equalTo(told.size() - 1));
  }

  @ParameterizedTest
  @Order(4)
  @Exercise("5.6")
  @MethodSource("workshop.echo.InState#synchronizedStates")
  @DisplayName("nor of one that its application has aborted")
  void removedIsTheLastAfterAbort(State state) {
    InState in = InState.reach(state, exchange);
    told.clear();
    exchange.application(() -> in.application().stream.abort());
    in.peer().mayAnswer("RST seq=" + in.sent());
    told.removeIf(what -> what.startsWith("expire"));
    assertThat(told, contains("removed"));
  }

  @Test
  @Order(5)
  @Exercise("5.7")
  @DisplayName("they are told of TIME-WAIT, and of each FIN that comes again there")
  void timeWait() {
    InState in = InState.reach(State.TIME_WAIT, exchange);
    assertThat(told, hasItem("TIME-WAIT"));
    told.clear();
    in.peer().sends("FIN,ACK seq=1 ack=2");
    in.peer().expects("ACK seq=2 ack=2");
    assertThat(told, hasItem("TIME-WAIT"));
    told.clear();
    in.peer().sends("ACK seq=2 ack=2");
    told.removeIf(what -> what.startsWith("expire") || what.equals("worked"));
    assertThat(told, empty());
  }
}
