package workshop.classroom.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import workshop.classroom.learner.Editor;
import workshop.classroom.learner.Standing;
import workshop.classroom.testing.Job;
import workshop.classroom.testing.Report;
import workshop.classroom.watch.Screen.Tone;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * A learner at work: which exercise is at hand, and what to show when a file is saved, a result has
 * come, or a key is pressed. All of that happens in one thread, one after the other.
 */
final class Session implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String TEST = "./workshop test";
  private static final int MOST_PRINTED = 12;

  private final Workshop workshop;
  private final List<Path> libraries;
  private final Path folder;
  private final Function<List<String>, String> commands;
  private final Editor editor;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private Screen screen;
  private Phase phase;
  private Checker checker;
  private FileWatcher files;
  private boolean over;

  /** The exercises of the phase, and whether they are known to be done. */
  private final Map<ExerciseId, Boolean> done = new TreeMap<>();

  private Map<ExerciseId, List<String>> answers = Map.of();
  private ExerciseId atHand;
  private boolean wantsAll;
  private boolean mayReset;
  private int code;

  /**
   * A session that shows nothing yet.
   *
   * @param libraries of the tests
   * @param folder for the classes; it is deleted at the end
   * @param commands runs one of the learner's other commands, and returns what it prints
   */
  Session(
      Workshop workshop,
      List<Path> libraries,
      Path folder,
      Function<List<String>, String> commands,
      Editor editor) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.folder = folder;
    this.commands = commands;
    this.editor = editor;
  }

  /** Goes on until it is told to end; returns the exit code. */
  int run(Screen shown, Phase first) {
    screen = shown;
    open(first);
    try {
      while (!over) {
        handle(events.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return code;
  }

  /** A file that is gone in the wrong moment must not end the session. */
  private void handle(Runnable event) {
    try {
      event.run();
    } catch (Problem e) {
      screen.add(Tone.BAD, e.getMessage());
    } catch (UncheckedIOException e) {
      screen.add(Tone.BAD, e.getCause().toString());
    }
  }

  /** Has something done in the session's thread. */
  void post(Runnable event) {
    events.add(event);
  }

  void quit() {
    over = true;
  }

  private void open(Phase opened) {
    closePhase();
    phase = opened;
    done.clear();
    standings().forEach(standing -> done.put(standing.id(), standing.state().isDone()));
    if (done.isEmpty()) {
      throw new Problem(phase.name() + " has no exercises.\n./workshop progress lists them all.");
    }
    atHand = firstNotDone().orElse(List.copyOf(done.keySet()).get(0));
    answers = answers();
    Folders.delete(folder);
    Build build = new Build(workshop, phase, libraries, folder);
    checker = new Checker(build, libraries, jobs(build), new Found());
    files = new FileWatcher(workshop.root(), build.folders(), new Changes());
    screen.begin(title());
    screen.add(
        Tone.PLAIN,
        phase.number() == 1
            ? "Compiling phase 1. This takes some seconds."
            : "Compiling phases 1 to %d. This takes some seconds.".formatted(phase.number()));
    files.start();
    checker.check(atHand);
  }

  private Function<String, Job> jobs(Build build) {
    String title = Title.of(phase);
    return exercise -> new Job(build.classPath(), build.tests(), exercise, phase, title, TEST);
  }

  private List<Standing> standings() {
    return Standing.all(workshop).stream()
        .filter(standing -> standing.place().phase().equals(phase))
        .toList();
  }

  private Standing standing(ExerciseId id) {
    return standings().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private Optional<ExerciseId> firstNotDone() {
    return done.keySet().stream().filter(id -> !done.get(id)).findFirst();
  }

  private Map<ExerciseId, List<String>> answers() {
    Map<ExerciseId, List<String>> found = new TreeMap<>();
    standings().forEach(one -> one.lines().ifPresent(lines -> found.put(one.id(), lines)));
    return found;
  }

  private String title() {
    return "Phase %d, exercise %s".formatted(phase.number(), atHand);
  }

  private void begin(String what) {
    screen.begin("%s: %s at %s".formatted(title(), what, LocalTime.now().format(TIME)));
  }

  // --- A file was saved

  private final class Changes implements FileWatcher.Listener {
    @Override
    public void saved(Set<Path> changed) {
      post(() -> Session.this.saved(changed));
    }

    @Override
    public void gone() {
      post(
          () -> {
            screen.add(Tone.BAD, "The workshop is no longer in %s.".formatted(workshop.root()));
            code = 1;
            quit();
          });
    }

    @Override
    public void paused() {
      checker.pauseSeen();
    }
  }

  private void saved(Set<Path> changed) {
    Map<ExerciseId, List<String>> now = answers();
    now.keySet().stream()
        .filter(id -> !now.get(id).equals(answers.get(id)))
        .findFirst()
        .ifPresent(id -> atHand = id);
    answers = now;
    String names =
        changed.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
    begin(changed.size() > 3 ? changed.size() + " files saved" : names + " saved");
    List<Path> missing = missing();
    if (!missing.isEmpty()) {
      missing.forEach(file -> screen.add(Tone.BAD, workshop.root().relativize(file) + " is gone."));
      screen.add(
          Tone.PLAIN,
          "Watch waits until it is back. To get it back as it was at its start:\n./workshop reset %s --file"
              .formatted(atHand));
      return;
    }
    screen.status("Compiling and testing ...");
    checker.check(atHand);
  }

  /** Files of exercises that are not there: that would be many errors of the compiler's. */
  private List<Path> missing() {
    List<Path> missing = new ArrayList<>();
    for (Phase one : workshop.phases()) {
      if (one.number() <= phase.number()) {
        workshop.solutionFiles(one).keySet().stream()
            .map(one.exercises()::resolve)
            .filter(file -> !Files.isRegularFile(file))
            .forEach(missing::add);
      }
    }
    return missing;
  }

  // --- A result has come

  private final class Found implements Checker.Listener {
    @Override
    public void doesNotCompile(List<CompileError> errors) {
      post(
          () -> {
            screen.add(Tone.BAD, "Does not compile:");
            screen.add(
                Tone.PLAIN, "\n" + String.join("\n", CompileError.tell(errors, workshop.root())));
          });
    }

    @Override
    public void tested(ExerciseId exercise, Report report) {
      post(() -> Session.this.tested(exercise, report));
    }

    @Override
    public void testedAll(Report report) {
      post(() -> Session.this.testedAll(report));
    }

    @Override
    public void failed(RuntimeException e) {
      post(() -> screen.add(Tone.BAD, "Watch could not test this save: " + e.getMessage()));
    }
  }

  private void tested(ExerciseId exercise, Report report) {
    tellPrinted(report);
    switch (report.end()) {
      case SILENT ->
          screen.add(
              Tone.BAD,
              "The tests of %s did not go on, and were stopped: does a loop never end?\nThe last test was: %s"
                  .formatted(exercise, report.lastStarted()));
      case LOST ->
          screen.add(
              Tone.BAD,
              "The JVM that runs the tests of %s has ended. Does something call System.exit?\nThe last test was: %s"
                  .formatted(exercise, report.lastStarted()));
      default -> {
        boolean isDone = "done".equals(report.states().get(exercise.toString()));
        if (isDone) {
          celebrate(exercise, report);
        } else {
          done.put(exercise, false);
          screen.add(report.end() == Report.End.STUCK ? Tone.BAD : Tone.PLAIN, report.text());
        }
      }
    }
    if (report.end() == Report.End.COMPLETE) {
      screen.status("All tests of the phase run now ...");
    }
  }

  private void tellPrinted(Report report) {
    List<String> lines = report.printed().lines().toList();
    if (!lines.isEmpty()) {
      List<String> last = lines.subList(Math.max(0, lines.size() - MOST_PRINTED), lines.size());
      screen.add(Tone.PLAIN, "Printed:\n  " + String.join("\n  ", last));
      screen.add(Tone.PLAIN, "");
    }
  }

  private void celebrate(ExerciseId exercise, Report report) {
    boolean isNew = !done.get(exercise);
    done.put(exercise, true);
    screen.add(
        Tone.GOOD,
        report.text() + (report.hasMore() ? "The tests with random values run now.\n" : ""));
    if (!report.own().isBlank()) {
      screen.add(Tone.PLAIN, "\nYour code can do this now:\n\n" + report.own().indent(2));
    }
    if (isNew) {
      atHand = firstNotDone().orElse(exercise);
    }
    tellNext();
  }

  private void tellNext() {
    Optional<ExerciseId> next = firstNotDone();
    if (next.isEmpty()) {
      screen.add(
          Tone.GOOD,
          "\nAll exercises of phase %d are done. See it work: ./workshop run phase%d"
              .formatted(phase.number(), phase.number()));
      nextPhase()
          .ifPresent(
              one ->
                  screen.add(
                      Tone.PLAIN,
                      "Then go on with phase %d: %s./workshop watch %d"
                          .formatted(
                              one.number(), screen.hasKeys() ? "key n, or " : "", one.number())));
      return;
    }
    Standing standing = standing(next.get());
    screen.add(
        Tone.PLAIN,
        "\nNext: %s %s\n  edit  %s:%d\n  read  %s"
            .formatted(
                standing.id(),
                standing.title(),
                workshop.root().relativize(standing.file()),
                standing.line().orElse(1),
                phase.chapter()));
  }

  private Optional<Phase> nextPhase() {
    return workshop.phases().stream().filter(one -> one.number() > phase.number()).findFirst();
  }

  private void testedAll(Report report) {
    if (report.end() == Report.End.LOST || report.end() == Report.End.SILENT) {
      screen.add(Tone.BAD, "\nThe run of all tests ended early, at: " + report.lastStarted());
      return;
    }
    List<ExerciseId> broken = new ArrayList<>();
    for (ExerciseId id : done.keySet()) {
      boolean now = "done".equals(report.states().get(id.toString()));
      if (done.put(id, now) && !now) {
        broken.add(id);
      }
    }
    long count = done.values().stream().filter(now -> now).count();
    if (wantsAll || report.givenIsBroken()) {
      wantsAll = false;
      screen.add(Tone.PLAIN, report.text());
      return;
    }
    if (!broken.isEmpty()) {
      String names =
          broken.stream()
              .map(id -> id + " " + standing(id).title())
              .collect(Collectors.joining("\n  "));
      String why = screen.hasKeys() ? "key a" : "./workshop test " + phase.number();
      screen.add(
          Tone.BAD, "\nThis was done, and is red now. Why? See %s:\n  %s".formatted(why, names));
      if (done.get(atHand) || broken.get(0).compareTo(atHand) < 0) {
        atHand = broken.get(0);
      }
      return;
    }
    screen.add(
        Tone.PLAIN,
        "\nAll tests of the phase have run: %d of %d exercises are done."
            .formatted(count, done.size()));
    if (done.get(atHand)) {
      firstNotDone().ifPresent(id -> atHand = id);
    }
  }

  // --- A key was pressed

  void pressed(int key) {
    boolean reset = mayReset && key == 'r';
    mayReset = false;
    switch (key) {
      case 'n' -> next();
      case 'h' -> command("hint", atHand.toString());
      case 'a' -> all();
      case 'o' -> openEditor();
      case 'r' -> {
        if (reset) {
          command("reset", atHand.toString());
        } else {
          mayReset = true;
          screen.status(
              "Reset %s to its start? Press r again for yes (undo takes it back)"
                  .formatted(atHand));
        }
      }
      case 'l' -> command("progress");
      case 'q', 3, 4, -1 -> quit();
      default -> screen.status("");
    }
  }

  private void command(String... words) {
    begin(words[0]);
    screen.add(Tone.PLAIN, commands.apply(List.of(words)));
  }

  private void all() {
    wantsAll = true;
    begin("all tests");
    screen.status("All tests of the phase run now ...");
    checker.checkAll();
  }

  /** The exercise behind the one at hand that is not done; or the phase behind this one. */
  private void next() {
    Optional<ExerciseId> later =
        done.keySet().stream().filter(id -> id.compareTo(atHand) > 0 && !done.get(id)).findFirst();
    Optional<ExerciseId> next = later.or(this::firstNotDone);
    if (next.isPresent()) {
      atHand = next.get();
      begin("next");
      checker.check(atHand);
    } else if (nextPhase().isPresent()) {
      open(nextPhase().get());
    } else {
      screen.status("This was the last exercise.");
    }
  }

  private void openEditor() {
    Standing standing = standing(atHand);
    screen.lend(
        () -> {
          try {
            editor.open(standing.file(), standing.line().orElse(1));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  // --- The end

  private void closePhase() {
    if (files != null) {
      files.close();
      checker.close();
    }
  }

  @Override
  public void close() {
    closePhase();
    Folders.delete(folder);
  }
}
