package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.Buffers.sameMemory;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;
import static workshop.testkit.Steps.assertSteps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Exercise("1.4")
@Order(4)
@DisplayName("TapDevice: frames from the kernel")
class TapDeviceReceiveTest extends OnFakeLibC {

  @Test
  @Order(1)
  @DisplayName("receive: gives frame after frame, then null when there is none (EAGAIN)")
  void receivesUntilThereIsNone() throws TapException {
    TapDevice device = opened();
    libC.delivering(LONG, SHORT, LONG);
    assertThat(device.receive(), sameFrame(LONG));
    assertThat("shorter than the one before", device.receive(), sameFrame(SHORT));
    assertThat("longer than the one before", device.receive(), sameFrame(LONG));
    assertThat(device.receive(), is(nullValue()));
    assertSteps("the calls", libC.calls(), "read 7", "read 7", "read 7", "read 7");
    libC.delivering(LONG);
    assertThat("a frame after there was none", device.receive(), sameFrame(LONG));
  }

  @Test
  @Order(2)
  @DisplayName("receive: gives the next frame whole, whatever was done to the buffer before")
  void receivesAfterBufferWasUsed() throws TapException {
    TapDevice device = opened();
    libC.delivering(SHORT, LONG);
    ByteBuffer frame = device.receive();
    frame.position(frame.limit());
    assertThat("the one before was read to its end", device.receive(), sameFrame(LONG));
  }

  @Test
  @Order(3)
  @DisplayName("receive: takes the largest frame there is")
  void receivesLargest() throws TapException {
    byte[] largest = Frames.ethernet().payload(new byte[65_521]).frame();
    libC.delivering(largest);
    ByteBuffer frame = opened().receive();
    assertThat(
        "a frame of 65535 bytes was there, and receive gave %d of them. The rest is lost:%nread as many bytes as incoming has room for"
            .formatted(frame.remaining()),
        frame.remaining() == largest.length);
    assertThat("the same bytes", frame.equals(ByteBuffer.wrap(largest)));
  }

  @Test
  @Order(4)
  @DisplayName("receive: reads again after a signal (EINTR)")
  void readsAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("read", 4).delivering(SHORT);
    assertThat("a signal came first, and then a frame", device.receive(), sameFrame(SHORT));
    assertSteps("the calls", libC.calls(), "read 7", "read 7");
    libC.failing("read", 4, 4).delivering(LONG);
    assertThat("two signals came first, and then a frame", device.receive(), sameFrame(LONG));
    assertSteps("the calls", libC.calls(), "read 7", "read 7", "read 7");
  }

  @Test
  @Order(5)
  @DisplayName("receive: uses one buffer for all frames")
  void readsIntoOneBuffer() throws TapException {
    TapDevice device = opened();
    for (int i = 0; i < 100; i++) {
      libC.delivering(SHORT, LONG);
      device.receive();
      device.receive();
    }
    ByteBuffer first = libC.readInto.get(0);
    for (ByteBuffer buffer : libC.readInto) {
      assertThat(
          "two frames were read into two buffers: read each into the same, incoming",
          sameMemory(first, buffer.duplicate().clear()));
    }
    libC.delivering(SHORT);
    assertThat(
        "the frame is a copy: hand out the buffer that read has filled",
        sameMemory(first, device.receive()));
  }

  @ParameterizedTest(name = "{1}")
  @Order(6)
  @CsvSource({"77, EBADFD", "5, EIO", "12, ENOMEM", "22, EINVAL", "4711, UNKNOWN"})
  @DisplayName("receive: tells of any other error")
  void tellsOfReadError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("read", number);
    TapException failed =
        assertThrows(TapException.class, device::receive, "read has failed with " + name);
    assertTells(failed, name, "tap0");
  }

  @Test
  @Order(7)
  @DisplayName("await: polls the device and the waker for something to read")
  void pollsTheDevice() throws TapException {
    opened().await(0);
    assertSteps("the calls (poll is told how many descriptors)", libC.calls(), "poll 2");
    // struct pollfd: int fd = 7 or 8, short events = POLLIN = 1, short revents
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    assertThat(
        Arrays.copyOf(libC.pollfds, 6),
        sameBytes(Hex.bytes(little ? "07 00 00 00 | 01 00" : "00 00 00 07 | 00 01")));
    assertThat(
        Arrays.copyOfRange(libC.pollfds, 8, 14),
        sameBytes(Hex.bytes(little ? "08 00 00 00 | 01 00" : "00 00 00 08 | 00 01")));
  }

  @ParameterizedTest(name = "{0} ns: {1} ms")
  @Order(8)
  @CsvSource({
    "0, 0",
    "1, 1",
    "999_999, 1",
    "1_000_000, 1",
    "1_000_001, 2",
    "99_999_999, 100",
    "100_000_000, 100",
    "2_147_483_647_000_000, 2_147_483_647"
  })
  @DisplayName("await: waits for whole milliseconds, rounded up")
  void roundsUp(String nanos, String millis) throws TapException {
    opened().await(Long.parseLong(nanos.replace("_", "")));
    assertTimeout(Integer.parseInt(millis.replace("_", "")));
  }

  @ParameterizedTest(name = "{0} ns")
  @Order(9)
  @ValueSource(
      longs = {
        2_147_483_647_000_001L,
        4_294_967_301_000_000L,
        1L << 62,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
      })
  @DisplayName("await: a time too long for poll's int becomes the longest that fits")
  void waitsLong(long nanos) throws TapException {
    opened().await(nanos);
    assertTimeout(Integer.MAX_VALUE);
  }

  private void assertTimeout(int millis) {
    List<Integer> told = libC.timeouts;
    assertThat(
        "poll has to be called once, with a time-out of %d ms. Time-outs: %s%s"
            .formatted(
                millis,
                told,
                told.stream().anyMatch(time -> time < 0) ? " (less than 0: for ever)" : ""),
        told.equals(List.of(millis)));
  }

  @Test
  @Order(10)
  @DisplayName("await: a signal (EINTR) ends the wait, and is no error")
  void signalEndsTheWait() throws TapException {
    TapDevice device = opened();
    libC.failing("poll", 4);
    device.await(1_000_000);
    assertSteps("the calls", libC.calls(), "poll 2");
  }

  @ParameterizedTest(name = "{1}")
  @Order(11)
  @CsvSource({"22, EINVAL", "11, EAGAIN", "12, ENOMEM", "4711, UNKNOWN"})
  @DisplayName("await: tells of any other error")
  void tellsOfPollError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("poll", number);
    TapException failed =
        assertThrows(TapException.class, () -> device.await(0), "poll has failed with " + name);
    assertTells(failed, name, "tap0");
  }

  @Test
  @Order(12)
  @DisplayName("await: a wake ends the current wait or, if there is none, the next one")
  void wakeEndsTheNextWait() throws TapException {
    TapDevice device = opened();
    device.wake();
    device.wake();
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(1));
    assertSteps("the calls", libC.calls(), "write 8", "poll 2", "read 8");
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(0));
    assertSteps("the calls", libC.calls(), "poll 2");
    device.wake();
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(1));
  }

  @Test
  @Order(13)
  @DisplayName("await: another thread's wake ends the wait that goes on")
  void anotherThreadEndsTheWait() throws TapException {
    TapDevice device = opened();
    libC.pollWaits = true;
    Thread other =
        new Thread(
            () -> {
              try {
                libC.waiting.await();
                device.wake();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.setDaemon(true);
    other.start();
    device.await(Long.MAX_VALUE);
    assertThat("descriptors that were ready", libC.ready, is(1));
  }
}
