package workshop.backstage.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.exercises.Workshop;

/** A small workshop of one phase, with a chapter in which all is right. */
public final class SampleBook {
  public static final String CHAPTER = "docs/phase1-sample.md";
  public static final String SOURCE = "phase1-sample/src/main/java/sample/Given.java";
  public static final String EXERCISES = "phase1-sample/src/exercise/java/sample/Sums.java";

  private final Path root;

  public SampleBook(Path root) {
    this.root = root;
    write(
        "phase1-sample/src/solution/java/sample/Sums.java",
        """
        package sample;

        class Sums {
          // --- Exercise 1.1: The sum (RFC 1 section 1)

          int sum(int a, int b) {
            return a + b;
          }

          // --- End of exercise 1.1

          // --- Exercise 1.2: The difference (RFC 1 section 2)

          int difference(int a, int b) {
            return a - b;
          }

          // --- End of exercise 1.2
        }

        // Hints for 1.1:
        // - Add.

        // Hints for 1.2:
        // - Subtract.
        """);
    write(EXERCISES, "package sample;\n");
    write(
        SOURCE,
        """
        package sample;

        import java.util.List;

        /**
         * Given.
         *
         * <pre>
         *   0      1
         *   |-- a &lt; b --|
         * </pre>
         */
        final class Given {
          static final int ONE = 1;
          static final int TWO = 2; // and not 3

          /** How long. */
          int length(List<String> all) {
            return all.size();
          }

          int length(String text) {
            // of UTF-16
            return text.length();
          }

          /** Inside. */
          record Inner(int value) {
            int twice() {
              return 2 * value;
            }
          }
        }
        """);
    wrongAnswer("1.1-minus", "1.1", "a + b", "a - b");
    wrongAnswer("1.2-plus", "1.2", "a - b", "a + b");
    write("README.md", "# Sample\n\nRead [the chapter](docs/phase1-sample.md#ii-the-idea).\n");
    write("docs/notes.md", "# Notes\n\n## 1. One\n\n### 1.1 More\n\n## 2. Two\n");
    write("docs/changing.txt", "# Times\n\\d+ ms\n");
    write(CHAPTER, chapter());
  }

  private void wrongAnswer(String name, String id, String right, String wrong) {
    write(
        "backstage/wrong-answers/%s.txt".formatted(name),
        "Wrong.\n\nExercise: %s\nMessage: wrong\nRight:\n    return %s;\nWrong:\n    return %s;\n"
            .formatted(id, right, wrong));
  }

  private static String chapter() {
    return """
        # Phase 1: Sample

        ## I. What you will be able to do

        ```console
        $ echo hello
        hello
        ```

        ## II. The idea

        ### II.1 A picture

        <!-- picture: phase1-sample/src/main/java/sample/Given.java -->
        ```text
        0      1
        |-- a < b --|
        ```

        <!-- code: phase1-sample/src/main/java/sample/Given.java#ONE -->
        ```java
        static final int ONE = 1;
        ```

        See [notes](notes.md#11-more), [the source](../phase1-sample/src/main/java/sample/Given.java)
        and [RFC 791](https://www.rfc-editor.org/rfc/rfc791#section-3.1).

        ## III. The exercises

        ### 1.1 The sum

        <!-- scene: 1.1 wrong 1.1-minus -->
        ```console
        $ grep return phase1-sample/src/exercise/java/sample/Sums.java
            return a - b;
        ```

        <!-- scene: 1.1 -->
        ```console
        $ grep return phase1-sample/src/exercise/java/sample/Sums.java
            return a + b;
        ```

        ### 1.2 The difference

        <!-- scene: 1.2 wrong 1.2-plus -->
        ```console
        $ grep return phase1-sample/src/exercise/java/sample/Sums.java
            return a + b;
            return a + b;
        ```

        <!-- scene: 1.2 -->
        ```console
        $ grep return phase1-sample/src/exercise/java/sample/Sums.java
            return a + b;
            return a - b;
        ```

        ```mermaid
        flowchart LR
          A --> B
        ```
        """;
  }

  public Path root() {
    return root;
  }

  public Workshop workshop() {
    return new Workshop(root);
  }

  public String read(String file) {
    return Workshop.read(root.resolve(file));
  }

  public void write(String file, String text) {
    try {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String file) {
    try {
      Files.delete(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that is there, wherever it is. */
  public void change(String file, String from, String to) {
    String text = read(file);
    if (!text.contains(from)) {
      throw new AssertionError("\"%s\" is not in %s:%n%s".formatted(from, file, text));
    }
    write(file, text.replace(from, to));
  }

  public void append(String file, String text) {
    write(file, read(file) + text);
  }

  /** The line, from 1 on, where this text stands first. */
  public int lineOf(String file, String text) {
    int line = 1;
    for (String candidate : read(file).lines().toList()) {
      if (candidate.contains(text)) {
        return line;
      }
      line++;
    }
    throw new AssertionError("\"%s\" is not in %s".formatted(text, file));
  }
}
