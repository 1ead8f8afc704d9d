package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(10)
@Exercise("8.3")
@DisplayName("OffloadTap")
class OffloadTapTest {
  private final FakeDevice device = new FakeDevice();
  private final OffloadCounters counters = new OffloadCounters();
  private final OffloadTap tap = new OffloadTap(device, counters);

  @Test
  @Order(1)
  @DisplayName("receive: the frame without the header; super-segments are counted")
  void receives() throws IOException {
    byte[] small = Frames.arpRequest().frame();
    byte[] large = Frames.tcp().payload(Vnet.text(0, 65_495)).frame();
    device.delivers(new byte[10], small);
    device.delivers(Vnet.header(1, 1, 54, 1460, 34, 16), large);
    assertThat(Hex.bytes(tap.receive()), sameFrame(small));
    assertThat(Hex.bytes(tap.receive()), sameFrame(large));
    assertThat(tap.receive(), is(nullValue()));
    assertThat("frames", counters.in().frames(), is(2L));
    assertThat("super-segments", counters.in().superSegments(), is(1L));
  }

  @ParameterizedTest(name = "flags {0}")
  @Order(2)
  @CsvSource({"0, false", "1, true", "2, true"})
  @DisplayName("isChecked: as the header of the last frame says")
  void tellsWhetherChecked(int flags, boolean checked) throws IOException {
    device.delivers(Vnet.header(3 - flags, 0, 0, 0, 34, 16), Frames.tcp().frame());
    device.delivers(Vnet.header(flags, 0, 0, 0, 34, 16), Frames.tcp().frame());
    tap.receive();
    tap.receive();
    assertThat(tap.isChecked(), is(checked));
  }

  @Test
  @Order(3)
  @DisplayName("receive: a header that says nothing we understand costs its frame, and no other")
  void dropsUnknown() throws IOException {
    byte[] good = Frames.arpRequest().frame();
    device.delivers(Vnet.header(1, 3, 42, 1400, 34, 6), Frames.tcp().frame());
    device.delivers(new byte[0], new byte[9]);
    device.delivers(new byte[10], good);
    assertThat(Hex.bytes(tap.receive()), sameFrame(good));
    assertThat(tap.receive(), is(nullValue()));
    assertThat("drops", counters.drops(), is(2L));
  }

  @Test
  @Order(4)
  @Exercise("8.2")
  @DisplayName("send: the header goes before the frame, which is as before afterwards")
  void sends() throws IOException {
    OutgoingFrame frame = Vnet.large(Vnet.segment(3000).frame(), 1460);
    byte[] before = Vnet.bytes(frame);
    for (int i = 0; i < 2; i++) {
      tap.send(frame);
      byte[] written = device.sent.get(i);
      assertThat(Arrays.copyOf(written, 10), sameBytes(Vnet.header(1, 1, 54, 1460, 34, 16)));
      assertThat(Arrays.copyOfRange(written, 10, written.length), sameBytes(before));
      assertThat("the frame, afterwards", Vnet.bytes(frame), sameBytes(before));
    }
    assertThat("super-segments", counters.out().superSegments(), is(2L));
  }

  @Test
  @Order(5)
  @Given
  @DisplayName("tells what it can, and hands on all else")
  void handsOn() throws IOException {
    assertThat(tap.capabilities(), is(new Capabilities(1500, 65_549, true, true)));
    assertThat(tap.name(), is("tap7"));
    tap.await(1);
    tap.wake();
    tap.close();
    assertThat(device.wakes, is(1));
    assertThat(device.closed, is(true));
  }
}
