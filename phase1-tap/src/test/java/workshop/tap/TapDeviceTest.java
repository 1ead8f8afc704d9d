package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;

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
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(3)
@DisplayName("TapDevice: frames from the kernel and to it")
class TapDeviceTest {
  private static final byte[] SHORT = Frames.arpRequest().frame();
  private static final byte[] LONG = Frames.echoRequest().payload("0123456789".repeat(9)).frame();

  private final FakeLibC libC = new FakeLibC();

  @Test
  @Given
  @Order(1)
  @DisplayName("mtu: 1500, as on any Ethernet")
  void hasMtuOfEthernet() throws TapException {
    assertThat(opened().mtu(), is(1500));
  }

  @Test
  @Given
  @Order(2)
  @DisplayName("capabilities: frames of any size, and no work is taken off us")
  void doesNoWorkForUs() throws TapException {
    assertThat(opened().capabilities(), is(new Capabilities(1500, 65_536, false, false)));
  }

  @Test
  @Given
  @Order(3)
  @DisplayName("has an eventfd, which does not block, so that any thread can end a wait")
  void hasEventfd() throws TapException {
    TapDevice device = new TapDevice(libC, FakeLibC.FD, "tap0");
    assertThat(libC.calls(), is(List.of("eventfd 0 0x800"))); // EFD_NONBLOCK is O_NONBLOCK
    device.wake();
    assertThat(libC.calls(), is(List.of("write 8")));
  }

