package workshop.classroom.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.classroom.machine.AsUser;
import workshop.classroom.machine.MavenCommand;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
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
    if (!maven.trouble().isEmpty()) {
      findings.warn(
          "maven: mvn is there, but does not start: %s; until it does, type %s where the docs say mvn"
              .formatted(maven.trouble(), maven.word()));
    } else if (maven.isWrapper()) {
      findings.ok(
          ("maven: there is no mvn 3.8 or newer; the wrapper downloads one: type %s where the docs"
                  + " say mvn")
              .formatted(maven.word()));
    } else {
      checkJava(maven);
    }
    checkFolders();
  }

  private void checkFolders() {
    Path repository = Start.home().resolve(".m2/repository");
    if (Files.exists(repository) && !AsUser.ask("test", "-w", repository.toString()).isYes()) {
      findings.fail(
          "maven: %s is not yours: %s %s '%s'"
              .formatted(
                  repository, Sudo.before("chown -R"), Start.user(), repository.getParent()));
    } else if (!Files.exists(Start.home().resolve(".m2"))
        && !AsUser.ask("test", "-w", Start.home().toString()).isYes()) {
      findings.fail(
          ("maven: HOME is %s, and %s may not write there: export HOME=FOLDER, where Maven can keep"
                  + " its downloads")
              .formatted(Start.home(), Start.user()));
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
