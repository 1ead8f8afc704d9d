package workshop.tap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether the user who started this program is root. */
final class SudoCheck {
  private SudoCheck() {}

  /** Whether that user needs sudo for commands that only root may run. */
  static boolean isNeeded() {
    return isNeeded(
        read("/proc/self/status"), read("/proc/self/uid_map"), System.getenv("SUDO_UID"));
  }

  /**
   * The same.
   *
   * @param status of the process: "Uid:" and the real, effective, saved and file system user
   * @param userMap the numbers of its users outside; a user namespace maps root to another user
   * @param sudoUser the number of the user who called sudo; null if nobody did
   */
  static boolean isNeeded(String status, String userMap, String sudoUser) {
    boolean root = status.lines().anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    boolean inNameOnly = !userMap.strip().matches("0\\s+0\\s+4294967295");
    boolean behindSudo = !inNameOnly && sudoUser != null && !sudoUser.equals("0");
    return !root || behindSudo;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return ""; // no Linux
    }
  }
}
