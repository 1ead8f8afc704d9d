package workshop.classroom.machine;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.exercises.Problem;

/** The rights of this user: to make TAP devices, or networks for them. */
public final class Privileges {
  /**
   * A network namespace, and one of processes: when its first process ends, the kernel ends the
   * others.
   */
  private static final List<String> NAMESPACES =
      List.of("--net", "--pid", "--fork", "--kill-child");

  private static final int CAP_NET_ADMIN = 12;
  private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]+)");

  private Privileges() {}

  public static boolean isRoot() {
    return Answer.of("id", "-u").text().equals("0");
  }

  /** Whether we may set up network devices, as root may. */
  public static boolean isNetworkAdmin() {
    try {
      Matcher matcher = CAPABILITIES.matcher(Files.readString(Path.of("/proc/self/status")));
      return matcher.find() && new BigInteger(matcher.group(1), 16).testBit(CAP_NET_ADMIN);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether we may make a network without root, and a TAP device in it. */
  public static boolean canBeRootless() {
    return Tap.canOpen()
        && Answer.of(unshare("--map-root-user", "ip", "link", "set", "lo", "up")).isYes();
  }

  /** Whether root may make a network here; in some containers it may not. */
  static boolean canUnshare() {
    return Answer.of(unshare("", "true")).isYes();
  }

  /** {@code unshare} with the namespaces that we want, and more words. */
  static List<String> unshare(String mapping, String... command) {
    List<String> words = new ArrayList<>(List.of("unshare"));
    if (!mapping.isEmpty()) {
      words.add(mapping);
    }
    words.addAll(NAMESPACES);
    words.addAll(List.of(command));
    return words;
  }

  public static boolean hasTerminal() {
    return Answer.of("bash", "-c", ": </dev/tty").isYes();
  }

  /**
   * Whether sudo would run this. Asks for the password where one is needed and there is a terminal.
   */
  public static boolean maySudo(List<String> command) {
    if (!Answer.has("sudo")) {
      return false;
    }
    List<String> ask = new ArrayList<>(List.of("sudo", "-n", "-l", "--"));
    ask.addAll(command);
    if (Answer.of(ask).isYes()) {
      return true;
    }
    ask.remove("-n");
    return hasTerminal() && Answer.of(ask).isYes();
  }

  /** Ends the command if this machine lacks something that all commands need. */
  public static void needMachine() {
    if (!Answer.has("ip")) {
      throw new Problem(
          "The command \"ip\" is missing: it sets up the kernel's side of the TAP device.\n"
              + "Install it (Debian, Ubuntu: %s; Fedora: %s)."
                  .formatted(
                      Sudo.before("apt install iproute2"), Sudo.before("dnf install iproute")));
    }
    if (!Tap.isThere()) {
      throw new Problem(
          "There is no /dev/net/tun: the kernel's module for TAP devices is missing.\n"
              + "Load it: %s. In a container: start it with --device=/dev/net/tun"
                  .formatted(Sudo.before("modprobe tun"))
              + " --cap-add=NET_ADMIN.");
    }
  }

  /** The problem if there is no way to do what the user wants. */
  public static Problem missing(String what) {
    if (isRoot()) {
      return new Problem(
          what
              + " needs CAP_NET_ADMIN, and this root does not have it (a container?).\n"
              + "Start the container with --cap-add=NET_ADMIN --device=/dev/net/tun.");
    }
    return new Problem(
        what
            + " needs a privilege: only root may make a TAP device, and you may not use sudo"
            + " here.\n"
            + (canBeRootless()
                ? "A lab needs no sudo. Type ./workshop lab, and then this command again."
                : "Ask for the right to use sudo; ./workshop doctor shows other ways."));
  }
}
