package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Order(1)
@Given
@DisplayName("States")
class StateTest {

  @Test
  @Order(1)
  @DisplayName("there are eleven, by the names of RFC 9293 section 3.3.2")
  void names() {
    assertThat(
        Arrays.stream(State.values()).map(State::toString).collect(Collectors.toList()),
        contains(
            "CLOSED",
            "LISTEN",
            "SYN-SENT",
            "SYN-RECEIVED",
            "ESTABLISHED",
            "FIN-WAIT-1",
            "FIN-WAIT-2",
            "CLOSE-WAIT",
            "CLOSING",
            "LAST-ACK",
            "TIME-WAIT"));
  }

  @Test
  @Order(2)
  @DisplayName("from ESTABLISHED on both sides know each other's numbers")
  void isSynchronized() {
    for (State state : State.values()) {
      boolean notYet =
          state == State.CLOSED
              || state == State.LISTEN
              || state == State.SYN_SENT
              || state == State.SYN_RECEIVED;
      assertThat(state.toString(), state.isSynchronized(), equalTo(!notYet));
    }
  }
}
