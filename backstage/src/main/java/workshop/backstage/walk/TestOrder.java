package workshop.backstage.walk;

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
    // It stays open: what the classes name is loaded when it is asked for.
    ClassLoader loader =
        new URLClassLoader(
            classPath.stream().map(TestOrder::url).toArray(URL[]::new),
            Plainness.class.getClassLoader());
    try {
      for (Path file : Workshop.files(tests, "Test.class")) {
        String path = tests.relativize(file).toString();
        if (!path.contains("$")) { // a name with $ is a class inside a test
          String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
          classes.add(Class.forName(name, false, loader));
        }
      }
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
