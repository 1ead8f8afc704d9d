package workshop.speed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static workshop.testkit.SameBytes.sameFrame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.tap.Device;
import workshop.tap.LibC;
import workshop.tap.NativeLibC;
import workshop.tap.OutgoingFrame;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.InNetworkNamespace;

@Order(101)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("OffloadTap, with the C library and the kernel")
class OffloadTapIT {
  private static final int TRIES = 100;

  private final List<String> told = new ArrayList<>();

  @ParameterizedTest(name = "request {0} is refused: {1}")
  @Order(1)
  @CsvSource({
    "0, true",
    "0x400454d0, false",
    "0x400454d8, false",
  })
  @DisplayName("a kernel that refuses: the device is a plain one, and speaks with the kernel")
  void refuses(String request, boolean offload) throws IOException {
    LibC libC = new RefusingLibC(new NativeLibC(), Long.decode(request));
    try (Device device =
        OffloadTap.open(TapDevice::open, libC, "tap0", new OffloadCounters(), told::add)) {
      assertThat("offload", device.capabilities().segmentation(), is(offload));
      assertThat(
          told,
          contains(
              offload
                  ? "Offload: checksums and segmentation. Frames have up to 65,549 bytes."
                  : "No offload: the kernel refuses it. Frames have 1,514 bytes at most."));
      Command.run("ip", "address", "add", Frames.KERNEL_IP + "/24", "dev", "tap0").succeeded();
      Command.run("ip", "link", "set", "tap0", "up").succeeded();
      byte[] question =
          Frames.arpRequest()
              .sender(Frames.STACK_MAC, Frames.STACK_IP)
              .whoHas(Frames.KERNEL_IP)
              .frame();
      device.send(OutgoingFrame.of(ByteBuffer.wrap(question)));
      byte[] answer =
          Frames.arpReply()
              .sender(mac(), Frames.KERNEL_IP)
              .target(Frames.STACK_MAC, Frames.STACK_IP)
              .frame();
      assertThat(nextArp(device), sameFrame(answer));
    }
  }

  private static byte[] nextArp(Device device) throws IOException {
    byte[] arp = null;
    for (int i = 0; i < TRIES && arp == null; i++) {
      device.await(100_000_000);
      for (ByteBuffer f = device.receive(); f != null && arp == null; f = device.receive()) {
        arp = f.getShort(12) == 0x0806 ? Hex.bytes(f) : null;
      }
    }
    assertThat("an ARP packet", arp, is(notNullValue()));
    return arp;
  }

  private static String mac() {
    String link = Command.run("ip", "link", "show", "dev", "tap0").succeeded().output();
    Matcher mac = Pattern.compile("link/ether (\\S+)").matcher(link);
    assertThat("has an Ethernet address", mac.find());
    return mac.group(1);
  }
}
