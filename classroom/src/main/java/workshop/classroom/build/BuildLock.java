package workshop.classroom.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from building in one tree at the same time: the second one waits. */
final class BuildLock {
  private BuildLock() {}

  /** What is done while nobody else builds. */
  interface Work {
    /** Returns Maven's exit code. */
    int run() throws IOException;
  }

  /** Waits for the builds that are going on, then does the work. The lock ends with this JVM. */
  static int during(Path root, Work work) throws IOException {
    Path folder = Files.createDirectories(root.resolve("classroom/target"));
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (file.tryLock() == null) {
        System.err.println("Waiting for another ./workshop, which builds in this tree.");
        file.lock();
      }
      return work.run();
    }
  }
}
