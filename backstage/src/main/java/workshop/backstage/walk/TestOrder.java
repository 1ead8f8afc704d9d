package workshop.backstage.walk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workshop.backstage.instructor.TestSources;
import workshop.backstage.instructor.TestSources.TestMethod;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * In which order test classes are asked about an exercise, so that one tells soon what is wrong.
 */
final class TestOrder {
  /** Thousands of connections: last. */
  private static final String DEAR = "SeededScenariosTest";

  /** How many tests of each exercise a class has, by the class's name. */
  private final Map<Phase, Map<String, Map<String, Long>>> counts = new HashMap<>();

  /** Reads the sources of all tests. */
  TestOrder(Workshop workshop) {
    for (Phase phase : workshop.phases()) {
      List<TestMethod> tests = new TestSources(Workshop.javaFiles(phase.tests())).tests();
      counts.put(
          phase,
          tests.stream()
              .collect(
                  Collectors.groupingBy(
                      test -> test.method().split("\\.")[0],
                      TreeMap::new,
                      Collectors.groupingBy(
                          test -> test.owner().exercise(), Collectors.counting()))));
    }
  }

  /** The names of the classes that have tests of this exercise, without their packages. */
  List<String> of(ExerciseId exercise, Phase phase) {
    Map<String, Map<String, Long>> ofPhase = counts.get(phase);
    return ofPhase.keySet().stream()
        .filter(name -> share(ofPhase.get(name), exercise) > 0)
        .sorted(
            Comparator.comparing((String name) -> name.endsWith(DEAR))
                .thenComparing(name -> -share(ofPhase.get(name), exercise)))
        .toList();
  }

  private static double share(Map<String, Long> counts, ExerciseId exercise) {
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.getOrDefault(exercise.toString(), 0L) / all;
  }
}
