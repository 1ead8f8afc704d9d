package workshop.classroom.learner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A change of a file that a command plans.
 *
 * @param file in the workshop's tree
 * @param contents its new bytes; empty if the command removes the file
 */
public record Change(Path file, Optional<byte[]> contents) {

  /** Gives the file this text. */
  public static Change to(Path file, String text) {
    return new Change(file, Optional.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Removes the file. */
  public static Change away(Path file) {
    return new Change(file, Optional.empty());
  }

  /** Whether the file is not that way already. */
  boolean isNeeded() throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return contents.isPresent();
    }
    return contents.isEmpty()
        || !Files.isRegularFile(file)
        || !Arrays.equals(Files.readAllBytes(file), contents.get());
  }
}
