package workshop.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A phase's main as a program of its own, started as a user starts it, in the network namespace of
 * the calling thread.
 */
public final class RunningMain implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final Process process;
  private final Path output;
  private final Path errors;

  private RunningMain(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /**
   * Starts a main.
   *
   * @param classPath the main class, and one class out of each folder or jar that it needs: so that
   *     nothing of the tests is on its class path
   */
  public static RunningMain start(List<Class<?>> classPath, String... options) throws IOException {
    return startBy(List.of(), classPath, options);
  }

  /** Starts a main by way of another program, for instance {@code env}. */
  public static RunningMain startBy(List<String> by, List<Class<?>> classPath, String... options)
      throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> one : classPath) {
      places.add(place(one));
    }
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(String.join(File.pathSeparator, places));
    command.add(classPath.get(0).getName());
    command.addAll(List.of(options));
    Path output = Files.createTempFile("main", ".out");
    Path errors = Files.createTempFile("main", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    return new RunningMain(process, output, errors);
  }

  private static String place(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until this stands at the start of a line on standard output. */
  public RunningMain awaitLine(String start) {
    await("a line \"" + start + "\"", () -> output().lines().anyMatch(l -> l.startsWith(start)));
    return this;
  }

  /** Waits until this stands anywhere on standard output. */
  public void awaitOutput(String text) {
    await("on standard output:\n" + text, () -> output().contains(text));
  }

  private void await(String what, BooleanSupplier happened) {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      boolean late = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      if (late || !process.isAlive() && !happened.getAsBoolean()) {
        throw new AssertionError("waited in vain for " + what + "\n" + this);
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
    process.destroy();
    return exitCode();
  }

  /** Waits for its end, and returns its exit code. */
  public int exitCode() {
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
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
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "standard output:\n" + output() + "\nstandard error:\n" + errors();
  }

  /** Ends it in any case, without a chance to clear up. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(output);
    Files.delete(errors);
  }
}
