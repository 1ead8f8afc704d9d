package workshop.classroom.build;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.classroom.machine.Start;
import workshop.exercises.Problem;

/**
 * Why a build has failed, in the lines that a person needs: not Maven's advice, no stack trace, and
 * nothing twice.
 */
final class BuildFailure {
  private static final int MOST_LINES = 12;
  private static final int COLUMNS = 200;

  private static final Pattern DENIED =
      Pattern.compile(
          "(/[^ :]*[ :]*(?:\\(Permission denied\\)|.*AccessDenied)|AccessDeniedException: .*"
              + "|\\(Permission denied\\))");
  private static final Pattern OFFLINE =
      Pattern.compile(
          "Could not transfer|UnknownHostException|Unknown host|Failed to fetch|in offline mode"
              + "|Temporary failure in name resolution|Network is unreachable");
  private static final Pattern NOT_FETCHED =
      Pattern.compile("Could not transfer artifact [^ ]*|Failed to fetch.*|Cannot access .*");
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
    // The wrapper and the JVM put no mark before what they complain of. Maven 4 warns of what does
    // no harm.
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
                  + "Fix the first line above; or ./workshop catch-up %s:"
                  + " the reference in the phases before it (yours is saved).")
              .formatted(module, first, module));
    }
    return new Problem(
        "%s does not build.\nFix the first line above and try again; all of Maven's output: %s"
            .formatted(module, command));
  }

  /** When the classroom or the backstage does not build. */
  Problem ofProgram(String name) {
    String command = "%s -Psolutions -pl %s compile".formatted(maven, name);
    Optional<Problem> outside = ofMachine(command);
    if (outside.isPresent()) {
      return outside.get();
    }
    lines().forEach(err::println);
    return new Problem(
        "%s/ does not build, the program behind this command.\nWhat Maven says stands above; all of it: %s"
            .formatted(name, command));
  }

  private Optional<Problem> ofMachine(String command) {
    if (find(Pattern.compile("AccessDeniedException|\\(Permission denied\\)")).isPresent()) {
      return Optional.of(
          new Problem(
              ("Maven may not write somewhere: %s\n"
                      + "Files of root's, after a build with sudo? sudo chown -R %s '%s' '%s'")
                  .formatted(
                      find(DENIED).orElse(""), Start.user(), Start.home().resolve(".m2"), root)));
    }
    if (find(OFFLINE).isEmpty()) {
      return Optional.empty();
    }
    if (System.getenv("WORKSHOP_LAB") != null) {
      return Optional.of(
          new Problem(
              "Maven has something to download, and a lab has no way to the internet.\n"
                  + "Build once outside of it (exit, then: %s), and come back."
                      .formatted(command)));
    }
    String what = find(NOT_FETCHED).map(BuildFailure::cut).orElse("no way to its server");
    return Optional.of(
        new Problem(
            ("Maven cannot download what it needs: %s.\n"
                    + "Is there a way to the internet, and a proxy in ~/.m2/settings.xml where one"
                    + " is needed? All of it: %s")
                .formatted(what, command)));
  }

  private Optional<String> find(Pattern pattern) {
    return log.stream().map(pattern::matcher).filter(Matcher::find).map(Matcher::group).findFirst();
  }

  /** The errors, each once, with their places from the top of the tree. */
  private List<String> lines() {
    List<String> errors = log.stream().flatMap(BuildFailure::error).toList();
    List<String> told = errors.stream().filter(line -> !ADVICE.matcher(line).find()).toList();
    // A goal that fails says why in the very line that is no help otherwise.
    Stream<String> lines = told.isEmpty() ? errors.stream() : told.stream();
    return lines.map(this::toldLine).distinct().limit(MOST_LINES).toList();
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
