package workshop.classroom.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workshop.exercises.Problem;

/**
 * The way into a network namespace, for the script: prints what to put before a command, a word a
 * line. It runs as the user who has typed the command, root under sudo.
 *
 * <ul>
 *   <li>{@code demo}: a namespace that ends with its first process; the first line says what it is,
 *       for people
 *   <li>{@code demo-speed}: the same, for a demo that takes no options
 *   <li>{@code lab-inside}: a namespace for the user's shell
 *   <li>{@code lab-peer}: the same, for a lab with two devices
 *   <li>{@code lab-joined}: into the lab that is open
 * </ul>
 *
 * <p>The next word is the number of the user. The others are the words that the user typed after
 * the command.
 */
public final class Way {
  /** Sudo clears the environment; the user's shell needs these variables. */
  private static final List<String> KEPT =
      List.of(
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "PATH",
          "TERM",
          "LANG",
          "LC_ALL",
          "JAVA_HOME",
          "MAVEN_OPTS",
          "MAVEN_USER_HOME");

  private static final String ALONE =
      """
      This is the lab: a network namespace that has only lo. "exit" ends it. Try
        ./workshop run phase5             here, and then
        ./workshop lab --join             in a second terminal, and there: nc 192.168.100.2 8080
      """;

  private static final String PEER =
      """
      This is the lab, with a bridge and two devices for two stacks. "exit" ends it. Try
        ./workshop run phase7             here, and then
        ./workshop lab --join             in a second terminal, and there:
        ./workshop run phase7 -- --device tap1 --address 192.168.100.3 --mac 02:00:00:00:00:02 \\
          --talk 192.168.100.2:8080
      """;

  private Way() {}

  public static void main(String[] words) {
    Start.main(
        () -> {
          List<String> typed = List.of(words).subList(2, words.length);
          List<String> way =
              switch (words[0]) {
                case "demo" -> intoDemo(typed);
                case "demo-speed" -> intoSpeedDemo(typed);
                case "lab-inside" -> intoLab(typed, ALONE);
                case "lab-peer" -> intoLab(typed, PEER);
                default -> joinLab(words[1], typed);
              };
          way.forEach(System.out::println);
          return 0;
        });
  }

  private static List<String> intoSpeedDemo(List<String> typed) {
    if (!typed.isEmpty()) {
      throw new Usage(
          "\"demo --speed\" takes nothing else, not %s. ./workshop bench phase8 has options."
              .formatted(typed.get(0)));
    }
    return intoDemo(typed);
  }

  private static List<String> intoDemo(List<String> typed) {
    if (!typed.isEmpty() && !typed.get(0).equals("--")) {
      throw new Usage(
          "\"demo\" has no option %s, only --web and --speed. Options for the server come after --."
              .formatted(typed.get(0)));
    }
    Privileges.needMachine();
    boolean root = Privileges.isRoot();
    if (root && Privileges.canUnshare()) {
      return listOf(List.of("as root"), Privileges.unshare(""));
    }
    if (root && Privileges.isNetworkAdmin()) {
      return List.of("this container's: it may make no other", "env");
    }
    if (Privileges.canBeRootless()) {
      return listOf(
          List.of("without root, in a user namespace"), Privileges.unshare("--map-root-user"));
    }
    if (!root && Privileges.maySudo(Privileges.unshare("", Start.java()))) {
      RootsView.check();
      return listOf(List.of("with sudo", "sudo", "--"), Privileges.unshare(""));
    }
    throw Privileges.missing("The demo");
  }

  private static void checkLab(List<String> typed) {
    if (!typed.isEmpty() && !typed.get(0).equals("--")) {
      throw new Usage(
          "\"lab\" has no option %s; a command comes after --.".formatted(typed.get(0)));
    }
    if (typed.size() == 1) {
      throw new Usage("A command is missing after --.");
    }
  }

  /** For a user at a terminal; the other output is for the script. */
  private static void explainLab(String what, boolean rootless) {
    if (System.getenv("WORKSHOP_TERMINAL") == null) {
      return;
    }
    System.err.print(what);
    if (rootless) {
      System.err.println(
          "You are root in this lab only. tcpdump needs an option for that: tcpdump -Z root -i tap0");
    }
  }

  private static List<String> intoLab(List<String> typed, String what) {
    checkLab(typed);
    Privileges.needMachine();
    if (Privileges.isRoot()) {
      if (!Answer.of("unshare", "--net", "true").isYes()) {
        throw new Problem(
            "This root may not make a network namespace (a container?).\n"
                + "The container has a network of its own already: ./workshop run phase5");
      }
      explainLab(what, false);
      return lab();
    }
    if (Privileges.canBeRootless()) {
      explainLab(what, true);
      return lab("--map-root-user");
    }
    if (Privileges.maySudo(List.of("unshare", "--net", "bash"))) {
      RootsView.check();
      explainLab(what, false);
      return listOf(sudo(), lab());
    }
    throw Privileges.missing("A lab");
  }

  /** A network of its own. The files in /sys are those of this network, if the system allows it. */
  private static List<String> lab(String... options) {
    List<String> words = new ArrayList<>(List.of("unshare", "--net", "--mount"));
    words.addAll(List.of(options));
    words.addAll(List.of("sh", "-c", "mount -t sysfs sysfs /sys 2>/dev/null; exec \"$@\"", "sh"));
    return words;
  }

  private static List<String> joinLab(String user, List<String> typed) {
    checkLab(typed);
    Lab lab =
        Lab.newest(user)
            .orElseThrow(() -> new Problem("No lab is open.\nOpen one: ./workshop lab"));
    if (System.getenv("WORKSHOP_LAB") != null) {
      throw new Problem(
          "You are in a lab already.\nOpen a second terminal outside of the lab, and type this command there.");
    }
    List<String> enter = List.of("nsenter", "--target", Long.toString(lab.process()), "--net");
    if (Privileges.isRoot()) {
      return enter;
    }
    return lab.owner().equals(user)
        ? listOf(enter, List.of("--user", "--preserve-credentials"))
        : listOf(sudo(), enter);
  }

  private static List<String> sudo() {
    List<String> words = new ArrayList<>(List.of("sudo", "--", "env"));
    for (String name : KEPT) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        words.add(name + "=" + value);
      }
    }
    return words;
  }

  private static List<String> listOf(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
