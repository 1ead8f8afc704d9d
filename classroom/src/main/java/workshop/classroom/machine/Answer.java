package workshop.classroom.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a program on this machine.
 *
 * @param status its exit code; 127 where there is no such program
 * @param text what it printed, errors too
 */
public record Answer(int status, String text) {

  /** Runs a program that asks for nothing. */
  public static Answer of(String... command) {
    return of(List.of(command));
  }

  /** Runs a program that asks for nothing. */
  public static Answer of(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), text.strip());
    } catch (IOException e) {
      return new Answer(127, "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isYes() {
    return status == 0;
  }

  /** Where a program lies, if it is on the PATH. */
  public static Optional<Path> whereIs(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  public static boolean has(String program) {
    return whereIs(program).isPresent();
  }
}
