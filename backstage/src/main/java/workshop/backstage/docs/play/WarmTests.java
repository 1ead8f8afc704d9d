package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.classroom.testing.Job;
import workshop.classroom.testing.Report;
import workshop.classroom.testing.Worker;
import workshop.classroom.watch.Build;
import workshop.classroom.watch.Title;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * What {@code mvn -pl phase3-ipv4 test} prints, without Maven: from the same sources, tests and
 * report, but compiled and run by programs that are warm already. Maven takes about six seconds of
 * processor time, and this takes one.
 */
final class WarmTests implements AutoCloseable {
  private static final Pattern COMMAND =
      Pattern.compile("mvn -pl (?<phase>phase\\d+-[\\w-]+) test");

  /** As pom.xml gives them to a learner's tests: of each hundred random scenarios, ten. */
  private static final List<String> OPTIONS = List.of("-Dworkshop.seeds=10");

  private final Workshop tree;
  private final List<Path> libraries;
  private final Path folder;
  private final Worker worker;
  private final Map<Phase, Build> builds = new HashMap<>();
  private int played;

  /**
   * Runs tests for commands in a tree.
   *
   * @param libraries JUnit, the test kit, and what else phases and tests need
   * @param folder for classes, and for what is printed; nobody else uses it
   */
  WarmTests(Workshop tree, List<Path> libraries, Path folder) {
    this.tree = tree;
    this.libraries = libraries;
    this.folder = folder;
    worker =
        new Worker(libraries, Worker.SECONDS_FOR_A_TEST, ProcessBuilder.Redirect.INHERIT, OPTIONS);
  }

  /** The phase whose tests a command runs, all of them and nothing else; empty for any other. */
  Optional<Phase> phase(String command) {
    Matcher words = COMMAND.matcher(command);
    return words.matches() ? Optional.of(tree.phase(words.group("phase"))) : Optional.empty();
  }

  /**
   * Runs the tests of a phase on the tree as it is now.
   *
   * @return a file with what Maven would print; empty where only Maven itself can tell: something
   *     does not compile, or a test did not end
   */
  Optional<Path> run(Phase phase) throws IOException {
    Build build = builds.computeIfAbsent(phase, this::newBuild);
    if (!build.update().isEmpty()) {
      return Optional.empty();
    }
    Report report =
        worker.run(new Job(build.classPath(), build.tests(), "*", phase, Title.of(phase), "mvn"));
    if (report.end() != Report.End.COMPLETE) {
      return Optional.empty();
    }
    Path printed = folder.resolve("printed-" + ++played);
    Files.writeString(printed, report.printed() + report.text());
    return Optional.of(printed);
  }

  private Build newBuild(Phase phase) {
    try {
      return new Build(tree, phase, libraries, Files.createTempDirectory(folder, phase.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    worker.close();
    builds.values().forEach(Build::close);
  }
}
