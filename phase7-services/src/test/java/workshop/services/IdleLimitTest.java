package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.Echo;
import workshop.http.FakeStream;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.testkit.Given;

@Given
@Order(14)
@DisplayName("An echo that is ended when nothing happens for long")
class IdleLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock = new LoopClock();
  private final IdleLimit application = new IdleLimit(new Echo(), clock, 60 * SECOND);
  private final FakeStream client = new FakeStream(application, clock, 40000);

  private void later(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.set(clock.now() + SECOND);
      client.tick();
    }
  }

  @Test
  @Order(1)
  @DisplayName("it echoes, and each echo puts the end off")
  void echoes() {
    for (int i = 0; i < 5; i++) {
      later(59);
      assertThat("the echo after " + i, client.sends("hello").got(), is("hello"));
    }
    assertThat("closed", client.isOver(), is(false));
    later(61);
    assertThat("closed", client.isOver(), is(true));
    assertThat("reset", client.isAborted(), is(false));
  }

  @Test
  @Order(2)
  @DisplayName("a peer that has vanished does not close its side, and is reset ten seconds later")
  void vanished() {
    client.vanishes();
    client.sends("hello");
    later(60);
    assertThat("reset at once", client.isAborted(), is(false));
    later(9);
    assertThat("reset too early", client.isAborted(), is(false));
    later(2);
    assertThat("reset", client.isAborted(), is(true));
  }

  @Test
  @Order(3)
  @DisplayName("without a limit it never ends, and all the same gives way after ten seconds")
  void never() {
    IdleLimit patient = new IdleLimit(new Echo(), clock, FrameReceiver.NEVER);
    FakeStream other = new FakeStream(patient, clock, 40001);
    later(9);
    assertThat("idle since", patient.idleSince(), is(FrameReceiver.NEVER));
    long start = clock.now();
    other.sends("hello");
    later(9);
    assertThat("idle since", patient.idleSince(), is(FrameReceiver.NEVER));
    later(1);
    assertThat("idle since", patient.idleSince(), is(start));
    later(100_000);
    other.tick();
    assertThat("closed", other.isOver(), is(false));
  }

  @Test
  @Order(4)
  @DisplayName("receiving alone puts the end off, too")
  void receivesOnly() {
    IdleLimit sink =
        new IdleLimit(stream -> stream.consume(stream.received().remaining()), clock, 60 * SECOND);
    FakeStream other = new FakeStream(sink, clock, 40001);
    for (int i = 0; i < 5; i++) {
      later(59);
      other.tick();
      other.sends("hello");
    }
    assertThat("closed", other.isOver(), is(false));
  }
}
