package workshop.sockets;

import java.io.IOException;
import workshop.reliability.FailingLink;
import workshop.reliability.Faults;
import workshop.tap.NativeLibC;
import workshop.tap.TapDevice;
import workshop.testkit.Command;

/** Stacks on real devices. */
public final class OnTap {
  private OnTap() {}

  /** A device as the mains make it, with the kernel's address, and a stack on it. */
  public static StackLoop alone() throws IOException {
    TapDevice device = TapDevice.open(new NativeLibC(), "tap0");
    ip("addr", "add", "192.168.100.1/24", "dev", "tap0");
    ip("link", "set", "dev", "tap0", "txqueuelen", "10000", "up");
    return StackLoop.start(device, 2);
  }

  /** Two devices in a bridge, as "workshop lab --peer" makes them. */
  public static void bridge() {
    ip("link", "add", "name", "br0", "type", "bridge");
    ip("addr", "add", "192.168.100.1/24", "dev", "br0");
    ip("link", "set", "dev", "br0", "up");
    for (String tap : new String[] {"tap0", "tap1"}) {
      ip("tuntap", "add", "dev", tap, "mode", "tap");
      ip("link", "set", "dev", tap, "master", "br0", "txqueuelen", "10000", "up");
    }
  }

  /** A stack on one of these, behind a wire that fails. */
  static StackLoop inBridge(String device, int number, Faults faults) throws IOException {
    TapDevice tap = TapDevice.open(new NativeLibC(), device);
    return StackLoop.start(new FailingLink(tap, faults, System::nanoTime), number);
  }

  static String ip(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    return Command.run(command).succeeded().output();
  }
}
