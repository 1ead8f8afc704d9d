package workshop.classroom.learner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workshop.classroom.Main;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/** A small workshop of three phases, as a learner finds it. */
final class LearnersTree {
  static final String ALPHA = "phase1-alpha/src/exercise/java/alpha/Alpha.java";
  static final String BETA = "phase2-beta/src/exercise/java/beta/Beta.java";
  static final String GIVEN = "phase2-beta/src/exercise/java/beta/Given.java";
  static final String GAMMA = "phase3-gamma/src/exercise/java/gamma/Gamma.java";

  private static final String SOLUTION =
      """
      package PACKAGE;

      public class CLASS {
        // --- Exercise N.1: The number one (RFC 1 section 1)

        public int one() {
          return 1;
        }

        // --- End of exercise N.1

        // Between the exercises.

        // --- Exercise N.2: The number two (RFC 1 section 2)

        public int two() {
          int one = one();
          return one + one;
        }

        // --- End of exercise N.2
      }

      // Hints for N.1:
      // - Look at the name.
      // - It is a number,
      //   and a small one.

      // Hints for N.2:
      // - Twice.
      """;

  private final Path root;

  LearnersTree(Path root) throws IOException {
    this.root = root;
    writeSolution(ALPHA, SOLUTION);
    writeSolution(BETA, SOLUTION);
    writeSolution(GIVEN, "package PACKAGE;\n\nclass CLASS {}\n");
    writeSolution(GAMMA, SOLUTION);
    Workshop workshop = new Workshop(root);
    for (Phase phase : workshop.phases()) {
      for (var file : workshop.solutionFiles(phase).entrySet()) {
        SolutionFile solution = file.getValue();
        Path path = phase.exercises().resolve(file.getKey());
        write(root.relativize(path).toString(), solution.exercise(phase.chapter()));
      }
    }
  }

  private void writeSolution(String exercise, String text) throws IOException {
    Path path = Path.of(exercise);
    String className = path.getFileName().toString().replace(".java", "");
    write(
        exercise.replace("exercise", "solution"),
        text.replace("PACKAGE", path.getParent().getFileName().toString())
            .replace("CLASS", className)
            .replace("N.", exercise.charAt("phase".length()) + "."));
  }

  Path path(String file) {
    return root.resolve(file);
  }

  String read(String file) throws IOException {
    return Files.readString(path(file));
  }

  void write(String file, String text) throws IOException {
    Files.createDirectories(path(file).getParent());
    Files.writeString(path(file), text);
  }

  /** Replaces a part of a file, which must be in it. */
  void edit(String file, String part, String replacement) throws IOException {
    String text = read(file);
    if (!text.contains(part)) {
      throw new IllegalArgumentException(part + " is not in " + text);
    }
    write(file, text.replace(part, replacement));
  }

  /** The text of a file of the reference. */
  String answered(String file) {
    String solution = file.replace("exercise", "solution");
    return new SolutionFile(solution, Workshop.read(path(solution))).answered();
  }

  /**
   * Runs a command; returns what it prints.
   *
   * @throws Problem if the command fails, with what it says
   */
  String run(String... command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        Main.commands()
            .run(
                root,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                List.of(command));
    if (code != 0) {
      throw new Problem(said.toString(StandardCharsets.UTF_8));
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The folders in .workshop/saved, the oldest first. */
  List<Path> saved() throws IOException {
    Path folder = path(".workshop/saved");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.sorted().toList();
    }
  }
}
