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

/** A JVM that runs tests for us. We can stop it if an answer loops without end. */
public final class Worker implements AutoCloseable {
  /** How long a test may take: longer than any test needs, even on a busy machine. */
  public static final int SECONDS_FOR_A_TEST = 20;

  private static final int SECONDS_FOR_A_JOB = 300;

  /** What a worker may need beside a test: to load classes, to write a report. */
  private static final int SECONDS_OF_SILENCE = 3;

  private final List<Path> libraries;
  private final int secondsForATest;
  private final ProcessBuilder.Redirect errors;
  private final List<String> options;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Process process;
  private volatile long lastSign;
  private PrintStream jobs;
  private BufferedReader results;

  /**
   * A worker that starts with its first job.
   *
   * @param libraries JUnit, the test kit, and what else the tests need
   * @param errors where its standard error goes
   * @param options for its JVM, after our own
   */
  public Worker(
      List<Path> libraries,
      int secondsForATest,
      ProcessBuilder.Redirect errors,
      List<String> options) {
    this.libraries = libraries;
    this.secondsForATest = secondsForATest;
    this.errors = errors;
    this.options = List.copyOf(options);
  }

  /**
   * Runs tests.
   *
   * @param tests the folder with the compiled tests
   * @param exercise runs the tests of this exercise only; "*" for all
   */
  public List<TestResult> run(String classPath, Path tests, String exercise) {
    List<TestResult> all = new ArrayList<>();
    try {
      start();
      Process mine = process;
      ScheduledFuture<?> end =
          watch.schedule(mine::destroyForcibly, SECONDS_FOR_A_JOB, TimeUnit.SECONDS);
      jobs.println(classPath + "\t" + tests + "\t" + exercise);
      jobs.flush();
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
      throw new Problem("The JVM that runs the tests has ended, or took too long.");
    } catch (IOException e) {
      close();
      throw new Problem("The JVM that runs the tests does not answer: " + e.getMessage());
    }
  }

  /** Runs tests, and tells how that went, whatever happens. */
  public Report run(Job job) {
    return report(job.line());
  }

  /**
   * What there is to celebrate when an exercise is done, without its tests; empty if there is
   * nothing.
   */
  public String celebrate(String classPath, Path tests, String exercise) {
    return report(classPath + "\t" + tests + "\t" + exercise + "\tcelebration").own();
  }

  private Report report(String job) {
    Report report = new Report();
    boolean[] silent = new boolean[1];
    ScheduledFuture<?> guard = null;
    try {
      start();
      Process mine = process;
      if (mine == null) {
        return report; // it was closed meanwhile
      }
      lastSign = System.nanoTime();
      long most = TimeUnit.SECONDS.toNanos(secondsForATest + SECONDS_OF_SILENCE);
      guard =
          watch.scheduleWithFixedDelay(
              () -> {
                if (System.nanoTime() - lastSign > most) {
                  silent[0] = true;
                  mine.destroyForcibly();
                }
              },
              1,
              1,
              TimeUnit.SECONDS);
      jobs.println(job);
      jobs.flush();
      boolean last = false;
      for (String line = results.readLine(); line != null && !last; ) {
        lastSign = System.nanoTime();
        last = report.add(line);
        line = last ? null : results.readLine();
      }
    } catch (IOException e) {
      // It has ended, and the report says so.
    } finally {
      if (guard != null) {
        guard.cancel(false);
      }
    }
    if (report.end() != Report.End.COMPLETE) {
      close(); // a new one next time
    }
    if (silent[0]) {
      report.endedBySilence();
    }
    return report;
  }

  /** The time stood still: the silence of a worker says nothing. */
  public void forgiveSilence() {
    lastSign = System.nanoTime();
  }

  /** Starts it, if it does not run: it is ready sooner for its first job. */
  public synchronized void start() throws IOException {
    if (process != null && process.isAlive()) {
      return;
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m", // a loop that collects things for ever runs out of memory soon
                "-XX:TieredStopAtLevel=1", // most classes live for one try only
                "-Xshare:auto",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            Compiler.joined(libraries),
            "workshop.testkit.worker.TestWorker",
            Integer.toString(secondsForATest)));
    process = new ProcessBuilder(command).redirectError(errors).start();
    jobs = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
    results =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Ends it; it can be started again. */
  @Override
  public synchronized void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
