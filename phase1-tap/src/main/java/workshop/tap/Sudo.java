package workshop.tap;

/**
 * Whether a command that we tell needs sudo before it. Nobody who is root already is told so: sudo
 * may not be there, and in a rootless lab it does not start.
 */
public final class Sudo {
  /** Set once, by {@link Program}. */
  private static volatile boolean needed = true;

  private Sudo() {}

  static void setNeeded(boolean needed) {
    Sudo.needed = needed;
  }

  /** The command, as it is typed by the user who has started this program. */
  public static String before(String command) {
    return needed ? "sudo " + command : command;
  }

  /** Whether the user who has started this program is not root: under sudo, too. */
  static boolean isNeeded() {
    return needed;
  }
}
