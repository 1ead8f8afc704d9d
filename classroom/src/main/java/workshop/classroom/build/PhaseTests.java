package workshop.classroom.build;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * Runs a phase's tests through Maven. The user sees only the output of the tests, and then the
 * report. If the tests cannot run at all, we say why.
 */
public final class PhaseTests {
  /** Maven 4 puts this before each line of the tests. */
  private static final String MAVEN_4 = "[INFO] [stdout] ";

  private final Workshop workshop;
  private final PrintStream out;
  private final Progress progress;
  private final List<String> log = new ArrayList<>();
  private final List<String> afterError = new ArrayList<>();

  /** The tests of a tree. */
  public PhaseTests(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
    progress = new Progress(out, false);
  }

  /**
   * Runs them.
   *
   * @param only the exercise whose tests run; all tests run if it is empty @return the exit code: 0
   *     if all are green
   */
  public int run(Phase phase, Optional<ExerciseId> only) throws IOException {
    OwnTree.check(workshop);
    Maven maven = new Maven();
    List<String> words = new ArrayList<>(List.of("-pl", phase.name(), "test"));
    only.ifPresent(id -> words.add("-Dworkshop.exercise=" + id));
    words.add("-Dworkshop.command=./workshop test");
    int status = BuildLock.during(workshop.root(), () -> maven.run(words, "warn", this::show));
    if (status != 0 && log.stream().anyMatch(line -> line.contains("[Help 1]"))) {
      throw new BuildFailure(workshop.root(), log, maven.name(), System.err)
          .ofPhase(new Output(phase, false));
    }
    afterError.forEach(out::println); // it was a test that printed it
    return status;
  }

  private void show(String line) {
    String text = line.replaceAll("\\e\\[0?m", "");
    if (text.startsWith("[ERROR]") || !afterError.isEmpty()) {
      afterError.add(text); // an error of Maven's may have more than one line
      log.add(text);
    } else if (text.startsWith(MAVEN_4.strip())) {
      out.println(text.substring(Math.min(text.length(), MAVEN_4.length())));
    } else if (text.matches("\\[(INFO|WARNING)].*")) {
      log.add(text);
      progress.accept(text);
    } else if (text.equals(line) || !text.isEmpty()) { // Maven switches colours off that are not on
      out.println(text);
    }
  }
}
