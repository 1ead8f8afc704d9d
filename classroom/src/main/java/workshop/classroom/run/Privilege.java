package workshop.classroom.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import workshop.classroom.machine.AsUser;
import workshop.classroom.machine.Privileges;
import workshop.classroom.machine.RootsView;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.classroom.machine.Tap;
import workshop.exercises.Problem;

/**
 * The second half of {@code ./workshop run}: puts sudo before the command, if it needs it, and
 * shows the command. It runs as the user who has typed the command, root under sudo.
 *
 * <p>The word is the file that {@link Run} has written; the words of the command take its place.
 */
public final class Privilege {
  private Privilege() {}

  public static void main(String[] words) {
    Start.main(
        () -> {
          Path plan = Path.of(words[0]);
          List<String> lines = List.of(Files.readString(plan).split("\0", -1));
          List<String> command = new ArrayList<>(lines.subList(4, lines.size() - 1));
          boolean inName = Sudo.isRootInNameOnly();
          boolean root = Privileges.isRoot() && !inName && !Start.user().equals("root");
          if (inName) {
            command.add(1, "-XX:-UsePerfData"); // or root's kind of file stays in /tmp
          }
          if (!lines.get(1).equals("help")) {
            getPrivilege(lines.get(0), lines.get(1).equals("yes"), command);
            boolean byRoot = root || command.get(0).equals("sudo");
            prepareFile(lines.get(2), byRoot);
            prepareFile(lines.get(3), byRoot);
          }
          // As this user would type it.
          System.out.println((root ? "$ sudo " : "$ ") + shown(command));
          Files.writeString(plan, String.join("\0", command) + "\0");
          return 0;
        });
  }

  private static void getPrivilege(String module, boolean needed, List<String> command) {
    Privileges.needMachine();
    if (!needed || (Privileges.isNetworkAdmin() && Tap.canOpen())) {
      return;
    }
    if (Privileges.isRoot() || !Privileges.maySudo(command)) {
      throw Privileges.missing(module);
    }
    RootsView.check();
    command.add(0, "sudo");
  }

  /**
   * The capture and the picture belong to the user, although root writes them: so we make the files
   * before.
   */
  private static void prepareFile(String file, boolean byRoot) throws IOException {
    if (file.isEmpty() || Files.exists(Path.of(file))) {
      return;
    }
    Path folder = Path.of(file).toAbsolutePath().getParent();
    boolean shared = Files.isDirectory(folder) && isSticky(folder);
    if (!shared && !AsUser.ask("touch", "--", file).isYes()) {
      throw new Problem("Cannot write %s.\nChoose a file in a folder of your own.".formatted(file));
    }
    // In a shared folder like /tmp, root may not write to files of others.
    if (shared && byRoot && !Start.user().equals("root")) {
      System.out.printf(
          "%s will belong to root: %s is shared by all. %s %s makes it yours.%n",
          file, folder, Sudo.before("chown " + Start.user()), shown(List.of(file)));
    }
  }

  private static boolean isSticky(Path folder) throws IOException {
    return ((int) Files.getAttribute(folder, "unix:mode") & 01000) != 0;
  }

  /** With quotes, where a shell needs them. */
  private static String shown(List<String> words) {
    return words.stream().map(Privilege::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
