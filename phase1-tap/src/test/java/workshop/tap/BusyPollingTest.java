package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(15)
@DisplayName("BusyPolling: looks for a frame for a moment before it sleeps")
class BusyPollingTest {
  private static final long LONG = 1_000_000_000;
  private static final ByteBuffer ONE = ByteBuffer.allocate(1);
  private static final ByteBuffer TWO = ByteBuffer.allocate(2);

  private final FakeDevice device = new FakeDevice();
  private final BusyPolling busy = new BusyPolling(device);

  /** Has a frame, or none, for each time that somebody looks; then no more frames. */
  private static final class FakeDevice implements Device {
    private final Deque<Optional<ByteBuffer>> looks = new ArrayDeque<>();
    private final List<Long> sleeps = new ArrayList<>();
    private Runnable atLook = () -> {};

    @Override
    public String name() {
      return "tap0";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.plain(1500);
    }

    @Override
    public void await(long timeoutNanos) {
      sleeps.add(timeoutNanos);
    }

    @Override
    public ByteBuffer receive() {
      atLook.run();
      return looks.isEmpty() ? null : looks.remove().orElse(null);
    }

    @Override
    public void send(OutgoingFrame frame) {}

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }

  private void batchOf(ByteBuffer frame) throws IOException {
    device.looks.addAll(List.of(Optional.of(frame), Optional.empty()));
    assertThat(busy.receive(), is(frame));
    assertThat(busy.receive(), is(nullValue()));
  }

  @Test
  @Order(1)
  @DisplayName("a frame that comes while it looks spares the sleep, and is received once")
  void frameComes() throws IOException {
    batchOf(ONE);
    device.looks.addAll(List.of(Optional.empty(), Optional.of(TWO)));
    busy.await(LONG);
    assertThat("sleeps", device.sleeps, is(List.of()));
    assertThat(busy.receive(), is(TWO));
    assertThat(busy.receive(), is(nullValue()));
  }

  @Test
  @Order(2)
  @DisplayName("if no frame comes, it sleeps")
  void noFrameComes() throws IOException {
    batchOf(ONE);
    busy.await(LONG);
    assertThat("sleeps", device.sleeps, is(List.of(LONG)));
  }

  @Test
  @Order(3)
  @DisplayName("after a batch without frames, it sleeps at once")
  void emptyBatch() throws IOException {
    batchOf(ONE);
    busy.await(LONG);
    assertThat(busy.receive(), is(nullValue()));
    device.looks.add(Optional.of(TWO));
    busy.await(LONG);
    assertThat("sleeps", device.sleeps, is(List.of(LONG, LONG)));
    assertThat("the frame is still there", busy.receive(), is(TWO));
  }

  @Test
  @Order(4)
  @DisplayName("a call of wake ends the look")
  void woken() throws IOException {
    batchOf(ONE);
    List<String> looks = new ArrayList<>();
    device.atLook =
        () -> {
          looks.add("look");
          busy.wake();
        };
    busy.await(LONG);
    assertThat("looks", looks.size(), is(1));
    assertThat("sleeps", device.sleeps, is(List.of(LONG)));
  }

  @Test
  @Order(5)
  @DisplayName("a deadline that is over leaves time for one look")
  void deadline() throws IOException {
    batchOf(ONE);
    device.looks.addAll(List.of(Optional.empty(), Optional.of(TWO)));
    busy.await(0);
    assertThat("sleeps", device.sleeps, is(List.of(0L)));
    assertThat(busy.receive(), is(TWO));
  }
}
