package workshop.classroom.learner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;

/**
 * What the last test run of a phase has found: the tests' report leaves it in target/exercises.txt,
 * with a line like "3.2=wrong" for each exercise. The test kit's ResultsFile says what the words
 * are.
 */
public final class TestResults {
  private static final Pattern LINE = Pattern.compile("([1-9][0-9]?\\.[1-9][0-9]?)=(.+)");

  private final Map<ExerciseId, String> words = new HashMap<>();
  private boolean old;

  private TestResults() {}

  /** Nothing is known where no test ran, or where a source of the phase was edited since. */
  public static TestResults of(Phase phase) {
    TestResults results = new TestResults();
    Path report = phase.folder().resolve("target/exercises.txt");
    try {
      results.old = Files.exists(report) && isEditedSince(phase, Files.getLastModifiedTime(report));
      if (Files.exists(report) && !results.old) {
        for (String line : Files.readAllLines(report)) {
          Matcher matcher = LINE.matcher(line.strip());
          if (matcher.matches()) {
            results.words.put(ExerciseId.parse(matcher.group(1)), matcher.group(2));
          }
        }
      }
    } catch (IOException e) {
      // Then nothing is known; the next test run writes it again.
      results.words.clear();
    }
    return results;
  }

  /** Whether tests have run, but a source was edited since. */
  public boolean areOld() {
    return old;
  }

  /** The word for an exercise; empty if nothing is known. */
  public Optional<String> of(ExerciseId id) {
    return Optional.ofNullable(words.get(id));
  }

  private static boolean isEditedSince(Phase phase, FileTime time) throws IOException {
    for (String sources : List.of("src/main", "src/exercise", "src/test")) {
      Path folder = phase.folder().resolve(sources);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder.toRealPath())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
