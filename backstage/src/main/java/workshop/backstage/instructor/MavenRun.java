package workshop.backstage.instructor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workshop.backstage.Executables;
import workshop.exercises.Problem;

/** The tests of all phases, by Maven. */
final class MavenRun implements Grade.TestRun {
  /** The tests end an endless loop themselves; this is for what they cannot end. */
  private static final int MINUTES = 15;

  @Override
  public String run(Path tree, List<String> phases, List<String> options, Path log)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    // Each phase, whether or not an earlier one is red.
    arguments.addAll(List.of("-B", "-ntp", "-fn", "-Dstyle.color=never"));
    arguments.addAll(List.of("-pl", String.join(",", phases)));
    arguments.addAll(options);
    arguments.add("test");
    Process maven = start(tree, log, arguments);
    try {
      if (maven.waitFor(MINUTES, TimeUnit.MINUTES)) {
        return "";
      }
      return "ended after %d minutes".formatted(MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
  }

  private static Process start(Path tree, Path log, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Executables.maven(tree).toString()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .directory(tree.toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new Problem("Maven does not start (%s).\n./workshop doctor".formatted(e));
    }
  }
}
