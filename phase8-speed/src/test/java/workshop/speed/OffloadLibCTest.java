package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.Device;
import workshop.tap.DeviceOpener;
import workshop.tap.LibC;
import workshop.tap.TapException;
import workshop.testkit.Given;

@Order(20)
@Given
@DisplayName("A device with offload is opened")
class OffloadLibCTest {
  private static final long TUNSETIFF = 0x400454caL;
  private static final long TUNSETVNETHDRSZ = 0x400454d8L;
  private static final long TUNSETOFFLOAD = 0x400454d0L;

  private final List<String> told = new ArrayList<>();

  @Test
  @Order(1)
  @DisplayName("TUNSETIFF: with one more flag; then the header's size, and what is left to us")
  void asksForMore() {
    FakeLibC libC = new FakeLibC();
    ByteBuffer request = ByteBuffer.allocateDirect(40).order(ByteOrder.nativeOrder());
    request.putShort(16, (short) 0x1002);
    assertThat(new OffloadLibC(libC).ioctl(5, TUNSETIFF, request), is(0));
    assertThat(
        libC.calls, contains("ioctl 400454ca flags 5002", "ioctl 400454d8 &a", "ioctl 400454d0 3"));
  }

  @ParameterizedTest(name = "ioctl {0}")
  @Order(2)
  @ValueSource(longs = {TUNSETIFF, TUNSETVNETHDRSZ, TUNSETOFFLOAD})
  @DisplayName("what the kernel refuses is an error, and nothing more is asked")
  void isRefused(long refused) {
    FakeLibC libC = new FakeLibC(refused);
    ByteBuffer request = ByteBuffer.allocateDirect(40);
    assertThat(new OffloadLibC(libC).ioctl(5, TUNSETIFF, request), is(-1));
    assertThat(libC.calls.get(libC.calls.size() - 1), containsString(Long.toHexString(refused)));
  }

  @Test
  @Order(3)
  @DisplayName("close: takes back first what was asked for")
  void takesBack() {
    FakeLibC libC = new FakeLibC();
    new OffloadLibC(libC).close(5);
    assertThat(libC.calls, contains("ioctl 400454d0 0", "close 5"));
  }

  @Test
  @Order(4)
  @DisplayName("all else goes through")
  void handsOn() {
    FakeLibC libC = new FakeLibC();
    OffloadLibC offload = new OffloadLibC(libC);
    ByteBuffer buffer = ByteBuffer.allocateDirect(40);
    offload.open("/dev/net/tun", 2);
    offload.ioctl(5, 77, buffer);
    offload.ioctlWithNumber(5, 78, 79);
    offload.poll(buffer, 1, 0);
    offload.read(5, buffer, 30);
    offload.write(5, buffer, 31);
    assertThat(offload.eventfd(0, 0), is(6));
    assertThat(offload.errno(), is(22));
    assertThat(
        libC.calls,
        contains(
            "open /dev/net/tun", "ioctl 4d flags 0", "ioctl 4e 4f", "poll", "read 30", "write 31"));
  }

  @Test
  @Order(5)
  @DisplayName("open: a device with offload, and says so")
  void opens() throws TapException {
    Device device = open((libC, name) -> new FakeDevice());
    assertThat(device, instanceOf(OffloadTap.class));
    assertThat(device.capabilities().segmentation(), is(true));
    assertThat(
        told, contains("Offload: checksums and segmentation. Frames have up to 65,549 bytes."));
  }

  @Test
  @Order(6)
  @DisplayName("open: a plain device where the kernel refuses offload, and says so")
  void doesWithout() throws TapException {
    Device device = open(OffloadLibCTest::refuseOffload);
    assertThat(device, instanceOf(FakeDevice.class));
    assertThat(device.capabilities().segmentation(), is(false));
    assertThat(
        told, contains("No offload: the kernel refuses it. Frames have 1,514 bytes at most."));
  }

  private static Device refuseOffload(LibC libC, String name) throws TapException {
    if (libC instanceof OffloadLibC) {
      throw new TapException("refused");
    }
    return new FakeDevice();
  }

  @Test
  @Order(7)
  @DisplayName("open: an error that a plain device has, too, is told in its words")
  void otherErrors() {
    TapException error = assertThrows(TapException.class, () -> open(OffloadLibCTest::refuseAll));
    assertThat(error.getMessage(), is("there is no plain one"));
    assertThat(told, empty());
  }

  private static Device refuseAll(LibC libC, String name) throws TapException {
    throw new TapException(
        libC instanceof OffloadLibC ? "there is none with offload" : "there is no plain one");
  }

  private Device open(DeviceOpener opener) throws TapException {
    return OffloadTap.open(opener, new FakeLibC(), "tap0", new OffloadCounters(), told::add);
  }
}
