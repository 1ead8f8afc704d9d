package workshop.classroom.build;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.exercises.Problem;

/**
 * Explains why a build has failed, in the lines that a person needs: without Maven's advice,
 * without a stack trace, and each line once.
 */
final class BuildFailure {
  private static final int MOST_LINES = 12;
  private static final int LAST_LINES = 4;
  private static final int COLUMNS = 200;

  private static final Pattern DENIED =
      Pattern.compile(
          "(/[^ :]*[ :]*(?:\\(Permission denied\\)|.*AccessDenied)|AccessDeniedException: .*"
              + "|\\(Permission denied\\))");
  private static final Pattern NO_ROOM =
      Pattern.compile("No space left on device|Disk quota exceeded");
  private static final Pattern ADVICE =
      Pattern.compile(
          "^ *$|^-> |^To see the full|^Re-run Maven|^For more information|^\\[Help"
              + "|^After correcting|^Failed to execute goal|  mvn <|^  mvn \\[|^COMPILATION ERROR|-+$");
  // "/home/…/Arp.java:[12,5] ';' expected" becomes "Arp.java:12: ';' expected".
  private static final Pattern PLACE = Pattern.compile("^([^ ]+\\.java):\\[([0-9]+),[0-9]+]");

  private final Path root;
  private final List<String> log;
  private final String maven;
  private final PrintStream err;

  /**
   * After a build that has failed.
   *
   * @param root the tree's
   * @param log what Maven has printed
   * @param maven the command that a user types
   * @param err where the errors are shown
   */
  BuildFailure(Path root, List<String> log, String maven, PrintStream err) {
    this.root = root;
    // The wrapper and the JVM put no mark before their errors. Maven 4 has warnings about harmless
    // things.
    this.log = log.stream().filter(line -> !line.matches("\\[(INFO|WARNING|DEBUG)].*")).toList();
    this.maven = maven;
    this.err = err;
  }

  /** When a phase does not build. */
  Problem ofPhase(Output output) {
    String module = output.phase().name();
    String profile = output.solution() ? " -Psolutions" : "";
    String command = "%s%s -pl %s compile".formatted(maven, profile, module);
    Optional<Problem> outside = ofMachine(command);
    if (outside.isPresent()) {
      return outside.get();
    }
    List<String> lines = lines();
    lines.forEach(err::println);
    String first = lines.isEmpty() ? "" : lines.get(0).split("/")[0];
    if (!output.solution()
        && first.matches("phase.*-.*")
        && !first.equals(module)
        && lines.stream().anyMatch(line -> line.contains("/src/exercise/"))) {
      return new Problem(
          ("%s does not build: %s, which it needs, does not compile.\n"
                  + "Fix the first line above. Or take the reference answers for the phases before:"
                  + " ./workshop catch-up %s (it saves yours).")
              .formatted(module, first, module));
    }
    return new Problem("%s does not build.\n%s".formatted(module, advice(lines, command)));
  }

  /** A user can fix only an error that is shown. */
  private String advice(List<String> lines, String command) {
    if (lines.isEmpty()) {
      return "Maven does not say why. All of its output: " + command;
    }
    return hasErrors()
        ? "Fix the first line above and try again. All of Maven's output: " + command
        : "The last lines of its output are above. All of them: " + command;
  }

  /** When the classroom or the backstage does not build. */
  Problem ofProgram(String name) {
    String command = "%s -Psolutions -pl %s compile".formatted(maven, name);
    Optional<Problem> outside = ofMachine(command);
    if (outside.isPresent()) {
      return outside.get();
    }
    List<String> lines = lines();
    lines.forEach(err::println);
    return new Problem(
        "The program behind this command, %s/, does not build.\n%s"
            .formatted(name, advice(lines, command)));
  }

  private Optional<Problem> ofMachine(String command) {
    if (find(Pattern.compile("AccessDeniedException|\\(Permission denied\\)")).isPresent()) {
      return Optional.of(
          new Problem(
              ("Maven may not write to a file: %s\n"
                      + "Does it belong to root, after a build with sudo? %s %s '%s' '%s'")
                  .formatted(
                      find(DENIED).orElse(""),
                      Sudo.before("chown -R"),
                      Start.user(),
                      Start.home().resolve(".m2"),
                      root)));
    }
    if (find(NO_ROOM).isPresent()) {
      return Optional.of(
          new Problem(
              "A disk is full.\nMake room on it. This shows which one it is: df -h '%s' '%s'"
                  .formatted(root, Start.home())));
    }
    boolean inLab = System.getenv("WORKSHOP_LAB") != null;
    return new DownloadFailure(log, command, inLab).problem();
  }

  private Optional<String> find(Pattern pattern) {
    return log.stream().map(pattern::matcher).filter(Matcher::find).map(Matcher::group).findFirst();
  }

  /** The errors, each once, with their places from the top of the tree. */
  private List<String> lines() {
    List<String> errors = log.stream().flatMap(BuildFailure::error).toList();
    List<String> told = errors.stream().filter(line -> !ADVICE.matcher(line).find()).toList();
    // If a goal fails, the reason is in the line that is usually no help.
    Stream<String> lines = told.isEmpty() ? errors.stream() : told.stream();
    if (!hasErrors()) { // Maven itself has not started, or it was ended
      List<String> all = log.stream().filter(line -> !line.isBlank()).toList();
      lines = all.subList(Math.max(0, all.size() - LAST_LINES), all.size()).stream();
    }
    return lines.map(this::toldLine).distinct().limit(MOST_LINES).toList();
  }

  private boolean hasErrors() {
    return log.stream().flatMap(BuildFailure::error).anyMatch(line -> !line.isBlank());
  }

  private static Stream<String> error(String line) {
    return line.startsWith("[ERROR]")
        ? Stream.of(line.substring("[ERROR]".length()).replaceFirst("^ ", ""))
        : Stream.empty();
  }

  private String toldLine(String line) {
    String shorter =
        line.startsWith(root + "/") ? line.substring(root.toString().length() + 1) : line;
    return cut(PLACE.matcher(shorter.replaceFirst(" -> \\[Help 1]$", "")).replaceFirst("$1:$2:"));
  }

  private static String cut(String line) {
    return line.length() > COLUMNS ? line.substring(0, COLUMNS) : line;
  }
}
