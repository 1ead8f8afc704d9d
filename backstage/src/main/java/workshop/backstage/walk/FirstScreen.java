package workshop.backstage.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.classroom.testing.Job;
import workshop.classroom.testing.Worker;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** What a learner reads who has made a mistake: the report of {@code ./workshop test 3.2}. */
final class FirstScreen {
  private final Workshop workshop;
  private final Path folder;

  /**
   * For the mistakes of a workshop.
   *
   * @param folder an empty one
   */
  FirstScreen(Workshop workshop, Path folder) {
    this.workshop = workshop;
    this.folder = folder;
  }

  /**
   * The report on the mistake's exercise.
   *
   * @param classPath with the mistake, and with the tests
   * @param tests those that find it
   * @param file of the mistake, below src/solution/java
   * @param text of this file
   */
  String of(
      WrongAnswer answer, Worker worker, String classPath, Path tests, Path file, String text) {
    Phase phase = workshop.exercise(answer.exercise()).phase();
    Path tree = folder.resolve(answer.file().getFileName());
    try {
      for (Phase one : workshop.phases()) {
        Path source = Files.createDirectories(tree.resolve(one.name()).resolve("src"));
        Files.createSymbolicLink(source.resolve("main"), one.folder().resolve("src/main"));
        Files.createSymbolicLink(source.resolve("test"), one.folder().resolve("src/test"));
        if (one.equals(phase)) {
          copyAnswers(one, source);
        } else {
          Files.createSymbolicLink(
              source.resolve("exercise"), one.folder().resolve("src/solution"));
        }
      }
      Path module = tree.resolve(phase.name());
      Files.writeString(module.resolve("src/exercise/java").resolve(file), text);
      Phase copy = new Phase(phase.number(), module);
      String exercise = answer.exercise().toString();
      return worker.run(new Job(classPath, tests, exercise, copy, phase.name(), "mvn")).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyAnswers(Phase phase, Path source) throws IOException {
    for (Path file : Workshop.javaFiles(phase.solutions())) {
      Path copy = source.resolve("exercise/java").resolve(phase.solutions().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
