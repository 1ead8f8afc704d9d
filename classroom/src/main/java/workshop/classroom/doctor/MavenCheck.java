package workshop.classroom.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.classroom.machine.AsUser;
import workshop.classroom.machine.MavenCommand;
import workshop.classroom.machine.Start;
import workshop.exercises.Problem;

/** Which Maven a learner's {@code mvn} is, and on which Java it runs. */
final class MavenCheck {
  private static final int OLDEST_JDK = 17;
  private static final Pattern JAVA = Pattern.compile("(?m)^Java version: ([0-9]+)");

  private final Findings findings;

  MavenCheck(Findings findings) {
    this.findings = findings;
  }

  void run() {
    MavenCommand maven;
    try {
      maven = MavenCommand.find();
    } catch (Problem e) {
      findings.fail("maven: " + e.getMessage().replace('\n', ' '));
      return;
    }
    if (!maven.word().equals("mvn")) {
      findings.ok(
          "maven: there is no mvn 3.8 or newer; ./mvnw brings one along: type ./mvnw where the docs"
              + " say mvn");
      return;
    }
    checkJava(maven);
    Path repository = Start.home().resolve(".m2/repository");
    if (Files.exists(repository) && !AsUser.ask("test", "-w", repository.toString()).isYes()) {
      findings.fail(
          "maven: %s is not yours: sudo chown -R %s '%s'"
              .formatted(repository, Start.user(), repository.getParent()));
    }
  }

  private void checkJava(MavenCommand maven) {
    Matcher matcher = JAVA.matcher(maven.said());
    int runsOn = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    int ours = Runtime.version().feature();
    String home = System.getProperty("java.home");
    if (runsOn < OLDEST_JDK) {
      findings.fail(
          "maven: mvn runs on Java %d, it needs %d or newer: export JAVA_HOME=%s"
              .formatted(runsOn, OLDEST_JDK, home));
    } else if (runsOn != ours) {
      findings.warn(
          "maven: mvn runs on Java %d, but java is %d: export JAVA_HOME=%s makes them the same"
              .formatted(runsOn, ours, home));
    } else {
      findings.ok("maven: %s, on Java %d".formatted(maven.version(), runsOn));
    }
  }
}
