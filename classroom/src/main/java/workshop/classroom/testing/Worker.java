package workshop.classroom.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import workshop.exercises.Problem;

/** A JVM that runs tests for us, and that can be ended: an answer may loop for ever. */
public final class Worker implements AutoCloseable {
  /** How long a test may take: more than any does, on a busy machine too. */
  public static final int SECONDS_FOR_A_TEST = 20;

  private static final int SECONDS_FOR_A_JOB = 300;

  private final List<Path> libraries;
  private final int secondsForATest;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });
  private Process process;
  private PrintStream jobs;
  private BufferedReader results;

  /**
   * A worker that starts with its first job.
   *
   * @param libraries JUnit, the test kit, and what else the tests need
   */
  public Worker(List<Path> libraries, int secondsForATest) {
    this.libraries = libraries;
    this.secondsForATest = secondsForATest;
  }

  /**
   * Runs tests.
   *
   * @param tests the folder with the compiled tests
   * @param exercise runs the tests of this exercise only; "*" for all
   */
  public List<TestResult> run(String classPath, Path tests, String exercise) {
    try {
      if (process == null) {
        start();
      }
      ScheduledFuture<?> end =
          watch.schedule(process::destroyForcibly, SECONDS_FOR_A_JOB, TimeUnit.SECONDS);
      jobs.println(classPath + "\t" + tests + "\t" + exercise);
      jobs.flush();
      List<TestResult> all = new ArrayList<>();
      for (String line = results.readLine(); line != null; line = results.readLine()) {
        if (line.equals("END") || line.equals("STUCK")) {
          end.cancel(false);
          if (line.equals("STUCK")) {
            close(); // a new one next time
          }
          return all;
        }
        all.add(TestResult.parse(line));
      }
      close();
      throw new Problem("The JVM that runs the tests has ended, or did not get done in time.");
    } catch (IOException e) {
      close();
      throw new Problem("The JVM that runs the tests cannot be talked to: " + e.getMessage());
    }
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // most classes live for one try only
                "-Xshare:auto",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-cp",
                Compiler.joined(libraries),
                "workshop.testkit.worker.TestWorker",
                Integer.toString(secondsForATest))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    jobs = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
    results =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
