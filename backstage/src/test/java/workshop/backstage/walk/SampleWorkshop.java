package workshop.backstage.walk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workshop.exercises.Workshop;

/**
 * A tiny workshop that holds together, for tests that then break it: two phases, with two exercises
 * in the first and one in the second.
 */
final class SampleWorkshop {
  static final String SUMS = "phase1-sums/src/solution/java/sums/Sums.java";
  static final String SUMS_TEST = "phase1-sums/src/test/java/sums/SumsTest.java";
  static final String AREA = "phase2-areas/src/solution/java/areas/Area.java";
  static final String AREA_TEST = "phase2-areas/src/test/java/areas/AreaTest.java";

  private final Path root;

  SampleWorkshop(Path root) throws IOException {
    this.root = root;
    for (String name : List.of("NotDone", "UntilDone")) {
      String file = "src/main/java/workshop/%s.java".formatted(name);
      write("phase1-sums/" + file, Files.readString(Path.of("../phase1-tap", file)));
    }
    write(
        SUMS,
        """
        package sums;

        public final class Sums {
          // --- Exercise 1.1: Adding (RFC 1)

          public static int add(int a, int b) {
            return a + b;
          }

          // --- End of exercise 1.1

          // --- Exercise 1.2: Doubling (RFC 2)

          public static int twice(int a) {
            return add(a, a);
          }

          // --- End of exercise 1.2

          public static int zero() {
            return 0;
          }
        }

        // Hints for 1.1:
        // - There is an operator.

        // Hints for 1.2:
        // - Add.
        """);
    write(
        SUMS_TEST,
        """
        package sums;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.DisplayName;
        import org.junit.jupiter.api.Test;
        import org.junit.jupiter.params.ParameterizedTest;
        import org.junit.jupiter.params.provider.ValueSource;
        import workshop.testkit.Exercise;
        import workshop.testkit.Given;

        @DisplayName("Sums")
        class SumsTest {
          @Test
          @Given
          void zero() {
            assertEquals(0, Sums.zero());
          }

          @ParameterizedTest
          @Exercise("1.1")
          @DisplayName("add: the sum of both")
          @ValueSource(ints = {1, 2})
          void adds(int b) {
            assertEquals(3 + b, Sums.add(3, b), "3 + " + b);
          }

          @Test
          @Exercise("1.2")
          @DisplayName("twice: as much again")
          void doubles() {
            assertEquals(14, Sums.twice(7));
          }
        }
        """);
    write(
        AREA,
        """
        package areas;

        import sums.Sums;

        public final class Area {
          // --- Exercise 2.1: Rectangles (RFC 3)

          public static int of(int width, int height) {
            int area = 0;
            for (int i = 0; i < height; i++) {
              area = area + width;
            }
            return area;
          }

          // --- End of exercise 2.1

          public static int twice(int width, int height) {
            return Sums.twice(of(width, height));
          }
        }

        // Hints for 2.1:
        // - Row by row.
        """);
    write(
        AREA_TEST,
        """
        package areas;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;
        import workshop.testkit.Exercise;

        @Exercise("2.1")
        class AreaTest {
          @Test
          void rectangle() {
            assertEquals(12, Area.of(3, 4));
          }

          @Test
          void twoRectangles() {
            assertEquals(24, Area.twice(3, 4));
          }
        }
        """);
  }

  SampleWorkshop write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Replaces a text that must be there. */
  SampleWorkshop change(String file, String from, String to) throws IOException {
    String text = Files.readString(root.resolve(file));
    if (!text.contains(from)) {
      throw new AssertionError(from + " is not in " + file);
    }
    return write(file, text.replace(from, to));
  }

  Workshop workshop() {
    return new Workshop(root);
  }

  /** What these tests themselves run with. */
  static List<Path> libraries() {
    String path = System.getProperty("surefire.test.class.path");
    return Stream.of(
            (path == null ? System.getProperty("java.class.path") : path).split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