  @ParameterizedTest(name = "{1}")
  @Given
  @Order(4)
  @CsvSource({"24, EMFILE, ulimit", "12, ENOMEM, ./workshop doctor"})
  @DisplayName("closes the file descriptor again where there is no eventfd, and says what to do")
  void closesWithoutEventfd(int number, String name, String advice) {
    libC.failing("eventfd", number);
    TapException failed =
        assertThrows(TapException.class, () -> new TapDevice(libC, FakeLibC.FD, "tap0"));
    assertThat(failed.getMessage(), allOf(containsString(name), containsString(advice)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
    assertThat(libC.calls(), is(List.of("eventfd 0 0x800", "close 7")));
  }

  @Test
  @Exercise("1.3")
  @Order(5)
  @DisplayName(
      "open: opens the clone device for reading and writing, without blocking; then TUNSETIFF")
  void opens() throws TapException {
    TapDevice.open(libC, "tap0");
    // O_RDWR is 2, O_NONBLOCK is 04000 in octal: asm-generic/fcntl.h. TUNSETIFF: linux/if_tun.h.
    // The eventfd is the constructor's.
    assertThat(
        libC.calls(),
        is(List.of("open /dev/net/tun 0x802", "ioctl 7 0x400454ca", "eventfd 0 0x800")));
  }

  @Test
  @Exercise("1.3")
  @Order(6)
  @DisplayName("open: asks for a TAP device without packet information, by name")
  void asksForTap() throws TapException {
    TapDevice.open(libC, "tap0");
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    assertThat(
        Arrays.copyOf(libC.request, 18),
        sameBytes(
            Hex.bytes(
                "74 61 70 30 00 00 00 00 00 00 00 00 00 00 00 00" + (little ? "02 10" : "10 02"))));
  }

  @Test
  @Exercise("1.3")
  @Order(7)
  @DisplayName("open: has the name that the kernel has given")
  void hasNameOfTheKernel() throws TapException {
    libC.nameOfTheKernel = "tap3";
    String name = TapDevice.open(libC, "tap%d").name();
    assertThat("zero bytes of the name's field, here as ?", name.replace('\0', '?'), is("tap3"));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.3")
  @Order(8)
  @CsvSource({
    "1, EPERM, sudo",
    "13, EACCES, sudo",
    "2, ENOENT, sudo modprobe tun",
    "6, ENXIO, sudo modprobe tun",
    "19, ENODEV, sudo modprobe tun",
    "24, EMFILE, ulimit",
    "4711, UNKNOWN, ./workshop doctor"
  })
  @DisplayName("open: says what to do where /dev/net/tun cannot be opened")
  void saysWhyNotOpened(int number, String name, String advice) {
    libC.failing("open", number);
    TapException failed =
        assertThrows(
            TapException.class, () -> TapDevice.open(libC, "tap0"), "open has returned -1");
    assertThat(
        failed.getMessage(),
        allOf(containsString("/dev/net/tun"), containsString(name), containsString(advice)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
    assertThat("no call after the one that failed", libC.calls(), hasSize(1));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.3")
  @Order(9)
  @CsvSource({
    "1, EPERM, sudo ip tuntap add dev tap5 mode tap user",
    "16, EBUSY, --device",
    "22, EINVAL, --device",
    "4711, UNKNOWN, ./workshop doctor"
  })
  @DisplayName("open: says what to do where the kernel refuses the device")
  void saysWhyRefused(int number, String name, String advice) {
    libC.failing("ioctl", number);
    TapException failed =
        assertThrows(
            TapException.class, () -> TapDevice.open(libC, "tap5"), "TUNSETIFF has returned -1");
    assertThat(
        "errno tells why, until the next call",
        failed.getMessage(),
        allOf(containsString("tap5"), containsString(name), containsString(advice)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
  }

  @Test
  @Exercise("1.3")
  @Order(10)
  @DisplayName("open: closes the file descriptor again where the kernel refuses the device")
  void closesAfterRefusal() {
    libC.failing("ioctl", 16);
    assertThrows(TapException.class, () -> TapDevice.open(libC, "tap0"));
    assertThat(
        libC.calls(), is(List.of("open /dev/net/tun 0x802", "ioctl 7 0x400454ca", "close 7")));
  }

  @Test
  @Exercise("1.3")
  @Order(11)
  @DisplayName("open: calls nobody for a name that does not fit")
  void refusesLongName() {
    assertThrows(
        TapException.class, () -> TapDevice.open(libC, "a-name-too-long-for-an-interface"));
    assertThat(libC.calls(), is(empty()));
  }

  @Test
  @Exercise("1.3")
  @Order(12)
  @DisplayName("close: closes the file descriptor and the waker once, however often it is called")
  void closesOnce() throws TapException {
    TapDevice device = opened();
    device.close();
    assertThat(
        "the device's descriptor is 7, the waker's is 8",
        libC.calls(),
        containsInAnyOrder("close 7", "close 8"));
    device.close();
    assertThat("a second time, the number may be somebody else's", libC.calls(), is(List.of()));
  }

  @Test
  @Exercise("1.4")
  @Order(13)
  @DisplayName("receive: gives frame after frame, then null when there is none (EAGAIN)")
  void receivesUntilThereIsNone() throws TapException {
    TapDevice device = opened();
    libC.delivering(LONG, SHORT, LONG);
    assertThat(device.receive(), sameFrame(LONG));
    assertThat("shorter than the one before", device.receive(), sameFrame(SHORT));
    assertThat("longer than the one before", device.receive(), sameFrame(LONG));
    assertThat(device.receive(), is(nullValue()));
    assertThat(libC.calls(), is(List.of("read 7", "read 7", "read 7", "read 7")));
  }

  @Test
  @Exercise("1.4")
  @Order(14)
  @DisplayName("receive: gives the next frame whole, whatever was done to the buffer before")
  void receivesAfterBufferWasUsed() throws TapException {
    TapDevice device = opened();
    libC.delivering(SHORT, LONG);
    ByteBuffer frame = device.receive();
    frame.position(frame.limit());
    assertThat(device.receive(), sameFrame(LONG));
  }

  @Test
  @Exercise("1.4")
  @Order(15)
  @DisplayName("receive: takes the largest frame there is")
  void receivesLargest() throws TapException {
    byte[] largest = Frames.ethernet().payload(new byte[65_521]).frame();
    libC.delivering(largest);
    ByteBuffer frame = opened().receive();
    assertThat("bytes", frame.remaining(), is(65_535));
    assertThat("the same bytes", frame.equals(ByteBuffer.wrap(largest)), is(true));
  }

  @Test
  @Exercise("1.4")
  @Order(16)
  @DisplayName("receive: reads again after a signal (EINTR)")
  void readsAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("read", 4, 4).delivering(SHORT);
    assertThat(device.receive(), sameFrame(SHORT));
    assertThat(libC.calls(), hasSize(3));
  }

  @Test
  @Exercise("1.4")
  @Order(17)
  @DisplayName("receive: uses one buffer for all frames")
  void readsIntoOneBuffer() throws TapException {
    TapDevice device = opened();
    for (int i = 0; i < 100; i++) {
      libC.delivering(SHORT, LONG);
      device.receive();
      device.receive();
    }
    assertThat(libC.readInto, everyItem(sameInstance(libC.readInto.get(0))));
    libC.delivering(SHORT);
    ByteBuffer frame = device.receive();
    libC.readInto.get(0).put(0, (byte) 0x7F);
    assertThat("the frame is in that buffer, not in a copy", frame.get(0), is((byte) 0x7F));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.4")
  @Order(18)
  @CsvSource({"77, EBADFD", "5, EIO", "22, EINVAL", "4711, UNKNOWN"})
  @DisplayName("receive: tells of any other error")
  void tellsOfReadError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("read", number);
    TapException failed = assertThrows(TapException.class, device::receive);
    assertThat(failed.getMessage(), allOf(containsString("tap0"), containsString(name)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
  }

  @Test
  @Exercise("1.4")
  @Order(19)
  @DisplayName("await: polls the device and the waker for something to read")
  void pollsTheDevice() throws TapException {
    opened().await(0);
    assertThat(libC.calls(), is(List.of("poll 2")));
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
  @Exercise("1.4")
  @Order(20)
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
    assertThat(
        "poll's timeout in ms", libC.timeouts, contains(Integer.parseInt(millis.replace("_", ""))));
  }

  @ParameterizedTest(name = "{0} ns")
  @Exercise("1.4")
  @Order(21)
  @ValueSource(
      longs = {
        2_147_483_647_000_001L,
        4_294_967_301_000_000L,
        1L << 62,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
      })
  @DisplayName("await: waits long, or for ever, where the time is more than poll can count")
  void waitsLong(long nanos) throws TapException {
    opened().await(nanos);
    int aWeek = 7 * 24 * 60 * 60 * 1000;
    assertThat(
        "poll's timeout in ms", libC.timeouts, contains(anyOf(lessThan(0), greaterThan(aWeek))));
  }

  @Test
  @Exercise("1.4")
  @Order(22)
  @DisplayName("await: a signal (EINTR) ends the wait, and is no error")
  void signalEndsTheWait() throws TapException {
    TapDevice device = opened();
    libC.failing("poll", 4);
    device.await(1_000_000);
    assertThat(libC.calls(), is(List.of("poll 2")));
  }

  @Test
  @Exercise("1.4")
  @Order(23)
  @DisplayName("await: tells of any other error")
  void tellsOfPollError() throws TapException {
    TapDevice device = opened();
    libC.failing("poll", 22);
    TapException failed = assertThrows(TapException.class, () -> device.await(0));
    assertThat(failed.getMessage(), allOf(containsString("tap0"), containsString("EINVAL")));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
  }

  @Test
  @Exercise("1.4")
  @Order(24)
  @DisplayName("await: a wake ends the wait, the next one if none goes on, and that one only")
  void wakeEndsTheNextWait() throws TapException {
    TapDevice device = opened();
    device.wake();
    device.wake();
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(1));
    assertThat(libC.calls(), is(List.of("write 8", "poll 2", "read 8")));
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(0));
    assertThat(libC.calls(), is(List.of("poll 2")));
    device.wake();
    device.await(1_000_000);
    assertThat("descriptors that were ready", libC.ready, is(1));
  }

  @Test
  @Exercise("1.4")
  @Order(25)
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

  @Test
  @Exercise("1.5")
  @Order(26)
  @DisplayName("send: writes a frame from the direct buffer that it is in, without copying it")
  void sendsWithoutCopying() throws TapException {
    OutgoingFrame frame = frame(LONG);
    opened().send(frame);
    assertThat("frames written", libC.written, contains(sameBytes(LONG)));
    assertThat(libC.writtenFrom, contains(sameInstance(frame.bytes())));
    assertThat(libC.calls(), is(List.of("write 7")));
  }

  @Test
  @Exercise("1.5")
  @Order(27)
  @DisplayName("send: writes the message and the headers before it, and no old bytes")
  void sendsHeadersAndMessage() throws TapException {
    byte[] old = new byte[LONG.length];
    Arrays.fill(old, (byte) 0xEE);
    OutgoingFrame frame = frame(old);
    frame.message(LONG.length - 34).put(0, LONG, 34, LONG.length - 34);
    frame.prepend(20).put(0, LONG, 14, 20);
    frame.prepend(14).put(0, LONG, 0, 14);
    opened().send(frame);
    assertThat("frames written", libC.written, contains(sameBytes(LONG)));
  }

  @Test
  @Exercise("1.5")
  @Order(28)
  @DisplayName("send: writes as many bytes as are in the frame: a shorter one, the largest, any")
  void sendsAllLengths() throws TapException {
    TapDevice device = opened();
    OutgoingFrame frame = new OutgoingFrame(65_535);
    for (int length : new int[] {LONG.length, 60, 1514, 1515, 65_535, 14}) {
      byte[] bytes = Frames.ethernet().payload(new byte[length - 14]).frame();
      frame.message(length).put(bytes);
      device.send(frame);
      byte[] written = libC.written.get(libC.written.size() - 1);
      assertThat("bytes written", written.length, is(length));
      assertThat("the same bytes", Arrays.equals(written, bytes));
    }
  }

  @Test
  @Exercise("1.5")
  @Order(29)
  @DisplayName("send: leaves the frame as it is, and what receive has handed out")
  void leavesTheFrame() throws TapException {
    TapDevice device = opened();
    libC.delivering(LONG);
    ByteBuffer received = device.receive();
    OutgoingFrame frame = frame(SHORT);
    for (int i = 0; i < 100; i++) {
      device.send(frame);
    }
    assertThat("frames written", libC.written, everyItem(sameBytes(SHORT)));
    assertThat(libC.writtenFrom, everyItem(sameInstance(libC.writtenFrom.get(0))));
    assertThat("the frame, after send", frame.bytes(), sameFrame(SHORT));
    assertThat("the frame received before", received, sameFrame(LONG));
  }

  @Test
  @Exercise("1.5")
  @Order(30)
  @DisplayName("send: writes again after a signal (EINTR)")
  void writesAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("write", 4, 4);
    device.send(frame(SHORT));
    assertThat("frames written", libC.written, contains(sameBytes(SHORT)));
    assertThat(libC.calls(), hasSize(3));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.5")
  @Order(31)
  @CsvSource({"5, EIO", "11, EAGAIN", "12, ENOMEM", "105, ENOBUFS"})
  @DisplayName("send: loses the frame where the device is down or full, as a wire does")
  void losesFrame(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    device.send(frame(LONG));
    assertThat("the lost frame is not tried again", libC.calls(), is(List.of("write 7")));
    device.send(frame(SHORT));
    assertThat("frames written", libC.written, contains(sameBytes(SHORT)));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.5")
  @Order(32)
  @CsvSource({"77, EBADFD", "22, EINVAL", "4711, UNKNOWN"})
  @DisplayName("send: tells of any other error")
  void tellsOfWriteError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    TapException failed = assertThrows(TapException.class, () -> device.send(frame(SHORT)));
    assertThat(failed.getMessage(), allOf(containsString("tap0"), containsString(name)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
  }

  /** Without open, so that a test of what comes after it needs nothing else. */
  private TapDevice opened() throws TapException {
    TapDevice device = new TapDevice(libC, FakeLibC.FD, "tap0");
    libC.calls();
    return device;
  }

  private static long lines(Exception e) {
    return e.getMessage().lines().count();
  }

  private static OutgoingFrame frame(byte[] bytes) {
    return OutgoingFrame.of(ByteBuffer.wrap(bytes));
  }
}
