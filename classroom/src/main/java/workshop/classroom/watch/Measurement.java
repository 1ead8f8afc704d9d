package workshop.classroom.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import workshop.classroom.testing.Job;
import workshop.classroom.testing.Report;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/**
 * Measures how long it takes from a save to a verdict. It works in a copy of the tree, with the
 * reference answers up to an exercise. It changes and saves the file of this exercise again and
 * again.
 */
final class Measurement {
  private static final int SAVES = 20;
  private static final int SECONDS_FOR_A_VERDICT = 60;

  /** A learner thinks between two saves; all tests may still be running. */
  private static final int MILLIS_BETWEEN = 1500;

  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  Measurement(Workshop workshop, List<Path> libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.out = out;
  }

  /**
   * Measures, and prints.
   *
   * @param text the number of an exercise, or of a phase for its first one
   */
  int of(String text) throws IOException {
    ExerciseId id = ExerciseId.parse(text.contains(".") ? text : text + ".1");
    Workshop.Place place = workshop.exercise(id);
    Path folder = Files.createTempDirectory("workshop");
    try {
      Path tree = folder.resolve("tree");
      copy(tree);
      measure(new Workshop(tree), id, place, folder.resolve("classes"));
      return 0;
    } finally {
      Folders.delete(folder);
    }
  }

  private void copy(Path tree) throws IOException {
    for (Phase phase : workshop.phases()) {
      try (Stream<Path> files = Files.walk(phase.folder().resolve("src"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path target = tree.resolve(workshop.root().relativize(file));
          Folders.make(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  private void measure(Workshop copy, ExerciseId id, Workshop.Place place, Path classes) {
    for (Phase phase : copy.phases()) {
      for (Map.Entry<Path, SolutionFile> file : copy.solutionFiles(phase).entrySet()) {
        write(
            phase.exercises().resolve(file.getKey()),
            file.getValue().withAnswers(one -> one.compareTo(id) <= 0, phase.chapter()));
      }
    }
    Phase phase = copy.phase(place.phase().name());
    Path solution = Path.of(place.file().name());
    Path edited =
        phase
            .exercises()
            .resolve(place.phase().solutions().relativize(workshop.root().resolve(solution)));
    Build build = new Build(copy, phase, libraries, Folders.make(classes));
    BlockingQueue<Report> verdicts = new LinkedBlockingQueue<>();
    try (Checker checker =
            new Checker(build, libraries, jobs(build, phase), new Verdicts(verdicts));
        FileWatcher files = new FileWatcher(copy.root(), build.folders(), new Saves(checker, id))) {
      files.start();
      long start = System.nanoTime();
      checker.check(id);
      take(verdicts);
      out.printf("Exercise %s: the first verdict after %d ms.%n", id, millisSince(start));
      List<Long> times = new ArrayList<>();
      Duration cpu = cpu();
      String text = Workshop.read(edited);
      for (int save = 1; save <= SAVES; save++) {
        sleep();
        long saved = System.nanoTime();
        write(edited, text + "// Save " + save + "\n");
        Report report = take(verdicts);
        times.add(millisSince(saved));
        if (!"done".equals(report.states().get(id.toString()))) {
          throw new Problem("The reference answer is not green.\n" + report.text());
        }
      }
      Duration used = cpu().minus(cpu);
      Collections.sort(times);
      out.printf(
          "%d saves, from save to verdict: median %d ms, fastest %d ms, slowest %d ms.%n",
          SAVES, times.get(SAVES / 2), times.get(0), times.get(SAVES - 1));
      out.printf(
          "CPU time for each save, with the other tests that ran in between: %d ms.%n",
          used.toMillis() / SAVES);
    }
  }

  private java.util.function.Function<String, Job> jobs(Build build, Phase phase) {
    return exercise ->
        new Job(build.classPath(), build.tests(), exercise, phase, Title.of(phase), "mvn");
  }

  private record Saves(Checker checker, ExerciseId id) implements FileWatcher.Listener {
    @Override
    public void saved(Set<Path> files) {
      checker.check(id);
    }

    @Override
    public void gone() {
      throw new IllegalStateException("the copy of the tree is gone");
    }

    @Override
    public void paused() {
      checker.pauseSeen();
    }
  }

  private record Verdicts(BlockingQueue<Report> queue) implements Checker.Listener {
    @Override
    public void doesNotCompile(List<CompileError> errors) {
      throw new IllegalStateException(errors.toString());
    }

    @Override
    public void tested(ExerciseId exercise, Report report) {
      queue.add(report);
    }

    @Override
    public void testedAll(Report report) {}

    @Override
    public void failed(RuntimeException e) {
      throw e;
    }
  }

  private static Report take(BlockingQueue<Report> verdicts) {
    try {
      Report report = verdicts.poll(SECONDS_FOR_A_VERDICT, TimeUnit.SECONDS);
      if (report == null) {
        throw new Problem("No verdict came within %d seconds.".formatted(SECONDS_FOR_A_VERDICT));
      }
      return report;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Of this program and its workers. */
  private static Duration cpu() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().children())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void sleep() {
    try {
      Thread.sleep(MILLIS_BETWEEN);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
