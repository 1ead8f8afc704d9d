package workshop.classroom.build;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workshop.classroom.machine.MavenCommand;
import workshop.classroom.machine.Start;
import workshop.exercises.Problem;

/** Maven, at work in the tree. It ends when we do. */
final class Maven {
  private static final int MINUTES = 30;

  private final MavenCommand command = MavenCommand.find();
  private volatile boolean ending;

  /** As a user types it. */
  String name() {
    return command.word();
  }

  /**
   * Runs it, in batch mode.
   *
   * @param logLevel how much it prints: "info" or "warn"
   * @param lines gets each line that it prints
   * @return its exit code
   */
  int run(List<String> arguments, String logLevel, Consumer<String> lines) throws IOException {
    List<String> words = new ArrayList<>(command.command());
    words.addAll(List.of("-B", "-Dstyle.color=never"));
    words.addAll(arguments);
    if (!command.trouble().isEmpty()) {
      System.err.printf("mvn does not start (%s); ./mvnw takes its place.%n", command.trouble());
    }
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(Start.root().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", options(logLevel));
    if (logLevel.equals("info")) {
      builder.environment().put("MVNW_VERBOSE", "true"); // or the wrapper keeps a cause to itself
    }
    return run(builder.start(), lines);
  }

  /** .mvn/jvm.config keeps Maven quiet; this has the last word. */
  private static String options(String logLevel) {
    String options = System.getenv().getOrDefault("MAVEN_OPTS", "");
    return options
        + " -Dorg.slf4j.simpleLogger.defaultLogLevel="
        + logLevel
        + " -Dmaven.logger.defaultLogLevel="
        + logLevel;
  }

  private int run(Process process, Consumer<String> lines) throws IOException {
    Thread end = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(end);
    Thread tooLong = new Thread(() -> endLater(process));
    tooLong.setDaemon(true);
    tooLong.start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines);
    } catch (UncheckedIOException e) {
      if (!ending) {
        throw e;
      }
    }
    int status = waitFor(process);
    if (ending || status == 130) {
      stay(status); // somebody has ended us: there is nothing to explain
    }
    Runtime.getRuntime().removeShutdownHook(end);
    return status;
  }

  private void end(Process process) {
    ending = true;
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static void endLater(Process process) {
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        System.err.printf(
            "workshop: the build took more than %d minutes, and was stopped.%n", MINUTES);
        System.exit(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new Problem("Interrupted.");
    }
  }

  private static void stay(int status) {
    try {
      TimeUnit.SECONDS.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(status);
  }
}
