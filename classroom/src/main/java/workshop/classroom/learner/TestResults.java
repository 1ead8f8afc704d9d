package workshop.classroom.learner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;
import workshop.exercises.Workshop;

/**
 * The results of the last test run of a phase. The report writes them to target/exercises.txt, with
 * a line like "3.2=wrong" for each exercise, and one like "sum 3.2 5d41402abc4b2a76" for the answer
 * that was tested. The test kit's ResultsFile says what the words are.
 */
public final class TestResults {
  private static final String ID = "([1-9][0-9]?\\.[1-9][0-9]?)";
  private static final Pattern LINE = Pattern.compile(ID + "=(.+)");
  private static final Pattern SUM = Pattern.compile("sum " + ID + " ([0-9a-f]+)");

  private final Map<ExerciseId, String> words = new HashMap<>();
  private boolean old;

  private TestResults() {}

  /** Nothing is known if no test ran, or if the answer was edited after that. */
  public static TestResults of(Phase phase) {
    TestResults results = new TestResults();
    Path report = phase.folder().resolve("target/exercises.txt");
    try {
      if (Files.exists(report)) {
        results.read(phase, report);
      }
    } catch (IOException e) {
      // Then nothing is known; the next test run writes it again.
      results.words.clear();
    }
    return results;
  }

  private void read(Phase phase, Path report) throws IOException {
    Map<ExerciseId, String> sums = new HashMap<>();
    for (String line : Files.readAllLines(report)) {
      Matcher word = LINE.matcher(line.strip());
      Matcher sum = SUM.matcher(line.strip());
      if (word.matches()) {
        words.put(ExerciseId.parse(word.group(1)), word.group(2));
      } else if (sum.matches()) {
        sums.put(ExerciseId.parse(sum.group(1)), sum.group(2));
      }
    }
    if (sums.isEmpty()) {
      // A report of version 1.0: there is only its time.
      old = isEditedSince(phase, Files.getLastModifiedTime(report));
      if (old) {
        words.clear();
      }
      return;
    }
    Map<ExerciseId, String> now = sums(phase);
    old = words.keySet().removeIf(id -> !sums.getOrDefault(id, "").equals(now.get(id)));
  }

  /** Whether tests have run, but an answer was edited since. */
  public boolean areOld() {
    return old;
  }

  /** The word for an exercise; empty if nothing is known. */
  public Optional<String> of(ExerciseId id) {
    return Optional.ofNullable(words.get(id));
  }

  /** Of the answers as they are now. */
  private static Map<ExerciseId, String> sums(Phase phase) throws IOException {
    Map<ExerciseId, String> sums = new HashMap<>();
    for (Path file : Workshop.javaFiles(phase.exercises())) {
      if (!Workshop.isInside(phase.folder(), file)) {
        continue;
      }
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      for (String line : lines) {
        Optional<ExerciseId> id = Stretch.begin(line).map(Stretch.Mark::id);
        id.flatMap(found -> Stretch.find(lines, found))
            .ifPresent(stretch -> sums.put(id.get(), Verdicts.sum(stretch.in(lines))));
      }
    }
    return sums;
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
