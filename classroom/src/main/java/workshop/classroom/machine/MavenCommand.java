package workshop.classroom.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.exercises.Problem;

/**
 * The command that starts Maven: mvn if it is new enough, otherwise the wrapper, which downloads
 * Maven.
 *
 * @param word as a user types it at the top of the tree
 * @param version of mvn; empty for the wrapper
 * @param said what mvn says about itself, or why it does not start; empty where there is none
 */
public record MavenCommand(String word, String version, String said) {
  private static final Pattern VERSION =
      Pattern.compile("Apache Maven (([0-9]+)\\.([0-9]+)[^ \\e]*)");

  /** Prints the command, for the script. */
  public static void main(String[] words) {
    Start.main(
        () -> {
          System.out.println(find().path());
          return 0;
        });
  }

  /** Finds it. */
  public static MavenCommand find() {
    Answer answer = AsUser.ask("mvn", "-version");
    String said = answer.text();
    Matcher matcher = VERSION.matcher(said);
    boolean found = matcher.find();
    String version = found ? matcher.group(1) : "";
    if (found && isNew(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))) {
      return new MavenCommand("mvn", version, said);
    }
    if (!wrapperHasBroughtOne() && !Answer.has("unzip")) {
      throw new Problem(
          ("There is no Maven 3.8 or newer%s, and the wrapper (./mvnw) needs unzip to bring one.\n"
                  + "Install either (Debian, Ubuntu: %s).")
              .formatted(
                  found ? " (mvn is " + version + ")" : isThere(answer) ? reason(said) : "",
                  Sudo.before("apt install unzip")));
    }
    // In a ZIP file and on some shared folders no file can be executed.
    String wrapper = Files.isExecutable(Start.root().resolve("mvnw")) ? "./mvnw" : "sh mvnw";
    return new MavenCommand(wrapper, "", !found && isThere(answer) ? said : "");
  }

  private static boolean isThere(Answer answer) {
    return answer.status() != 127 && Answer.has("mvn");
  }

  private static String reason(String said) {
    return " (mvn does not start: " + firstLine(said) + ")";
  }

  private static String firstLine(String said) {
    return said.lines().filter(line -> !line.isBlank()).findFirst().orElse("it says nothing");
  }

  private static boolean isNew(int major, int minor) {
    return major > 3 || (major == 3 && minor >= 8);
  }

  private static boolean wrapperHasBroughtOne() {
    String home = System.getenv("MAVEN_USER_HOME");
    Path maven = home == null ? Start.home().resolve(".m2") : Path.of(home);
    try (Stream<Path> files = Files.walk(maven.resolve("wrapper/dists"), 4)) {
      return files.anyMatch(file -> file.endsWith("bin/mvn"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it is the wrapper. */
  public boolean isWrapper() {
    return version.isEmpty();
  }

  /** Why a mvn that is there does not start; empty where there is none, or an old one. */
  public String trouble() {
    return isWrapper() && !said.isEmpty() ? firstLine(said) : "";
  }

  /** As it can be started from any folder. */
  public String path() {
    return isWrapper() ? Start.root().resolve("mvnw").toString() : "mvn";
  }

  /** The same, as words: the wrapper may not be executable. */
  public List<String> command() {
    return isWrapper() ? List.of("sh", path()) : List.of(path());
  }
}
