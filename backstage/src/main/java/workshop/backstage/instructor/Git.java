package workshop.backstage.instructor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workshop.classroom.machine.Sudo;
import workshop.exercises.Problem;

/**
 * The command git, in one folder. Nothing that a user may have set (hooks, signing, encodings,
 * languages, time zones) changes what it does.
 */
final class Git {
  /** How a command ended, and what it printed. */
  record Result(int status, byte[] bytes, String error) {
    /** What was printed, without the line break at the end. */
    String text() {
      return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    boolean isGood() {
      return status == 0;
    }
  }

  private static final List<String> COMMAND =
      List.of(
          "git",
          "--no-replace-objects",
          "--no-optional-locks",
          // Our user runs the programs of this tree anyway.
          "-c",
          "safe.directory=*",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.splitIndex=false",
          "-c",
          "i18n.commitEncoding=UTF-8");

  private final Path folder;
  private final Path scratch;

  /**
   * In this folder.
   *
   * @param scratch a folder for temporary files
   */
  Git(Path folder, Path scratch) {
    this.folder = folder;
    this.scratch = scratch;
  }

  /**
   * Runs a command that may fail.
   *
   * @param environment variables that it sees beside the user's own
   * @param input what it reads
   */
  Result attempt(Map<String, String> environment, String input, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(COMMAND);
    command.addAll(List.of(arguments));
    Path in = Files.writeString(scratch.resolve("in"), input);
    Path error = scratch.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectError(error.toFile());
    // A hook or an alias that calls us would lead us to its own index, for instance.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    try {
      Process process = start(builder);
      byte[] output = process.getInputStream().readAllBytes();
      return new Result(process.waitFor(), output, Files.readString(error).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Problem(
          "git is missing, and the branch needs it.\n"
              + "Install it (Debian, Ubuntu: %s).".formatted(Sudo.before("apt install git")));
    }
  }

  /**
   * Runs a command.
   *
   * @throws Problem with what git says, if it fails
   */
  Result run(Map<String, String> environment, String input, String... arguments)
      throws IOException {
    Result result = attempt(environment, input, arguments);
    if (!result.isGood()) {
      throw new Problem(
          "git %s failed: %s\nNothing was changed."
              .formatted(arguments[0], result.error().lines().findFirst().orElse("")));
    }
    return result;
  }

  /** What a command prints that needs nothing. */
  String ask(String... arguments) throws IOException {
    return run(Map.of(), "", arguments).text();
  }
}
