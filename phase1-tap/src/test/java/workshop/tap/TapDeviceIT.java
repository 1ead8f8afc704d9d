package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static workshop.testkit.SameBytes.sameFrame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.InNetworkNamespace;

@Order(100)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("TapDevice, with the C library and the kernel")
class TapDeviceIT {

  @Test
  @Order(1)
  @DisplayName("asks the kernel by ARP, with frames of each kind, and gets its answer")
  void asksTheKernel() throws TapException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      KernelSide.configure("tap0", "192.168.100.1/24");
      byte[] question =
          Frames.arpRequest()
              .sender(Frames.STACK_MAC, Frames.STACK_IP)
              .whoHas(Frames.KERNEL_IP)
              .frame();
      byte[] answer =
          Frames.arpReply()
              .sender(mac("tap0"), Frames.KERNEL_IP)
              .target(Frames.STACK_MAC, Frames.STACK_IP)
              .frame();

      // C is given the address of the frame's first byte, wherever that is in the memory.
      OutgoingFrame frame = new OutgoingFrame(1500);
      frame.message(question.length).put(question);
      device.send(frame);
      assertThat("a message without headers", nextArp(device), sameFrame(answer));
      frame.message(28).put(0, question, 14, 28);
      frame.prepend(14).put(0, question, 0, 14);
      device.send(frame);
      assertThat("a header and a message", nextArp(device), sameFrame(answer));
      device.send(frame);
      assertThat("the same again", nextArp(device), sameFrame(answer));
      device.send(frame.copy());
      assertThat("a copy", nextArp(device), sameFrame(answer));
    }
  }

  @Test
  @Order(2)
  @DisplayName("an interface that is down loses what is sent, and is no error")
  void interfaceIsDown() throws TapException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      device.send(OutgoingFrame.of(ByteBuffer.wrap(Frames.arpRequest().frame())));
      device.await(1);
      assertThat(device.receive(), is(nullValue()));
    }
  }

  @Test
  @Order(3)
  @DisplayName("is gone when it is closed, and may be opened again")
  void closes() throws TapException {
    for (int i = 0; i < 3; i++) {
      TapDevice device = TapDevice.open(new NativeLibC(), "tap0");
      assertThat(Command.run("ip", "link").succeeded().output(), containsString("tap0"));
      TapException taken =
          assertThrows(TapException.class, () -> TapDevice.open(new NativeLibC(), "tap0"));
      assertThat(taken.getMessage(), containsString("EBUSY"));
      device.close();
      assertThat(Command.run("ip", "link").succeeded().output(), not(containsString("tap0")));
    }
  }

  @Test
  @Order(4)
  @DisplayName("is given a free number by the kernel")
  void hasNameOfTheKernel() throws TapException {
    try (TapDevice first = TapDevice.open(new NativeLibC(), "t%d");
        TapDevice second = TapDevice.open(new NativeLibC(), "t%d")) {
      assertThat(first.name(), is("t0"));
      assertThat(second.name(), is("t1"));
    }
  }

  @Test
  @Order(5)
  @DisplayName("a heap buffer never gets to C")
  void refusesHeapBuffer() {
    NativeLibC libC = new NativeLibC();
    ByteBuffer heap = ByteBuffer.allocate(8);
    assertThrows(IllegalArgumentException.class, () -> libC.read(-1, heap, 8));
    assertThrows(IllegalArgumentException.class, () -> libC.write(-1, heap, 8));
    assertThrows(IllegalArgumentException.class, () -> libC.poll(heap, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> libC.ioctl(-1, 0, heap));
  }

  @Test
  @Order(6)
  @DisplayName("KernelSide: sets up what is missing, and nothing else, however often")
  void setsUpTheKernelSide() throws TapException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      KernelSide.configure(device.name(), "192.168.100.1/24");
      String once = Command.run("ip", "-4", "addr", "show", "tap0").succeeded().output();
      assertThat(once, containsString("inet 192.168.100.1/24"));
      assertThat(once, containsString("LOWER_UP"));
      KernelSide.configure(device.name(), "192.168.100.1/24");
      assertThat(Command.run("ip", "-4", "addr", "show", "tap0").output(), is(once));
      TapException refused =
          assertThrows(
              TapException.class, () -> KernelSide.configure("no-such", "192.168.100.1/24"));
      assertThat(
          refused.getMessage(),
          allOf(startsWith("\"ip -o -4 addr show dev no-such"), containsString("failed")));
      assertThat(refused.getMessage().lines().count(), is(2L));
    }
  }

  @Test
  @Order(6)
  @DisplayName("KernelSide: a device in a bridge gets no address, and what is up stays as it is")
  void leavesBridgesAlone() throws TapException {
    Command.run("ip", "link", "add", "name", "br0", "type", "bridge").succeeded();
    Command.run("ip", "tuntap", "add", "dev", "tap0", "mode", "tap").succeeded();
    Command.run("ip", "link", "set", "dev", "tap0", "master", "br0").succeeded();
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      KernelSide.configure(device.name(), "192.168.100.1/24");
      String once = Command.run("ip", "addr", "show", "tap0").succeeded().output();
      assertThat(once, allOf(containsString("LOWER_UP"), containsString("qlen 10000")));
      assertThat(once, not(containsString("inet 192.168.100.1")));
      Command.run("ip", "link", "set", "dev", "tap0", "txqueuelen", "777").succeeded();
      KernelSide.configure(device.name(), "192.168.100.1/24");
      assertThat(
          "nothing is set up again",
          Command.run("ip", "link", "show", "tap0").succeeded().output(),
          containsString("qlen 777"));
    }
  }

  @Test
  @Order(7)
  @DisplayName("another thread's wake ends the wait, and so does one that came before it")
  void wakes() throws Exception {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      // Nobody has brought the interface up: the kernel sends nothing on it.
      device.wake();
      waitForEver(device);
      Thread other =
          new Thread(
              () -> {
                try {
                  Thread.sleep(200); // Most likely, the wait goes on by then.
                  device.wake();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      other.start();
      waitForEver(device);
      other.join();
    }
  }

  private static void waitForEver(TapDevice device) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> device.await(Long.MAX_VALUE), "nothing has ended the wait");
  }

  @Test
  @Order(8)
  @DisplayName("Waker: the kernel's eventfd is ready after a wake, and until it is cleared")
  void readyUntilCleared() throws TapException {
    NativeLibC libC = new NativeLibC();
    try (Waker waker = new Waker(libC)) {
      assertThat("ready, at first", isReady(libC, waker), is(false));
      waker.wake();
      waker.wake();
      assertThat("ready, after two wakes", isReady(libC, waker), is(true));
      assertThat("ready, after somebody has looked", isReady(libC, waker), is(true));
      waker.clear();
      assertThat("ready, when it is cleared", isReady(libC, waker), is(false));
      waker.wake();
      assertThat("ready, after the next wake", isReady(libC, waker), is(true));
    }
  }

  private static boolean isReady(LibC libC, Waker waker) {
    ByteBuffer pollfd = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    int ready = libC.poll(pollfd.putInt(0, waker.fd()).putShort(4, LibC.POLLIN), 1, 0);
    assertThat("poll's result", ready, is(greaterThanOrEqualTo(0)));
    return ready == 1;
  }

  /** The kernel sends IPv6 of its own accord; that is not what we wait for. */
  private static ByteBuffer nextArp(TapDevice device) throws TapException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 10_000_000_000L) {
      device.await(100_000_000);
      ByteBuffer frame = device.receive();
      if (frame != null && frame.remaining() >= 14 && frame.getShort(12) == 0x0806) {
        return ByteBuffer.wrap(Hex.bytes(frame));
      }
    }
    throw new AssertionError("no ARP within ten seconds");
  }

  private static String mac(String device) {
    String link = Command.run("ip", "link", "show", "dev", device).succeeded().output();
    Matcher mac = Pattern.compile("link/ether (\\S+)").matcher(link);
    assertThat("has an Ethernet address", mac.find());
    return mac.group(1);
  }
}
