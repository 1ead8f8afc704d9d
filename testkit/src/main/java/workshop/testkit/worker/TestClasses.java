package workshop.testkit.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * The test classes in a folder. It notes the exercises that each class has tests of. So a run for
 * one exercise does not have to load the other classes. It looks again when a class has changed.
 */
final class TestClasses {
  private String seen = "";

  /** By exercise: the names of the classes. */
  private final Map<String, Set<String>> names = new TreeMap<>();

  /** The classes that have tests of the exercise of this job. */
  List<DiscoverySelector> of(Job job, ClassLoader classes, Launcher launcher) {
    Set<String> all = names(job.tests());
    if (job.wantsAll()) {
      return selectors(all, classes);
    }
    String now = job.tests() + stamp(job.tests());
    if (!now.equals(seen)) {
      names.clear();
      for (String name : all) {
        TestPlan plan =
            launcher.discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectors(Set.of(name), classes))
                    .build());
        for (String exercise : exercises(plan)) {
          names.computeIfAbsent(exercise, one -> new TreeSet<>()).add(name);
        }
      }
      seen = now;
    }
    return selectors(names.getOrDefault(job.exercise(), Set.of()), classes);
  }

  private static Set<String> exercises(TestPlan plan) {
    Set<String> exercises = new TreeSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier test : plan.getDescendants(root)) {
        TestSource source = test.getSource().orElse(null);
        if (source != null) {
          ResultLines.belonging(source).ifPresent(exercises::add);
        }
      }
    }
    return exercises;
  }

  /** Unit tests only: the others are called ...IT. */
  private static Set<String> names(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(path -> path.endsWith("Test.class"))
          .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stamp(Path folder) {
    StringBuilder stamp = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        stamp.append(file).append(Files.getLastModifiedTime(file)).append(Files.size(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stamp.toString();
  }

  private static List<DiscoverySelector> selectors(Set<String> names, ClassLoader classes) {
    List<DiscoverySelector> selectors = new ArrayList<>();
    try {
      for (String name : names) {
        selectors.add(selectClass(Class.forName(name, false, classes)));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
    return selectors;
  }
}
