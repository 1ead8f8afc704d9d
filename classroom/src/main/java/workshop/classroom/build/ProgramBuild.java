package workshop.classroom.build;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.exercises.Workshop;

/**
 * Builds classroom or backstage, and puts everything for its start into one folder: the classes,
 * and a file that lists the libraries. These are copies, because somebody may build the tree again
 * while the program runs.
 */
final class ProgramBuild {
  private static final Duration KEPT = Duration.ofDays(1);

  private final Workshop workshop;
  private final PrintStream out;

  /**
   * A build in a tree.
   *
   * @param out where it shows that it goes on
   */
  ProgramBuild(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  /**
   * Builds it.
   *
   * @param name classroom or backstage
   * @param launcher the folder; it has its name when everything is in it
   */
  void run(String name, Path launcher) throws IOException {
    OwnTree.check(workshop);
    BuildLock.during(workshop.root(), () -> runAlone(name, launcher));
  }

  private int runAlone(String name, Path launcher) throws IOException {
    if (!Files.exists(launcher)) { // another one may have been faster
      out.println("Building the program behind this command, once. It takes some seconds.");
      forgetOld(launcher.getParent());
      Path half = launcher.resolveSibling(launcher.getFileName() + ".half");
      delete(half);
      Files.createDirectories(half.resolve("classes"));
      build(name, half);
      Files.move(half, launcher, StandardCopyOption.ATOMIC_MOVE);
    }
    return 0;
  }

  private void build(String name, Path half) throws IOException {
    Maven maven = new Maven();
    Path libraries = half.resolve("libraries");
    List<String> log = new ArrayList<>();
    int status =
        maven.run(
            List.of(
                "-Psolutions",
                "-pl",
                name,
                "-DskipTests",
                "-Dmaven.compiler.failOnWarning=false",
                "process-classes",
                "dependency:build-classpath",
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + libraries),
            "info",
            new Progress(out, false).andThen(log::add));
    if (status != 0) {
      throw new BuildFailure(workshop.root(), log, maven.name(), System.err).ofProgram(name);
    }
    for (String module : List.of("testkit", "classroom", "backstage")) {
      if (module.equals(name) || !module.equals("backstage")) {
        Path classes = workshop.root().resolve(module).resolve("target/solutions/classes");
        copy(classes, half.resolve("classes"));
      }
    }
    String outside =
        Stream.of(Files.readString(libraries).strip().split(":"))
            .filter(library -> !library.startsWith(workshop.root() + "/"))
            .collect(Collectors.joining(":"));
    Files.writeString(libraries, outside);
  }

  /** The old ones are left for a day: somebody may still run what is in there. */
  private static void forgetOld(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> launchers = Files.list(folder)) {
      for (Path launcher : launchers.toList()) {
        if (Files.getLastModifiedTime(launcher).toInstant().isBefore(Instant.now().minus(KEPT))) {
          delete(launcher);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
