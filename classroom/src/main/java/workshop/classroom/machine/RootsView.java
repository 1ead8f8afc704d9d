package workshop.classroom.machine;

import java.util.List;
import java.util.stream.Stream;
import workshop.exercises.Problem;

/**
 * Whether root can see the tree. On NFS with root_squash, or on sshfs, root may read less than its
 * user: a program that sudo starts would not find its classes.
 */
public final class RootsView {
  private RootsView() {}

  /**
   * Whether root may read the tree; also where sudo does not let us ask.
   *
   * <p>sudo says why it refuses a command, "test" says nothing.
   */
  public static boolean isOfTheTree() {
    // The folder that we run from: its rights are what the user's builds give.
    List<String> test = List.of("--", "test", "-x", System.getProperty("java.class.path"));
    if (!Answer.of(listOf(List.of("sudo", "-n", "-l"), test)).isYes()) {
      return true;
    }
    Answer answer = Answer.of(listOf(List.of("sudo", "-n"), test));
    return answer.isYes() || !answer.text().isEmpty();
  }

  /** Before something of the tree is run with sudo. */
  public static void check() {
    if (!isOfTheTree()) {
      throw problem();
    }
  }

  private static List<String> listOf(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What to tell of it. */
  public static Problem problem() {
    return new Problem(
        "Root may not read %s (NFS, sshfs, an encrypted folder?).\n%s"
            .formatted(
                Start.root(),
                Privileges.canBeRootless()
                    ? "A lab needs no sudo. Type ./workshop lab, and then this command again."
                    : "Use a device of your own, without sudo (docs/running.md 2.2), or move the"
                        + " folder to a local disk."));
  }
}
