package workshop.testkit.worker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Work for a {@link TestWorker}: a line of words, separated by tabs.
 *
 * @param classPath of the classes that are tested, and of the tests
 * @param tests the folder with the compiled tests
 * @param exercise whose tests run; "*" for all
 * @param reported the phase that the learner's report is about; empty where none is wanted
 * @param celebratesOnly whether no test runs, and only the celebration of the exercise is wanted
 */
record Job(
    String classPath,
    Path tests,
    String exercise,
    Optional<Reported> reported,
    boolean celebratesOnly) {
  private static final String CELEBRATION = "celebration";

  /** A phase: its folder, its title, and the command that runs Maven. */
  record Reported(Path module, String title, String maven) {}

  static Job parse(String line) {
    String[] words = line.split("\t");
    return new Job(
        words[0],
        Path.of(words[1]),
        words[2],
        words.length == 6
            ? Optional.of(new Reported(Path.of(words[3]), words[4], words[5]))
            : Optional.empty(),
        words.length == 4 && words[3].equals(CELEBRATION));
  }

  boolean wantsAll() {
    return exercise.equals("*");
  }
}
