package workshop.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * A phase's main as a user starts it: a JVM of its own, with the class path of the build and
 * nothing else, in the network namespace of the calling thread.
 */
public final class KernelProgram implements AutoCloseable {
  /** Far more than is ever needed; only a hang takes so long. */
  private static final int LONGEST_SECONDS = 30;

  /** The user who owns nothing, by number. */
  public static final String NOBODY = "65534";

  private final Process process;
  private final Path out;
  private final Path err;

  private KernelProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the main of this name with these options. */
  public static KernelProgram start(String mainClass, String... options) throws IOException {
    return start(List.of(), classPath(), mainClass, options);
  }

  private static KernelProgram start(
      List<String> through, String classPath, String mainClass, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(through);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            mainClass));
    command.addAll(List.of(options));
    Path out = Files.createTempFile("main", ".out");
    Path err = Files.createTempFile("main", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new KernelProgram(builder.start(), out, err);
  }

  /**
   * Starts the main as a user who may do nothing but open {@code /dev/net/tun}, which most systems
   * allow everybody. Where this machine does not, the program sees another /dev/net/tun, in a mount
   * namespace of its own.
   *
   * @param classPath see {@link #copyClassPath}
   */
  public static KernelProgram startAsNobody(String classPath, String mainClass, String... options)
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
    if (Command.exists(program)) {
      return;
    }
    skip("there is no program '" + program + "' here");
  }

  private static void skip(String why) {
    String reason = "integration test skipped: " + why;
    if ("required".equals(System.getProperty("integration"))) {
      throw new AssertionError(reason);
    }
    System.out.println(reason);
    throw new TestAbortedException(reason);
  }

  /** Of the test's class path, what a main needs: the phases and JNA. */
  public static String classPath() {
    Pattern needed = Pattern.compile(".*(/phase\\d[^/]*/.*(/classes/?|\\.jar)|/jna[^/]*\\.jar)");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> needed.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until standard output has a line in which the pattern is found, and returns it. */
  public String awaitLine(String pattern) throws IOException, InterruptedException {
    return awaitLine(pattern, 1);
  }

  /** The same for the line that is so many-eth of its kind. */
  public String awaitLine(String pattern, int count) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    long start = System.nanoTime();
    while (true) {
      boolean alive = process.isAlive();
      List<String> found =
          out().lines().filter(line -> wanted.matcher(line).find()).collect(Collectors.toList());
      if (found.size() >= count) {
        return found.get(count - 1);
      }
      if (!alive || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
        throw new AssertionError(
            "no line with \"%s\" came; %s"
                .formatted(pattern, alive ? this : "it has ended: " + this));
      }
      Thread.sleep(20);
    }
  }

  /** All that it has printed so far. */
  public String out() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** All that it has complained about so far. */
  public String err() throws IOException {
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  /** Its number among all processes. */
  public long pid() {
    return process.pid();
  }

  /** Sends a signal, for instance "INT", and waits for the end. */
  public int signal(String name) throws InterruptedException {
    Command.run("kill", "-" + name, Long.toString(process.pid())).succeeded();
    return awaitEnd();
  }

  /** Waits until it ends of its own accord, and returns the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end; " + this);
    }
    return process.exitValue();
  }

  @Override
  public String toString() {
    try {
      return "it said:\n" + out() + "and on standard error:\n" + err();
    } catch (IOException e) {
      return "what it said cannot be read: " + e;
    }
  }

  /** Ends it in any case, and waits: its device is gone then. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Files.delete(out);
    Files.delete(err);
  }
}
