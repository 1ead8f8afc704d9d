package workshop.backstage.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import workshop.classroom.testing.Worker;
import workshop.exercises.Problem;

/** As many workers as there are processors, each with one job at a time. */
final class Workers implements AutoCloseable {
  /** As a learner's tests run: of each hundred random scenarios, ten. */
  private static final List<String> LEARNERS = List.of("-Dworkshop.seeds=10");

  private final List<Worker> all = new ArrayList<>();
  private final BlockingQueue<Worker> idle = new LinkedBlockingQueue<>();
  private final ExecutorService threads;

  /**
   * Workers that start as soon as they are needed.
   *
   * @param libraries JUnit, the test kit, and what else the tests need
   */
  Workers(List<Path> libraries, int secondsForATest) {
    int count = Math.max(1, Runtime.getRuntime().availableProcessors());
    threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      all.add(new Worker(libraries, secondsForATest, ProcessBuilder.Redirect.INHERIT, LEARNERS));
    }
    idle.addAll(all);
  }

  /** Does something with a worker, as soon as one is idle. */
  <T> Future<T> submit(Function<Worker, T> job) {
    return threads.submit(
        () -> {
          Worker worker = idle.take();
          try {
            return job.apply(worker);
          } finally {
            idle.add(worker);
          }
        });
  }

  /** Returns the result of a job, or throws its exception. */
  static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException exception
          ? exception
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Interrupted.");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    all.forEach(Worker::close);
    try {
      // A thread that still compiles would write into a folder that is about to be deleted.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
