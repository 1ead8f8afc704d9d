package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static workshop.testkit.SameBytes.sameBytes;

import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.ethernet.Addresses;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.Ipv4Builder;

/** The kernel's client, our stack, and somebody who sends fragments to break it. */
@Order(101)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Attacks with fragments, while the kernel talks to the echo")
class AttacksKernelIT {
  private static final int UDP = 17;

  private TapDevice device;
  private AttackedLink link;
  private Thread loop;
  private volatile boolean running = true;
  private volatile Throwable failure;

  private void serve(int count, IntFunction<Ipv4Builder> attack) throws Exception {
    device = TapDevice.open(new NativeLibC(), "tap0");
    Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", "tap0").succeeded();
    Command.run("ip", "link", "set", "dev", "tap0", "up").succeeded();
    link = new AttackedLink(device, count, number -> attack.apply(number).frame());
    ServicesStack stack =
        ServicesStack.create(
            link,
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            new LoopClock(),
            () -> 0,
            new byte[16],
            ServicesObserver.NOBODY);
    stack.udp().listen(7, new UdpEcho(stack.udp()));
    loop =
        new Thread(
            () -> {
              try {
                Loop.run(link, stack, () -> running);
              } catch (Throwable e) {
                failure = e; // the test's own thread tells
              }
            },
            "the server's loop");
    loop.start();
  }

  @AfterEach
  void end() throws Exception {
    running = false;
    if (loop != null) {
      loop.join();
    }
    if (device != null) {
      device.close();
    }
  }

  /** Large and small datagrams are echoed, until the attack is over. */
  private void echoesAllTheWhile() throws Exception {
    int echoed = 0;
    try (UdpClient client = new UdpClient(7)) {
      while (!link.isOver() || echoed < 20) {
        assertThat("what the loop has thrown", failure, is(nullValue()));
        byte[] data = Udp.bytes(echoed % 2 == 0 ? 100 : 20_000);
        assertThat("echo " + echoed, client.echoed(data), sameBytes(data));
        echoed++;
      }
    }
    assertThat("datagrams echoed", echoed, greaterThan(19));
  }

  @Test
  @Order(1)
  @DisplayName("teardrop: the second fragment lies inside the first")
  void teardrop() throws Exception {
    serve(
        20_000,
        i ->
            i % 2 == 0
                ? TestStack.fragment(UDP, i >> 1, 0, true).payload(new byte[40])
                : TestStack.fragment(UDP, i >> 1, 24, false).payload(new byte[4]));
    echoesAllTheWhile();
  }

  @Test
  @Order(2)
  @DisplayName("ping of death: the last fragment ends after 65535 bytes")
  void pingOfDeath() throws Exception {
    serve(20_000, i -> TestStack.fragment(1, i, 65512, false).payload(new byte[1000]));
    echoesAllTheWhile();
  }

  @Test
  @Order(3)
  @DisplayName("a flood of first fragments, from many addresses")
  void floodOfFirstFragments() throws Exception {
    serve(
        50_000,
        i ->
            TestStack.fragment(UDP, i, 0, true)
                .from("10.0.%d.%d".formatted(i >> 8 & 0xFF, 1 + i % 250))
                .payload(new byte[1480]));
    echoesAllTheWhile();
  }

  @Test
  @Order(4)
  @DisplayName("a flood of the smallest fragments, eight bytes each")
  void floodOfSmallFragments() throws Exception {
    serve(
        50_000, i -> TestStack.fragment(UDP, i >> 12, 8 * (i & 0xFFF), true).payload(new byte[8]));
    echoesAllTheWhile();
  }
}
