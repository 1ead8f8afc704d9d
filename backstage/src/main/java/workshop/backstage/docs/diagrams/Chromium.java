package workshop.backstage.docs.diagrams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workshop.exercises.Problem;

/** A browser without a window, which forgets all and calls nobody. */
final class Chromium {
  private static final int SECONDS = 120;
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--allow-file-access-from-files");

  private final String command;
  private final Path scratch;
  private int calls;

  /**
   * A browser.
   *
   * @param command its name, or path
   * @param scratch a folder for its files
   */
  Chromium(String command, Path scratch) {
    this.command = command;
    this.scratch = scratch;
  }

  /** The page when its scripts have come to an end. */
  String dump(Path page) throws IOException, InterruptedException {
    return run("--virtual-time-budget=60000", "--dump-dom", page.toUri().toString());
  }

  /** Writes a picture of a page. */
  void draw(Path page, int width, int height, Path picture)
      throws IOException, InterruptedException {
    run(
        "--window-size=%d,%d".formatted(width, height),
        "--screenshot=" + picture.toAbsolutePath(),
        page.toUri().toString());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    calls++;
    Path output = scratch.resolve("chromium-%d.out".formatted(calls));
    Path errors = scratch.resolve("chromium-%d.err".formatted(calls));
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(OPTIONS);
    all.add("--user-data-dir=" + scratch.resolve("profile-%d".formatted(calls)));
    all.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(all)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Problem(
            "%s does not do its work (%s).\nTry it alone: %s --headless --dump-dom about:blank"
                .formatted(command, lastLine(errors), command));
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
  }
}
