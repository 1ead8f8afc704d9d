package workshop.classroom.testing;

import java.nio.file.Path;
import workshop.exercises.Phase;

/**
 * Tests of a phase for a worker. The worker runs them, and reports on them as Maven's run does.
 *
 * @param classPath of the classes that are tested, and of the tests
 * @param tests the folder with the compiled tests
 * @param exercise the number of an exercise whose tests run alone; "*" where all run
 * @param title of the phase
 * @param command what runs the tests, for the report
 */
public record Job(
    String classPath, Path tests, String exercise, Phase phase, String title, String command) {

  String line() {
    return String.join(
        "\t", classPath, tests.toString(), exercise, phase.folder().toString(), title, command);
  }
}
