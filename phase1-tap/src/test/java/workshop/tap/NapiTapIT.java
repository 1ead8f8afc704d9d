package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.InNetworkNamespace;

@Order(101)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("A TAP device with a queue for bulk data, and the kernel")
class NapiTapIT {
  private static final int ENOUGH = 10_000;
  private static final int FULL = 1514;
  private static final int SMALL = 60;

  /** The kernel's files for the interfaces of this network namespace. */
  @TempDir private Path files;

  private Path interfaces;

  @BeforeEach
  void mount() {
    Command.run("mount", "-t", "sysfs", "sysfs", files.toString()).succeeded();
    interfaces = files.resolve("class/net");
  }

  @AfterEach
  void unmount() {
    Command.run("umount", files.toString()).succeeded();
  }

  @Test
  @Order(1)
  @DisplayName("full frames go through a thread of the kernel, small ones do not")
  void choosesTheQueue() throws IOException {
    needThreads();
    try (Device device = NapiTap.open(new NativeLibC(), "tap0", interfaces)) {
      KernelSide.configure("tap0", "192.168.100.1/24");
      assertThat(Files.readString(interfaces.resolve("tap0/threaded")).strip(), is("1"));
      assertThat("at first", flags(device), containsString("numqueues 1 numdisabled 1"));
      assertAnswers(device);

      send(device, ENOUGH, SMALL);
      assertThat("after small frames", isForBulk(device), is(false));

      send(device, ENOUGH, FULL);
      assertThat("after full frames", isForBulk(device), is(true));
      leaveTheOldQueue(device);
      assertAnswers(device);

      send(device, ENOUGH / 2 - 100, FULL);
      send(device, ENOUGH / 2, SMALL);
      assertThat("some of them full", isForBulk(device), is(true));
      assertAnswers(device);

      send(device, 2 * ENOUGH, SMALL);
      assertThat("after small frames", isForBulk(device), is(false));
      leaveTheOldQueue(device);
      assertAnswers(device);
    }
    assertThat("gone when closed", Command.run("ip", "link", "show", "tap0").exitCode(), is(1));
  }

  @Test
  @Order(2)
  @DisplayName("frames that wait in the old queue are not lost")
  void nothingIsLost() throws IOException {
    needThreads();
    try (Device device = NapiTap.open(new NativeLibC(), "tap0", interfaces)) {
      KernelSide.configure("tap0", "192.168.100.1/24");
      assertAnswers(device);
      question(device);
      send(device, ENOUGH, FULL);
      assertThat("the answer waits in the old queue", isForBulk(device), is(true));
      assertThat(nextArp(device), sameFrame(answer()));
    }
  }

  @Test
  @Order(3)
  @DisplayName("a device that somebody else has made has one queue")
  void devicesOfOthers() throws IOException {
    Command.run("ip", "tuntap", "add", "dev", "tap0", "mode", "tap").succeeded();
    try (Device device = NapiTap.open(new NativeLibC(), "tap0", interfaces)) {
      assertThat(device instanceof TapDevice, is(true));
    }
  }

  @Test
  @Order(4)
  @DisplayName("without the kernel's files, the device has one queue")
  void withoutFiles() throws IOException {
    try (Device device = NapiTap.open(new NativeLibC(), "tap0", files.resolve("nothing"))) {
      assertThat(device instanceof TapDevice, is(true));
    }
  }

  @Test
  @Order(5)
  @DisplayName("a second program is told that the first one has the device")
  void twoPrograms() throws IOException {
    try (Device device = NapiTap.open(new NativeLibC(), "tap0", interfaces)) {
      TapException refused =
          assertThrows(TapException.class, () -> KernelSide.checkKind(device.name()));
      assertThat(refused.getMessage(), containsString("Another program has it open"));
    }
  }

  @Test
  @Order(6)
  @DisplayName("a second queue that cannot be detached is closed")
  void cannotDetach() throws IOException {
    needThreads();
    LibC refusing =
        new LibCFilter(new NativeLibC()) {
          @Override
          public int ioctl(int fd, long request, ByteBuffer argument) {
            return request == TapQueue.TUNSETQUEUE ? -1 : super.ioctl(fd, request, argument);
          }
        };
    try (Device device = NapiTap.open(refusing, "tap0", interfaces)) {
      assertThat(device instanceof TapDevice, is(true));
      assertThat(flags(device), containsString("numqueues 1 numdisabled 0"));
    }
  }

  /** A kernel older than 5.12 has no such threads, and the device has one queue there. */
  private void needThreads() {
    assumeTrue(Files.exists(interfaces.resolve("lo/threaded")), "this kernel has no such threads");
  }

  /** A frame that comes at the moment of the change may be lost, so this must be over. */
  private static void leaveTheOldQueue(Device device) throws IOException {
    while (device.receive() != null) {
      // Nobody wants it.
    }
  }

  private static boolean isForBulk(Device device) {
    return ((NapiTap) device).isForBulk();
  }

  private static String flags(Device device) {
    return Command.run("ip", "-d", "-o", "link", "show", device.name()).succeeded().output();
  }

  private static void send(Device device, int count, int size) throws IOException {
    byte[] bytes = new byte[size];
    bytes[0] = 2; // to a station that is not there
    OutgoingFrame frame = OutgoingFrame.of(ByteBuffer.wrap(bytes));
    for (int i = 0; i < count; i++) {
      device.send(frame);
    }
  }

  private static void assertAnswers(Device device) throws IOException {
    question(device);
    assertThat(nextArp(device), sameFrame(answer()));
  }

  private static void question(Device device) throws IOException {
    byte[] question =
        Frames.arpRequest()
            .sender(Frames.STACK_MAC, Frames.STACK_IP)
            .whoHas(Frames.KERNEL_IP)
            .frame();
    device.send(OutgoingFrame.of(ByteBuffer.wrap(question)));
  }

  private static byte[] answer() {
    String link = Command.run("ip", "link", "show", "dev", "tap0").succeeded().output();
    Matcher mac = Pattern.compile("link/ether (\\S+)").matcher(link);
    assertThat("has an Ethernet address", mac.find());
    return Frames.arpReply()
        .sender(mac.group(1), Frames.KERNEL_IP)
        .target(Frames.STACK_MAC, Frames.STACK_IP)
        .frame();
  }

  private static ByteBuffer nextArp(Device device) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 10_000_000_000L) {
      ByteBuffer frame = device.receive();
      if (frame == null) {
        device.await(100_000_000);
      } else if (frame.remaining() >= 14 && frame.getShort(12) == 0x0806) {
        return ByteBuffer.wrap(Hex.bytes(frame));
      }
    }
    throw new AssertionError("no ARP within ten seconds");
  }
}
