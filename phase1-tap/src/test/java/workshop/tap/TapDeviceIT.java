package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameFrame;

import java.nio.ByteBuffer;
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
  @DisplayName("asks the kernel by ARP, from buffers of each kind, and gets its answer")
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

      device.send(ByteBuffer.wrap(question));
      assertThat("from the heap", nextArp(device), sameFrame(answer));
      device.send(ByteBuffer.allocateDirect(60).put(question).flip());
      assertThat("direct", nextArp(device), sameFrame(answer));
      ByteBuffer inTheMiddle = ByteBuffer.allocateDirect(60).put(7, question);
      device.send(inTheMiddle.position(7).limit(7 + question.length));
      assertThat("direct, from a position", nextArp(device), sameFrame(answer));
      // C is given the address of a slice's first byte.
      ByteBuffer slice = ByteBuffer.allocateDirect(60).put(7, question).slice(7, question.length);
      device.send(slice);
      assertThat("a slice", nextArp(device), sameFrame(answer));
    }
  }

  @Test
  @Order(2)
  @DisplayName("an interface that is down loses what is sent, and is no error")
  void interfaceIsDown() throws TapException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      device.send(ByteBuffer.wrap(Frames.arpRequest().frame()));
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
