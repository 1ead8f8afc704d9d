package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.Buffers.sameMemory;
import static workshop.testkit.SameBytes.sameFrame;
import static workshop.testkit.Steps.assertSteps;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Exercise("1.5")
@Order(5)
@DisplayName("TapDevice: frames to the kernel")
class TapDeviceSendTest extends OnFakeLibC {

  @Test
  @Order(1)
  @DisplayName("send: writes a frame from the direct buffer that it is in, without copying it")
  void sendsWithoutCopying() throws TapException {
    OutgoingFrame frame = frame(LONG);
    opened().send(frame);
    assertWritten(LONG);
    assertThat(
        "the frame was copied first: hand its own bytes to write",
        sameMemory(libC.writtenFrom.get(0), frame.bytes()));
    assertSteps("the calls", libC.calls(), "write 7");
  }

  @Test
  @Order(2)
  @DisplayName("send: writes the message and the headers before it, and no old bytes")
  void sendsHeadersAndMessage() throws TapException {
    byte[] old = new byte[LONG.length];
    Arrays.fill(old, (byte) 0xEE);
    OutgoingFrame frame = frame(old);
    frame.message(LONG.length - 34).put(0, LONG, 34, LONG.length - 34);
    frame.prepend(20).put(0, LONG, 14, 20);
    frame.prepend(14).put(0, LONG, 0, 14);
    opened().send(frame);
    assertWritten(LONG);
  }

  @Test
  @Order(3)
  @DisplayName("send: writes as many bytes as are in the frame: a shorter one, the largest, any")
  void sendsAllLengths() throws TapException {
    TapDevice device = opened();
    OutgoingFrame frame = new OutgoingFrame(65_535);
    for (int length : new int[] {LONG.length, 60, 1514, 1515, 65_535, 14}) {
      byte[] bytes = Frames.ethernet().payload(new byte[length - 14]).frame();
      frame.message(length).put(bytes);
      libC.written.clear();
      device.send(frame);
      assertWritten(bytes);
    }
  }

  @Test
  @Order(4)
  @DisplayName("send: leaves the frame as it is, and what receive has handed out")
  void leavesTheFrame() throws TapException {
    TapDevice device = opened();
    libC.delivering(LONG);
    ByteBuffer received = device.receive();
    OutgoingFrame frame = frame(SHORT);
    for (int i = 0; i < 100; i++) {
      libC.written.clear();
      device.send(frame);
      assertWritten(SHORT);
    }
    assertThat("the frame, after send", frame.bytes(), sameFrame(SHORT));
    assertThat("the frame received before", received, sameFrame(LONG));
  }

  @Test
  @Order(5)
  @DisplayName("send: writes again after a signal (EINTR)")
  void writesAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("write", 4);
    device.send(frame(SHORT));
    assertSteps("the calls (one signal)", libC.calls(), "write 7", "write 7");
    assertWritten(SHORT);
    libC.written.clear();
    libC.failing("write", 4, 4);
    device.send(frame(LONG));
    assertSteps("the calls (two signals)", libC.calls(), "write 7", "write 7", "write 7");
    assertWritten(LONG);
  }

  @ParameterizedTest(name = "{1}")
  @Order(6)
  @CsvSource({"5, EIO", "11, EAGAIN", "12, ENOMEM", "105, ENOBUFS"})
  @DisplayName("send: loses the frame when the device is down or full, as a wire does")
  void losesFrame(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    device.send(frame(LONG));
    assertSteps("the lost frame is not tried again", libC.calls(), "write 7");
    device.send(frame(SHORT));
    assertWritten(SHORT);
  }

  @ParameterizedTest(name = "{1}")
  @Order(7)
  @CsvSource({"77, EBADFD", "22, EINVAL", "4711, UNKNOWN"})
  @DisplayName("send: tells of any other error")
  void tellsOfWriteError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    TapException failed =
        assertThrows(
            TapException.class, () -> device.send(frame(SHORT)), "write has failed with " + name);
    assertTells(failed, name, "tap0");
    device.send(frame(LONG));
    assertWritten(LONG);
  }

  /** One frame, and it is this one. */
  private void assertWritten(byte[] frame) {
    int frames = libC.written.size();
    assertThat("%d frames were written, and should be 1".formatted(frames), frames == 1);
    assertThat("the frame written", libC.written.get(0), sameFrame(frame));
  }
}
