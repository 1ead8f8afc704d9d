package workshop.backstage.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.ExerciseId;
import workshop.exercises.Workshop;
import workshop.testkit.Belonging;
import workshop.testkit.report.Plainness;

/**
 * In which order the test classes of a phase are asked about an exercise: that of the learner's
 * report, so that the first red test is the one that a learner sees first.
 */
final class TestOrder {
  private final List<Class<?>> classes = new ArrayList<>();

  /**
   * Reads the compiled tests of a phase.
   *
   * @param classPath what they need, and they themselves
   * @param tests their folder
   */
  TestOrder(List<Path> classPath, Path tests) {
    try (URLClassLoader loader =
        new URLClassLoader(
            classPath.stream().map(TestOrder::url).toArray(URL[]::new),
            Plainness.class.getClassLoader())) {
      for (Path file : Workshop.files(tests, "Test.class")) {
        String path = tests.relativize(file).toString();
        if (path.contains("$")) {
          continue; // a class within a test
        }
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        Class<?> type = Class.forName(name, false, loader);
        type.getDeclaredMethods(); // loads what its annotations and methods name
        classes.add(type);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the classes that have tests of this exercise, without their packages. */
  List<String> of(ExerciseId exercise) {
    return classes.stream()
        .filter(type -> Belonging.exercises(type).anyMatch(exercise::equals))
        .sorted(Plainness.firstFor(exercise))
        .map(Class::getSimpleName)
        .toList();
  }
}
