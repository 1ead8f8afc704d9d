package workshop.classroom.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether a command in a message needs sudo before it. Root does not need it: sudo may not be
 * there, and in a rootless lab it does not start.
 */
public final class Sudo {
  private Sudo() {}

  /** The command, as the reader of the message types it. */
  public static String before(String command) {
    return (isNeeded() ? "sudo " : "") + command;
  }

  private static boolean isNeeded() {
    return isNeeded(Privileges.isRoot(), isRootInNameOnly(), System.getenv());
  }

  /** Behind "sudo ./workshop" sits somebody who is not root in the next terminal. */
  static boolean isNeeded(boolean root, boolean inNameOnly, Map<String, String> environment) {
    return !root || (!inNameOnly && !environment.getOrDefault("SUDO_UID", "0").equals("0"));
  }

  /** In a user namespace root is somebody else outside. */
  public static boolean isRootInNameOnly() {
    try {
      String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
      return !map.matches("0 +0 +4294967295");
    } catch (IOException e) {
      return false;
    }
  }
}
