package workshop.tap;

/**
 * Whether a command that we tell needs sudo before it. Nobody who is root already is told so: sudo
 * may not be there, and in a rootless lab it does not start.
 */
public final class Sudo {
  private static volatile boolean needed = true;

  private Sudo() {}

  /** Remembers whose program this is; the parameters are those of {@link #isNeeded}. */
  static void lookAt(String status, String userMap, String sudoUser) {
    needed = isNeeded(status, userMap, sudoUser);
  }

  /** The command, as it is typed by the user who has started this program. */
  public static String before(String command) {
    return needed ? "sudo " + command : command;
  }

  /** Whether the user who has started this program is not root: under sudo, too. */
  static boolean isNeeded() {
    return needed;
  }

  /**
   * Whether a user is not root.
   *
   * @param status of the process: "Uid:" and the real, effective, saved and file system's user
   * @param userMap how its users are numbered outside; in a user namespace root is somebody else
   * @param sudoUser the number of the user who has called sudo; null where nobody has
   */
  static boolean isNeeded(String status, String userMap, String sudoUser) {
    boolean root = status.lines().anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    boolean inNameOnly = !userMap.strip().matches("0\\s+0\\s+4294967295");
    boolean behindSudo = !inNameOnly && sudoUser != null && !sudoUser.equals("0");
    return !root || behindSudo;
  }
}
