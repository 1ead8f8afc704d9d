package workshop.classroom.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import workshop.classroom.testing.Job;
import workshop.classroom.testing.Report;
import workshop.classroom.testing.Worker;
import workshop.exercises.ExerciseId;

/**
 * Compiles and tests, in a thread of its own: first the exercise at hand, then the whole phase. A
 * new request ends the work on the one before.
 */
final class Checker implements AutoCloseable {
  static final int SECONDS_FOR_A_TEST = 5;

  /** Is told what was found, in the checker's thread. */
  interface Listener {
    void doesNotCompile(List<CompileError> errors);

    void tested(ExerciseId exercise, Report report);

    /** All tests of the phase have run. */
    void testedAll(Report report);

    void failed(RuntimeException e);
  }

  /**
   * The pause between a verdict and the run of all tests: after a quick second save there is no
   * such run to end.
   */
  private static final Duration PAUSE = Duration.ofMillis(400);

  /** How long a run may go on although its result is old: a new worker would start cold. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Build build;
  private final Function<String, Job> jobs;
  private final Listener listener;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Runs the tests of the exercise at hand: warm, as long as nothing goes wrong. */
  private Worker first;

  /** Runs all tests, and takes the first one's place where that is stuck. */
  private Worker second;

  private boolean testing;
  private long testingSince;
  private boolean testingAll;
  private int asked;
  private int pauses;

  /**
   * Starts two workers, and nothing else yet.
   *
   * @param libraries of the workers
   * @param jobs makes a job for an exercise, or for "*"
   */
  Checker(Build build, List<Path> libraries, Function<String, Job> jobs, Listener listener) {
    this.build = build;
    this.jobs = jobs;
    this.listener = listener;
    first = new Worker(libraries, SECONDS_FOR_A_TEST, ProcessBuilder.Redirect.DISCARD, List.of());
    second = new Worker(libraries, SECONDS_FOR_A_TEST, ProcessBuilder.Redirect.DISCARD, List.of());
    start(first);
    start(second);
  }

  private static void start(Worker worker) {
    try {
      worker.start();
    } catch (IOException e) {
      // Its first job will tell.
    }
  }

  /** Compiles what has changed, and runs tests. */
  synchronized void check(ExerciseId exercise) {
    int number = giveUpOthers();
    thread.submit(() -> check(exercise, number));
  }

  /** The same, but only all tests of the phase. */
  synchronized void checkAll() {
    int number = giveUpOthers();
    thread.submit(() -> checkAll(number));
  }

  private int giveUpOthers() {
    notifyAll();
    if (testingAll) {
      second.close();
    }
    if (testing && System.nanoTime() - testingSince > PATIENCE.toNanos()) {
      first.close(); // an endless loop, perhaps, and the learner has seen it
    }
    return ++asked;
  }

  /** The computer slept, or somebody stopped this program: times say nothing. */
  synchronized void pauseSeen() {
    pauses++;
    first.forgiveSilence();
    second.forgiveSilence();
  }

  private synchronized boolean isOld(int number) {
    return number != asked;
  }

  private synchronized int pauses() {
    return pauses;
  }

  private void check(ExerciseId exercise, int number) {
    try {
      if (isOld(number)) {
        return;
      }
      List<CompileError> errors = build.update();
      if (!errors.isEmpty()) {
        listener.doesNotCompile(errors);
        return;
      }
      testing(true);
      Report report = test(exercise, number);
      testing(false);
      if (isOld(number)) {
        return;
      }
      listener.tested(exercise, report);
      // After an endless loop, all tests would end there, too.
      if (report.end() == Report.End.COMPLETE && pause(number)) {
        testAll(number);
      }
    } catch (RuntimeException e) {
      listener.failed(e);
    }
  }

  private void checkAll(int number) {
    try {
      List<CompileError> errors = isOld(number) ? List.of() : build.update();
      if (errors.isEmpty()) {
        testAll(number);
      } else {
        listener.doesNotCompile(errors);
      }
    } catch (RuntimeException e) {
      listener.failed(e);
    }
  }

  private synchronized void testing(boolean now) {
    testing = now;
    testingSince = System.nanoTime();
  }

  private Report test(ExerciseId exercise, int number) {
    int before = pauses();
    Report report = first.run(jobs.apply(exercise.toString()));
    boolean again =
        report.end() == Report.End.LOST
            || report.end() != Report.End.COMPLETE && before != pauses();
    if (report.end() != Report.End.COMPLETE) {
      swap();
    }
    if (again && !isOld(number)) {
      report = first.run(jobs.apply(exercise.toString()));
    }
    return report;
  }

  private synchronized void swap() {
    Worker ended = first;
    first = second;
    second = ended;
  }

  private void testAll(int number) {
    synchronized (this) {
      if (isOld(number)) {
        return;
      }
      testingAll = true;
    }
    Report report = second.run(jobs.apply("*"));
    synchronized (this) {
      testingAll = false;
    }
    if (!isOld(number)) {
      listener.testedAll(report);
    }
  }

  private synchronized boolean pause(int number) {
    long end = System.nanoTime() + PAUSE.toNanos();
    try {
      for (long left = PAUSE.toMillis();
          left > 0 && !isOld(number);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !isOld(number);
  }

  @Override
  public void close() {
    synchronized (this) {
      asked++;
      notifyAll();
      first.close();
      second.close();
    }
    thread.shutdownNow();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS); // it may be writing classes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    first.close();
    second.close();
    build.close();
  }
}
