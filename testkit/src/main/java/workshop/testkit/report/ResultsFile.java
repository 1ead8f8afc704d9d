package workshop.testkit.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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
 * </pre>
 *
 * <p>The first line says when that was. {@code waits}: answered, but a test needs another exercise
 * that is not. {@code not run}: a test before it did not end. A run of selected tests leaves the
 * file as it is.
 */
final class ResultsFile {
  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  void write(Instant now, List<ExerciseState> states) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("run=").append(now.truncatedTo(ChronoUnit.SECONDS)).append('\n');
    states.forEach(s -> text.append(s.id()).append('=').append(s.status()).append('\n'));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
