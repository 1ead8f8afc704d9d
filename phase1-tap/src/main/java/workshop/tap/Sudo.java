package workshop.tap;

/**
 * Whether the commands that we print need sudo. We do not print sudo for root: sudo may not be
 * installed, and in a rootless lab it does not start.
 */
public final class Sudo {
  /** Set once, by {@link Program}. */
  private static volatile boolean needed = true;

  private Sudo() {}

  static void setNeeded(boolean needed) {
    Sudo.needed = needed;
  }

  /** The command, as the user who started this program has to type it. */
  public static String before(String command) {
    return needed ? "sudo " + command : command;
  }

  /** Whether the user who started this program needs sudo, even if the program runs under sudo. */
  static boolean isNeeded() {
    return needed;
  }
}
