package workshop.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * A phase's main as a user starts it. It has a JVM of its own, in the network namespace of the
 * calling thread. Its class path has only what it needs.
 */
public final class RunningMain implements AutoCloseable {
  /** Much longer than it ever needs: only a hang takes so long. */
  private static final long LONGEST_SECONDS = 30;

  /** The user who owns nothing, by number. */
  public static final String NOBODY = "65534";

  private final Process process;
  private final Path output;
  private final Path errors;

  private RunningMain(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts the main of this name with these options, and the class path of the build. */
  public static RunningMain start(String mainClass, String... options) throws IOException {
    return start(List.of(), classPath(), mainClass, options);
  }

  /**
   * Starts a main with less than the class path of the build.
   *
   * @param needed the main class, and one class out of each folder or jar that it needs
   */
  public static RunningMain start(List<Class<?>> needed, String... options) throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> one : needed) {
      places.add(place(one));
    }
    return start(
        List.of(), String.join(File.pathSeparator, places), needed.get(0).getName(), options);
  }

  /** Starts a main by way of another program, for instance {@code env}. */
  public static RunningMain startBy(List<String> by, String mainClass, String... options)
      throws IOException {
    return start(by, classPath(), mainClass, options);
  }

  /**
   * Starts the main as a user who may only open {@code /dev/net/tun}. Most systems allow this to
   * everybody. If this machine does not, the program sees another /dev/net/tun, in a mount
   * namespace of its own.
   *
   * @param classPath see {@link #copyClassPath}
   */
  public static RunningMain startAsNobody(String classPath, String mainClass, String... options)
      throws IOException {
    needRoot();
    String script =
        """
        mount -t tmpfs tmpfs /dev/net && chmod 755 /dev/net && mknod -m 666 /dev/net/tun c 10 200 &&
        exec setpriv --reuid NOBODY --regid NOBODY --clear-groups --inh-caps=-all \
          env HOME=/nonexistent "$@"
        """
            .replace("NOBODY", NOBODY);
    return start(
        List.of("unshare", "--mount", "sh", "-c", script, "sh"), classPath, mainClass, options);
  }

  private static RunningMain start(
      List<String> by, String classPath, String mainClass, String... options) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(List.of(options));
    Path output = Files.createTempFile("main", ".out");
    Path errors = Files.createTempFile("main", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new RunningMain(builder.start(), output, errors);
  }

  private static String place(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The part of the test's class path that a main needs: the phases and JNA. */
  private static String classPath() {
    Pattern needed = Pattern.compile(".*(/phase\\d[^/]*/.*(/classes/?|\\.jar)|/jna[^/]*\\.jar)");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> needed.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Copies what a main needs to where everybody may read it, and returns the new class path. */
  public static String copyClassPath(Path folder) throws IOException {
    needRoot();
    List<String> entries = new ArrayList<>();
    for (String entry : classPath().split(File.pathSeparator)) {
      Path copy = folder.resolve(entries.size() + "-" + Path.of(entry).getFileName());
      Command.run("cp", "-rL", entry, copy.toString()).succeeded();
      entries.add(copy.toString());
    }
    Command.run("chmod", "-R", "a+rX", folder.toString()).succeeded();
    return String.join(File.pathSeparator, entries);
  }

  private static void needRoot() {
    if (Command.run("id", "-u").output().strip().equals("0")
        && Command.run("setpriv", "--reuid", NOBODY, "--clear-groups", "true").exitCode() == 0) {
      return;
    }
    skip("only root can become another user");
  }

  /**
   * Skips the test if there is no such program to talk to the main with; with {@code
   * -Dintegration=required} the test fails.
   */
  public static void need(String program) {
    if (!Command.exists(program)) {
      skip("there is no program '" + program + "' here");
    }
  }

  private static void skip(String why) {
    String reason = "integration test skipped: " + why;
    if ("required".equals(System.getProperty("integration"))) {
      throw new AssertionError(reason);
    }
    System.out.println(reason);
    throw new TestAbortedException(reason);
  }

  /** Waits until it says that it is ready. */
  public RunningMain ready() {
    awaitLine("^Ready");
    return this;
  }

  /** Waits until standard output has a line in which the pattern is found, and returns it. */
  public String awaitLine(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return await(
        "a line with \"" + pattern + "\"",
        () -> output().lines().filter(line -> wanted.matcher(line).find()).findFirst());
  }

  /** Waits until standard output has this text anywhere. */
  public void awaitOutput(String text) {
    await(
        "on standard output:\n" + text,
        () -> Optional.of(text).filter(wanted -> output().contains(wanted)));
  }

  private <T> T await(String what, Supplier<Optional<T>> happened) {
    long start = System.nanoTime();
    while (true) {
      // In this order, because its last output comes before its end.
      boolean alive = process.isAlive();
      Optional<T> came = happened.get();
      if (came.isPresent()) {
        return came.get();
      }
      if (!alive || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
        throw new AssertionError(
            "waited for %s, which did not come; %s\n%s"
                .formatted(what, alive ? "it goes on" : "it has ended", this));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends it by SIGTERM, as {@code kill} does, and returns its exit code. */
  public int stop() {
    return signal("TERM");
  }

  /** Sends a signal, for instance "INT", waits for the end, and returns the exit code. */
  public int signal(String name) {
    Command.run("kill", "-" + name, Long.toString(process.pid())).succeeded();
    return exitCode();
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it ends, and returns its exit code. */
  public int exitCode() {
    try {
      if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    throw new AssertionError("it did not end\n" + this);
  }

  /** Its number among all processes. */
  public long pid() {
    return process.pid();
  }

  /** Standard output so far. */
  public String output() {
    return read(output);
  }

  /** Standard error so far. */
  public String errors() {
    return read(errors);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "standard output:\n" + output() + "\nstandard error:\n" + errors();
  }

  /** Kills it, so it cannot clear up, and waits for its end: then its device is gone. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Files.delete(output);
    Files.delete(errors);
  }
}
