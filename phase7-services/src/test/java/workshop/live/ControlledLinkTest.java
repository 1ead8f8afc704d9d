package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.LoopClock;
import workshop.tap.Capabilities;
import workshop.tap.Link;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Given
@Order(61)
@DisplayName("A wire under control, on a link that checks some frames")
class ControlledLinkTest {
  private final SomeChecked card = new SomeChecked();
  private final WireControl control = new WireControl(() -> 0);
  private final HeldFrames held = new HeldFrames();
  private final LoopClock clock = new LoopClock();
  private final Audience audience = new Audience(clock);
  private final Link wire =
      new ControlledLink(
          card, audience, new LiveEvents(clock, 80, audience, new Stage()), control, held);

  @Test
  @Order(1)
  @DisplayName("tells of each frame whether the link has checked it")
  void checked() throws IOException {
    for (boolean checked : new boolean[] {true, false, true}) {
      card.next(checked);
      wire.receive();
      assertThat("checked", wire.isChecked(), is(checked));
    }
  }

  /** A frame with a partial checksum must not be checked when it is let go. */
  @Test
  @Order(2)
  @DisplayName("a frame that was held is as checked as when it came, whatever has come since")
  void heldFrame() throws IOException {
    audience.seen(() -> {});
    control.holdNew(true);
    card.next(true);
    assertThat("is held", wire.receive(), is(nullValue()));
    control.reset();
    card.next(false);
    wire.receive();
    held.freeAll();
    assertThat(Hex.bytes(wire.receive()), is(card.bytes));
    assertThat("checked", wire.isChecked(), is(true));
  }

  /** Has the first segment of a connection, once each time. */
  private static final class SomeChecked implements Link {
    private final byte[] bytes = Frames.tcp().flags("SYN").frame();
    private boolean waiting;
    private boolean checked;

    void next(boolean isChecked) {
      waiting = true;
      checked = isChecked;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.plain(1500);
    }

    @Override
    public ByteBuffer receive() {
      ByteBuffer frame = waiting ? ByteBuffer.wrap(bytes) : null;
      waiting = false;
      return frame;
    }

    @Override
    public boolean isChecked() {
      return checked;
    }

    @Override
    public void await(long timeoutNanos) {}

    @Override
    public void send(OutgoingFrame frame) {}

    @Override
    public void wake() {}

    @Override
    public void close() {}
  }
}
