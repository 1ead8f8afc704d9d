package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.NotDone;
import workshop.testkit.Given;

@Given
@Order(10)
@DisplayName("GoingOn: a receiver that continues when an exercise is not done")
class GoingOnTest {
  private static final ByteBuffer FRAME = ByteBuffer.allocate(60);
  private static final long DEADLINE = 42;

  private final List<NotDone> told = new ArrayList<>();
  private final Fake fake = new Fake();
  private final GoingOn receiver = new GoingOn(fake);

  @BeforeEach
  void goOn() {
    NotDone.goOnTelling(told::add);
  }

  @AfterEach
  void goOnNoLonger() {
    NotDone.goOnNoLonger();
  }

  @Test
  @Order(1)
  @DisplayName("hands on the starts of batches, frames and the ends, and the deadline back")
  void handsOn() throws IOException {
    receiver.startOfBatch(7);
    receiver.receive(FRAME);
    long deadline = receiver.endOfBatch();
    assertThat(fake.calls, contains("start at 7", "60 bytes", "end"));
    assertThat(deadline, is(DEADLINE));
  }

  @Test
  @Order(2)
  @DisplayName("tells once about an exercise that a frame needs, and continues")
  void goesOnAfterFrames() throws IOException {
    NotDone notDone = new NotDone("3.2", "docs/phase3-ipv4.md");
    fake.error = new IllegalStateException(new ExceptionInInitializerError(notDone));
    receiver.receive(FRAME);
    fake.error = new NotDone("3.2", "docs/phase3-ipv4.md");
    receiver.receive(FRAME);
    assertThat(fake.calls, contains("60 bytes", "60 bytes"));
    assertThat(told, contains(notDone));
  }

  @Test
  @Order(3)
  @DisplayName("tells about an exercise that the end of a batch needs, and waits for frames")
  void goesOnAfterTheEndOfABatch() throws IOException {
    NotDone notDone = new NotDone("6.1", "docs/phase6-reliability.md");
    fake.error = notDone;
    assertThat(receiver.endOfBatch(), is(FrameReceiver.NEVER));
    assertThat(told, contains(notDone));
  }

  @Test
  @Order(4)
  @DisplayName("lets through whatever else is thrown")
  void letsThrough() {
    fake.error = new IllegalStateException("broken");
    assertThat(
        assertThrows(IllegalStateException.class, () -> receiver.receive(FRAME)), is(fake.error));
    assertThat(
        assertThrows(IllegalStateException.class, () -> receiver.endOfBatch()), is(fake.error));
  }

  @Test
  @Order(5)
  @DisplayName("ends, too, where nobody has asked to go on")
  void endsWhereNobodyAsked() {
    NotDone.goOnNoLonger();
    fake.error = new NotDone("3.2", "docs/phase3-ipv4.md");
    assertThrows(NotDone.class, () -> receiver.receive(FRAME));
    assertThrows(NotDone.class, () -> receiver.endOfBatch());
  }

  /** Throws what it is told to, after it has taken note of the call. */
  private static final class Fake implements FrameReceiver {
    private final List<String> calls = new ArrayList<>();
    private Throwable error;

    @Override
    public void startOfBatch(long now) {
      note("start at " + now);
    }

    @Override
    public void receive(ByteBuffer frame) {
      note(frame.remaining() + " bytes");
    }

    @Override
    public long endOfBatch() {
      note("end");
      return DEADLINE;
    }

    private void note(String call) {
      calls.add(call);
      if (error instanceof Error thrown) {
        throw thrown;
      } else if (error instanceof RuntimeException thrown) {
        throw thrown;
      }
    }
  }
}
