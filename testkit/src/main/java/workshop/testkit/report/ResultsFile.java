package workshop.testkit.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import workshop.exercises.ExerciseId;
import workshop.exercises.Verdicts;

/**
 * The states of a phase's exercises after the last run of all its tests, for other programs to
 * read:
 *
 * <pre>
 * run=2026-11-22T18:40:00Z
 * 3.1=done
 * 3.2=wrong
 * 3.3=not done
 * 3.4=waits
 * 3.5=not run
 * sum 3.1 5d41402abc4b2a76
 * ...
 * </pre>
 *
 * <p>The first line says when that was, the last ones which answers were tested (see {@link
 * Verdicts}). {@code waits}: answered, but a test needs another exercise that is not. {@code not
 * run}: a test before it did not end. A run of selected tests leaves the file as it is.
 */
final class ResultsFile {
  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  /**
   * Writes it.
   *
   * @param sums of the answers that were tested
   */
  void write(Instant now, List<ExerciseState> states, Map<ExerciseId, String> sums)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("run=").append(now.truncatedTo(ChronoUnit.SECONDS)).append('\n');
    states.forEach(s -> text.append(s.id()).append('=').append(s.status()).append('\n'));
    sums.forEach((id, sum) -> text.append("sum %s %s\n".formatted(id, sum)));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
