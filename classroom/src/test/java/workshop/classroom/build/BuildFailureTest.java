package workshop.classroom.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workshop.exercises.Phase;

@DisplayName("A build that fails")
class BuildFailureTest {
  private static final Path ROOT = Path.of("/home/ada/workshop");
  private static final Output PHASE_3 =
      new Output(new Phase(3, ROOT.resolve("phase3-ipv4")), false);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String message(String... log) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new BuildFailure(ROOT, List.of(log), "mvn", stream).ofPhase(PHASE_3).getMessage();
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("for the learner's own mistake: file and line, once, and nothing of Maven's advice")
  void typingError() {
    String message =
        message(
            "[INFO] Building Phase 3: IPv4 and ICMP 1.0-SNAPSHOT [4/4]",
            "[ERROR] COMPILATION ERROR : ",
            "[ERROR] /home/ada/workshop/phase3-ipv4/src/exercise/java/Sum.java:[12,5] ';' expected",
            "[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin: failure",
            "[ERROR] /home/ada/workshop/phase3-ipv4/src/exercise/java/Sum.java:[12,5] ';' expected",
            "[ERROR] -> [Help 1]",
            "[ERROR] ",
            "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.",
            "[ERROR] After correcting the problems, you can resume the build with the command",
            "[ERROR]   mvn <args> -rf :phase3-ipv4");
    assertThat(shown(), is("phase3-ipv4/src/exercise/java/Sum.java:12: ';' expected\n"));
    assertThat(
        message,
        is(
            """
            phase3-ipv4 does not build.
            Fix the first line above and try again. All of Maven's output: mvn -pl phase3-ipv4 compile"""));
  }

  @Test
  @DisplayName("in an earlier phase's exercise: catch-up is told as the way out")
  void earlierPhase() {
    String message =
        message(
            "[ERROR] /home/ada/workshop/phase2-ethernet/src/exercise/java/Arp.java:[3,1] class");
    assertThat(message, startsWith("phase3-ipv4 does not build: phase2-ethernet, which it needs"));
    assertThat(message, containsString("./workshop catch-up phase3-ipv4"));
  }

  @Test
  @DisplayName("without a network: what could not be fetched, and nothing else")
  void noNetwork() {
    String message =
        message(
            "[ERROR] Non-resolvable import POM: Could not transfer artifact org.junit:junit-bom:pom"
                + " from/to central (https://repo.example/maven2): Unknown host repo.example");
    assertThat(shown(), is(""));
    assertThat(message, startsWith("Maven cannot download from repo.example (Unknown host)."));
  }

  @Test
  @DisplayName("without a line of Maven's: the last that were printed, and none is promised above")
  void notByMaven() {
    String message = message("Error: could not open `jvm.config'", "", "That is all.");
    assertThat(shown(), is("Error: could not open `jvm.config'\nThat is all.\n"));
    assertThat(message, containsString("The last lines of its output are above"));
  }

  @Test
  @DisplayName("without any line: that there is none")
  void silent() {
    assertThat(message(), containsString("Maven does not say why. All of its output: mvn "));
  }

  @Test
  @DisplayName("where the disk is full: which one to look at")
  void full() {
    assertThat(
        message("[ERROR] Failed: /home/ada/workshop/x.class (No space left on device)"),
        startsWith(
            "A disk is full.\nMake room on it. This shows which one it is: df -h '/home/ada/workshop'"));
  }

  @Test
  @DisplayName("does not come from what Maven only warns of")
  void warnings() {
    String message =
        message(
            "[WARNING] Could not transfer metadata prefixes.txt from central: HTTP Status: 403",
            "[ERROR] /home/ada/workshop/phase3-ipv4/src/exercise/java/Sum.java:[12,5] ';' expected");
    assertThat(message, startsWith("phase3-ipv4 does not build."));
  }

  @Test
  @DisplayName("where root has built before: what to give back")
  void denied() {
    String message =
        message("[ERROR] Failed: /home/ada/.m2/x.jar (Permission denied)", "[ERROR] -> [Help 1]");
    assertThat(message, containsString("/home/ada/.m2/x.jar (Permission denied)"));
    assertThat(message, containsString("chown -R "));
  }

  @Test
  @DisplayName("for a reason of another kind: the line in which Maven says it")
  void otherReason() {
    message(
        "[ERROR] Failed to execute goal surefire: No tests matching pattern \"X\" -> [Help 1]",
        "[ERROR] ",
        "[ERROR] Re-run Maven using the -X switch to enable full debug logging.");
    assertThat(
        shown().lines().findFirst().orElse(""),
        is("Failed to execute goal surefire: No tests matching pattern \"X\""));
  }
}
