package workshop.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that a test runs, with a time limit. The calling thread starts it, so the program is in
 * this thread's network namespace.
 */
public final class Command {
  private static final Map<String, String> DEBIAN_PACKAGES =
      Map.ofEntries(
          Map.entry("ip", "iproute2"),
          Map.entry("ss", "iproute2"),
          Map.entry("nstat", "iproute2"),
          Map.entry("ping", "iputils-ping"),
          Map.entry("arping", "iputils-arping"),
          Map.entry("nc", "netcat-openbsd"),
          Map.entry("tcpdump", "tcpdump"),
          Map.entry("tshark", "tshark"),
          Map.entry("curl", "curl"),
          Map.entry("unshare", "util-linux"),
          Map.entry("timeout", "coreutils"));

  private final List<String> words;
  private Duration limit = Duration.ofSeconds(30);
  private byte[] input = {};

  private Command(List<String> words) {
    this.words = words;
  }

  /**
   * How a program ended.
   *
   * @param output standard output and standard error, as they came
   */
  public record Result(String command, int exitCode, String output) {

    /** Returns this if the exit code is 0; otherwise the test fails and shows the output. */
    public Result succeeded() {
      if (exitCode != 0) {
        throw new AssertionError(this);
      }
      return this;
    }

    @Override
    public String toString() {
      return "`" + command + "` ended with exit code " + exitCode + " and said:\n" + output;
    }
  }

  /** Runs a program for 30 seconds at most, without input. */
  public static Result run(String... words) {
    return of(words).run();
  }

  /** A program to run later, with other settings than usual. */
  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** Whether there is such a program. */
  public static boolean exists(String program) {
    return find(program) != null;
  }

  public Command input(String text) {
    return input(text.getBytes(StandardCharsets.UTF_8));
  }

  public Command input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  public Command within(Duration time) {
    limit = time;
    return this;
  }

  /**
   * Runs it and waits for its end.
   *
   * @throws AssertionError if it did not end in time; then it has been killed
   * @throws IllegalStateException if there is no such program
   */
  public Result run() {
    // Files, not pipes: no thread has to feed and drain them, and nothing can block.
    Path in = null;
    Path out = null;
    try {
      in = Files.write(Files.createTempFile("command", ".in"), input);
      out = Files.createTempFile("command", ".out");
      return run(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run `" + this + "`", e);
    } finally {
      delete(in);
      delete(out);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }

  private Result run(Path in, Path out) throws IOException {
    Process process = start(in, out);
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while `" + this + "` was running", e);
    } finally {
      if (!ended) {
        kill(process);
      }
    }
    String output = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    if (!ended) {
      throw new AssertionError(
          "`"
              + this
              + "` did not end within "
              + limit.toMillis() / 1000.0
              + " s; until then it said:\n"
              + output);
    }
    return new Result(toString(), process.exitValue(), output);
  }

  private Process start(Path in, Path out) throws IOException {
    String program = words.get(0);
    String path = find(program);
    if (path == null) {
      throw new IllegalStateException(missing(program));
    }
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
    builder.command().set(0, path);
    builder.redirectErrorStream(true).redirectInput(in.toFile()).redirectOutput(out.toFile());
    return builder.start();
  }

  static String missing(String program) {
    String debianPackage = DEBIAN_PACKAGES.get(program);
    String how =
        debianPackage == null ? "" : " (Debian, Ubuntu: apt install " + debianPackage + ")";
    return "there is no program '" + program + "' here: install it" + how;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join(); // SIGKILL: the end is near
  }

  /** Looks into the folders of the system administrator too, which a user's path may not have. */
  private static String find(String program) {
    if (program.contains("/")) {
      return new File(program).canExecute() ? program : null;
    }
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    for (String folder : path.split(":")) {
      File file = new File(folder, program);
      if (!folder.isEmpty() && file.isFile() && file.canExecute()) {
        return file.getPath();
      }
    }
    return null;
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
