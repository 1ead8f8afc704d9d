package workshop.tap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks the kernel for a thread that takes in what is written to an interface
 * (Documentation/networking/napi.rst, "Threaded NAPI"). The kernel has a file for that.
 */
final class KernelThread {
  /** Where the kernel has a folder for each interface. */
  static final Path INTERFACES = Path.of("/sys/class/net");

  private static final String FILE = "threaded";

  private final Path interfaces;

  KernelThread(Path interfaces) {
    this.interfaces = interfaces;
  }

  /** Whether we may ask: for that, the file of the loopback interface tells enough. */
  boolean mayAsk() {
    return Files.isWritable(interfaces.resolve("lo").resolve(FILE));
  }

  /**
   * Asks for the thread.
   *
   * @param name of an interface that exists
   * @param mac its MAC address, as in 02:00:00:00:00:01. In another network namespace there may be
   *     another interface of this name
   * @return whether the kernel has agreed
   */
  boolean ask(String name, String mac) {
    Path folder = interfaces.resolve(name);
    try {
      if (!Files.readString(folder.resolve("address")).strip().equals(mac)) {
        return false;
      }
      Files.writeString(folder.resolve(FILE), "1");
      return true;
    } catch (IOException e) {
      return false; // the device works without
    }
  }
}
