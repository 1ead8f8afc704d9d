package workshop.tap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The kernel's end of the cable. It is an interface like any other: it needs an address and must be
 * up. This class does what you could type: {@code ip addr add …}, {@code ip link set … up}.
 */
final class KernelSide {
  /**
   * How many frames may wait for us. The default is 1000. Many connections together send more at
   * once, and the frames that do not fit are lost.
   */
  private static final String QUEUE_LENGTH = "10000";

  private KernelSide() {}

  /**
   * Gives the interface its address and sets it up. If somebody has done this already, no privilege
   * is needed. A device in a bridge gets no address, because the bridge has the kernel's address.
   *
   * @param cidr an IPv4 address and its prefix length, for instance 192.168.100.1/24
   */
  static void configure(String device, String cidr) throws TapException {
    String up = ip("-o", "-4", "addr", "show", "dev", device, "up");
    if (Pattern.compile("inet " + Pattern.quote(cidr) + "\\s").matcher(up).find()) {
      return;
    }
    String link = ip("-o", "link", "show", "dev", device);
    boolean inBridge = link.contains(" master ");
    if (inBridge && link.matches("(?s)[^<]*<([^>]*,)?UP[,>].*")) {
      return;
    }
    if (!inBridge) {
      ip("addr", "replace", cidr, "dev", device);
    }
    ip("link", "set", "dev", device, "txqueuelen", QUEUE_LENGTH, "up");
  }

  /**
   * TUNSETIFF refuses some kinds of existing devices. It only says EINVAL, so we check first.
   *
   * @throws TapException if the device has many queues
   */
  static void checkKind(String device) throws TapException {
    Pattern multiQueue =
        Pattern.compile("\\d+: " + Pattern.quote(device) + "[:@].*\\smulti_queue\\s.*");
    for (String link : ip("-d", "-o", "link", "show").lines().toList()) {
      if (multiQueue.matcher(link).matches()) {
        // A device like our own (NapiTap) goes when its program ends.
        throw link.contains(" persist off")
            ? TapException.cannotAttach(device, Errno.EBUSY)
            : new TapException(
                "%s was made with multi_queue; this program opens a device with one queue.%nDelete it: %s"
                    .formatted(device, Sudo.before("ip link delete " + device)));
      }
    }
  }

  private static String ip(String... arguments) throws TapException {
    List<String> command = new ArrayList<>(List.of(findIp()));
    command.addAll(List.of(arguments));
    String typed = "ip " + String.join(" ", arguments);
    String output;
    int exitCode;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      exitCode = process.waitFor();
    } catch (IOException e) {
      throw new TapException("Cannot run \"" + typed + "\": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TapException("Interrupted while waiting for \"" + typed + "\".");
    }
    if (exitCode != 0) {
      throw new TapException(
          "\"%s\" failed: %s%n%s"
              .formatted(
                  typed,
                  output.strip().replace('\n', ' '),
                  Sudo.isNeeded()
                      ? "Run it with sudo, or set the device up beforehand."
                      : "./workshop doctor looks at this machine."));
    }
    return output;
  }

  /** An ordinary user's PATH often lacks the sbin folders. */
  private static String findIp() throws TapException {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    for (String folder : path.split(":")) {
      Path candidate = Path.of(folder, "ip");
      // An empty entry means the current folder: root must not run a program from there.
      if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new TapException(
        "The command \"ip\" is missing.\n"
            + "Install it: apt install iproute2 (Fedora: dnf install iproute).");
  }
}
