package workshop.backstage.instructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.exercises.Workshop;

/** A small workshop in which all fits together: five phases of five exercises each. */
final class SampleTree {
  private static final int PHASES = 5;
  private static final int EXERCISES = 5;

  static final String SOLUTION = "phase3-sample/src/solution/java/sample/Sample3.java";
  static final String DERIVED = "phase3-sample/src/exercise/java/sample/Sample3.java";
  static final String TEST = "phase3-sample/src/test/java/sample/Sample3Test.java";
  static final String CHAPTER = "docs/phase3-sample.md";
  static final String WRONG = "backstage/wrong-answers/3.2-zero.txt";

  private final Path root;

  SampleTree(Path root) {
    this.root = root;
    for (int phase = 1; phase <= PHASES; phase++) {
      StringBuilder methods = new StringBuilder();
      StringBuilder hints = new StringBuilder();
      StringBuilder tests = new StringBuilder();
      StringBuilder chapter = new StringBuilder("# Phase %d%n".formatted(phase));
      for (int number = 1; number <= EXERCISES; number++) {
        String id = phase + "." + number;
        methods.append(
            """

              // --- Exercise %s: Number %d (RFC 1 section %s)

              int number%d() {
                return %d;
              }

              // --- End of exercise %s
            """
                .formatted(id, number, id, number, number, id));
        hints.append("\n// Hints for %s:\n// - It is a number.\n// - Count.\n".formatted(id));
        tests.append(
            """

              @Test
              @Exercise("%s")
              void number%d() {}
            """
                .formatted(id, number));
        chapter.append("\n### %s Number %d\n\nReturn it.\n".formatted(id, number));
        write(
            "backstage/wrong-answers/%s-zero.txt".formatted(id),
            """
            Zero is returned.

            Exercise: %s
            Message: zero
            Right:
                return %d;
            Wrong:
                return 0;
            """
                .formatted(id, number));
      }
      String folder = "phase%d-sample/src/".formatted(phase);
      write(
          folder + "solution/java/sample/Sample%d.java".formatted(phase),
          "package sample;\n\nclass Sample%d {\n%s\n  int given() {\n    return 7;\n  }\n}\n%s"
              .formatted(phase, methods, hints));
      write(
          folder + "test/java/sample/Sample%dTest.java".formatted(phase),
          "package sample;\n\nclass Sample%dTest {%s\n  @Test\n  @Given\n  void given() {}\n}\n"
              .formatted(phase, tests));
      write("docs/phase%d-sample.md".formatted(phase), chapter.toString());
    }
    derive();
  }

  Path root() {
    return root;
  }

  void derive() {
    try {
      new Derive(new Workshop(root)).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    return Workshop.read(root.resolve(file));
  }

  void write(String file, String text) {
    try {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that is there, wherever it is. */
  void change(String file, String from, String to) {
    String text = read(file);
    if (!text.contains(from)) {
      throw new AssertionError("\"%s\" is not in %s:%n%s".formatted(from, file, text));
    }
    write(file, text.replace(from, to));
  }
}
