package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
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
  void hasMtuOfEthernet() {
    assertThat(opened().mtu(), is(1500));
  }

  @Test
  @Exercise("1.2")
  @Order(2)
  @DisplayName(
      "open: opens the clone device for reading and writing, without blocking; then TUNSETIFF")
  void opens() throws TapException {
    TapDevice.open(libC, "tap0");
    // O_RDWR is 2, O_NONBLOCK is 04000 in octal: asm-generic/fcntl.h. TUNSETIFF: linux/if_tun.h.
    assertThat(libC.calls(), is(List.of("open /dev/net/tun 0x802", "ioctl 7 0x400454ca")));
  }

  @Test
  @Exercise("1.2")
  @Order(3)
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
  @Exercise("1.2")
  @Order(4)
  @DisplayName("open: has the name that the kernel has given")
  void hasNameOfTheKernel() throws TapException {
    libC.nameOfTheKernel = "tap3";
    String name = TapDevice.open(libC, "tap%d").name();
    assertThat("zero bytes of the name's field, here as ?", name.replace('\0', '?'), is("tap3"));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.2")
  @Order(5)
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
  @Exercise("1.2")
  @Order(6)
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
  @Exercise("1.2")
  @Order(7)
  @DisplayName("open: closes the file descriptor again where the kernel refuses the device")
  void closesAfterRefusal() {
    libC.failing("ioctl", 16);
    assertThrows(TapException.class, () -> TapDevice.open(libC, "tap0"));
    assertThat(
        libC.calls(), is(List.of("open /dev/net/tun 0x802", "ioctl 7 0x400454ca", "close 7")));
  }

  @Test
  @Exercise("1.2")
  @Order(8)
  @DisplayName("open: calls nobody for a name that does not fit")
  void refusesLongName() {
    assertThrows(
        TapException.class, () -> TapDevice.open(libC, "a-name-too-long-for-an-interface"));
    assertThat(libC.calls(), is(empty()));
  }

  @Test
  @Exercise("1.2")
  @Order(9)
  @DisplayName("close: closes the file descriptor once, however often it is called")
  void closesOnce() {
    TapDevice device = opened();
    device.close();
    device.close();
    assertThat(
        "a second time, the number may be somebody else's", libC.calls(), is(List.of("close 7")));
  }

  @Test
  @Exercise("1.3")
  @Order(10)
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
  @Exercise("1.3")
  @Order(11)
  @DisplayName("receive: gives the next frame whole, whatever was done to the buffer before")
  void receivesAfterBufferWasUsed() throws TapException {
    TapDevice device = opened();
    libC.delivering(SHORT, LONG);
    ByteBuffer frame = device.receive();
    frame.position(frame.limit());
    assertThat(device.receive(), sameFrame(LONG));
  }

  @Test
  @Exercise("1.3")
  @Order(12)
  @DisplayName("receive: takes the largest frame there is")
  void receivesLargest() throws TapException {
    byte[] largest = Frames.ethernet().payload(new byte[65_521]).frame();
    libC.delivering(largest);
    ByteBuffer frame = opened().receive();
    assertThat("bytes", frame.remaining(), is(65_535));
    assertThat("the same bytes", frame.equals(ByteBuffer.wrap(largest)), is(true));
  }

  @Test
  @Exercise("1.3")
  @Order(13)
  @DisplayName("receive: reads again after a signal (EINTR)")
  void readsAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("read", 4, 4).delivering(SHORT);
    assertThat(device.receive(), sameFrame(SHORT));
    assertThat(libC.calls(), hasSize(3));
  }

  @Test
  @Exercise("1.3")
  @Order(14)
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
  @Exercise("1.3")
  @Order(15)
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
  @Exercise("1.3")
  @Order(16)
  @DisplayName("await: polls the device for something to read")
  void pollsTheDevice() throws TapException {
    opened().await(0);
    assertThat(libC.calls(), is(List.of("poll 1")));
    // struct pollfd: int fd = 7, short events = POLLIN = 1, short revents
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    assertThat(
        Arrays.copyOf(libC.pollfd, 6),
        sameBytes(Hex.bytes(little ? "07 00 00 00 | 01 00" : "00 00 00 07 | 00 01")));
  }

  @ParameterizedTest(name = "{0} ns: {1} ms")
  @Exercise("1.3")
  @Order(17)
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
  @Exercise("1.3")
  @Order(18)
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
  @Exercise("1.3")
  @Order(19)
  @DisplayName("await: a signal (EINTR) ends the wait, and is no error")
  void signalEndsTheWait() throws TapException {
    TapDevice device = opened();
    libC.failing("poll", 4);
    device.await(1_000_000);
    assertThat(libC.calls(), is(List.of("poll 1")));
  }

  @Test
  @Exercise("1.3")
  @Order(20)
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
  @Order(21)
  @DisplayName("send: writes a frame from a direct buffer, without copying it")
  void sendsFromDirectBuffer() throws TapException {
    ByteBuffer frame = direct(LONG, 0, 50);
    opened().send(frame);
    assertThat("frames written", libC.written, contains(sameBytes(LONG)));
    assertThat(libC.writtenFrom, contains(sameInstance(frame)));
    assertThat(libC.calls(), is(List.of("write 7")));
    assertThat("the frame's position, after send", frame.position(), is(0));
    assertThat("the frame's limit, after send", frame.limit(), is(LONG.length));
  }

  @Test
  @Exercise("1.4")
  @Order(22)
  @DisplayName("send: writes a frame from a heap buffer")
  void sendsFromHeapBuffer() throws TapException {
    ByteBuffer frame = ByteBuffer.wrap(LONG);
    opened().send(frame);
    assertThat("frames written", libC.written, contains(sameBytes(LONG)));
    assertThat("the frame's position, after send", frame.position(), is(0));
    assertThat("the frame's limit, after send", frame.limit(), is(LONG.length));
  }

  @Test
  @Exercise("1.4")
  @Order(23)
  @DisplayName("send: writes what lies between position and limit, also of a direct buffer")
  void sendsFromPosition() throws TapException {
    TapDevice device = opened();
    ByteBuffer frame = direct(LONG, 13, 50);
    device.send(frame);
    assertThat("frames written", libC.written, contains(sameBytes(LONG)));
    assertThat("the frame's position, after send", frame.position(), is(13));
    assertThat("the frame's limit, after send", frame.limit(), is(13 + LONG.length));

    byte[] middle = new byte[5 + SHORT.length + 7];
    System.arraycopy(SHORT, 0, middle, 5, SHORT.length);
    device.send(ByteBuffer.wrap(middle, 5, SHORT.length));
    assertThat("frames written", libC.written, contains(sameBytes(LONG), sameBytes(SHORT)));
  }

  @Test
  @Exercise("1.4")
  @Order(24)
  @DisplayName("send: uses one buffer for all frames that must be copied, and not that of receive")
  void copiesIntoOneBuffer() throws TapException {
    TapDevice device = opened();
    libC.delivering(LONG);
    ByteBuffer received = device.receive();
    for (int i = 0; i < 100; i++) {
      device.send(ByteBuffer.wrap(SHORT));
    }
    assertThat(libC.writtenFrom, everyItem(sameInstance(libC.writtenFrom.get(0))));
    assertThat("the frame received before", received, sameFrame(LONG));
  }

  @Test
  @Exercise("1.4")
  @Order(25)
  @DisplayName("send: writes again after a signal (EINTR)")
  void writesAgainAfterSignal() throws TapException {
    TapDevice device = opened();
    libC.failing("write", 4, 4);
    device.send(ByteBuffer.wrap(SHORT));
    assertThat("frames written", libC.written, contains(sameBytes(SHORT)));
    assertThat(libC.calls(), hasSize(3));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.4")
  @Order(26)
  @CsvSource({"5, EIO", "11, EAGAIN", "12, ENOMEM", "105, ENOBUFS"})
  @DisplayName("send: loses the frame where the device is down or full, as a wire does")
  void losesFrame(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    device.send(ByteBuffer.wrap(LONG));
    assertThat("the lost frame is not tried again", libC.calls(), is(List.of("write 7")));
    device.send(ByteBuffer.wrap(SHORT));
    assertThat("frames written", libC.written, contains(sameBytes(SHORT)));
  }

  @ParameterizedTest(name = "{1}")
  @Exercise("1.4")
  @Order(27)
  @CsvSource({"77, EBADFD", "22, EINVAL", "4711, UNKNOWN"})
  @DisplayName("send: tells of any other error")
  void tellsOfWriteError(int number, String name) throws TapException {
    TapDevice device = opened();
    libC.failing("write", number);
    TapException failed =
        assertThrows(TapException.class, () -> device.send(ByteBuffer.wrap(SHORT)));
    assertThat(failed.getMessage(), allOf(containsString("tap0"), containsString(name)));
    assertThat("lines of the message", lines(failed), is(lessThanOrEqualTo(2L)));
  }

  /** Without open, so that a test of what comes after it needs nothing else. */
  private TapDevice opened() {
    return new TapDevice(libC, FakeLibC.FD, "tap0");
  }

  private static long lines(Exception e) {
    return e.getMessage().lines().count();
  }

  /** A direct buffer with the frame between position and limit, and other bytes around it. */
  private static ByteBuffer direct(byte[] frame, int before, int behind) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(before + frame.length + behind);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0xEE);
    }
    buffer.put(before, frame);
    return buffer.position(before).limit(before + frame.length);
  }
}
