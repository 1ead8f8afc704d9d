package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.ethernet.Addresses;
import workshop.reliability.Settings;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;

@Order(103)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("A packet that is never whole, and the Linux kernel")
class FragmentsTooOldIT {
  private static final long MOST_NANOS = 20_000_000_000L;

  /** Time goes on a hundred times as fast as the loop's. */
  private record FastTime(FrameReceiver receiver) implements FrameReceiver {
    private static final int FACTOR = 100;

    @Override
    public void startOfBatch(long now) {
      receiver.startOfBatch(now * FACTOR);
    }

    @Override
    public void receive(ByteBuffer frame) throws IOException {
      receiver.receive(frame);
    }

    @Override
    public long endOfBatch() throws IOException {
      return receiver.endOfBatch() / FACTOR;
    }
  }

  @Test
  @DisplayName("after a minute, the kernel hears \"time exceeded\", and counts it")
  void timeExceeded() throws IOException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), "tap0")) {
      Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", "tap0").succeeded();
      Command.run("ip", "link", "set", "dev", "tap0", "up").succeeded();
      byte[] fragment = TestStack.fragment(17, 7, 0, true).payload(new byte[1480]).frame();
      AttackedLink link = new AttackedLink(device, 1, number -> fragment);
      ServicesStack stack =
          ServicesStack.create(
              link,
              Addresses.DEFAULTS,
              Settings.DEFAULTS,
              new LoopClock(),
              () -> 0,
              new byte[16],
              ServicesObserver.NOBODY);
      long start = System.nanoTime();
      Loop.run(
          link,
          new FastTime(stack),
          () -> timeExceededReceived() == 0 && System.nanoTime() - start < MOST_NANOS);
      assertThat("how often the kernel has heard it", timeExceededReceived(), is(1));
    }
  }

  /** Icmp: InTimeExcds, in the namespace of this thread. */
  private static int timeExceededReceived() {
    try {
      List<String> lines =
          Files.readAllLines(Path.of("/proc/thread-self/net/snmp")).stream()
              .filter(line -> line.startsWith("Icmp: "))
              .toList();
      int column = List.of(lines.get(0).split(" ")).indexOf("InTimeExcds");
      return Integer.parseInt(lines.get(1).split(" ")[column]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
