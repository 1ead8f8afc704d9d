package workshop.classroom.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workshop.exercises.Phase;
import workshop.exercises.SolutionFile;
import workshop.exercises.Workshop;

/** A tiny workshop of two phases, as its learner finds it, with exercises 1.1, 1.2 and 2.1. */
final class SampleWorkshop {
  static final String SUMS = "phase1-sums/src/exercise/java/sums/Sums.java";
  static final String AREA = "phase2-areas/src/exercise/java/areas/Area.java";
  static final String GIVEN = "phase2-areas/src/main/java/areas/Twice.java";

  private final Path root;

  SampleWorkshop(Path root) throws IOException {
    this.root = root;
    for (String name : List.of("NotDone", "UntilDone")) {
      String file = "src/main/java/workshop/%s.java".formatted(name);
      write("phase1-sums/" + file, Files.readString(Path.of("../phase1-tap", file)));
    }
    write(
        "phase1-sums/src/solution/java/sums/Sums.java",
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
        }

        // Hints for 1.1:
        // - There is an operator.

        // Hints for 1.2:
        // - Add.
        """);
    write(
        "phase1-sums/src/test/java/sums/SumsTest.java",
        """
        package sums;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;
        import workshop.testkit.Exercise;

        class SumsTest {
          @Test
          @Exercise("1.1")
          void adds() {
            assertEquals(5, Sums.add(3, 2));
          }

          @Test
          @Exercise("1.2")
          void doubles() {
            assertEquals(14, Sums.twice(7));
          }
        }
        """);
    write(
        "phase1-sums/src/test/java/sums/Celebrations.java",
        """
        package sums;

        class Celebrations {
          @workshop.testkit.Celebration("1.1")
          static String sum() {
            return "Your sum of 20 and 22 is " + Sums.add(20, 22);
          }
        }
        """);
    write(
        "phase2-areas/src/solution/java/areas/Area.java",
        """
        package areas;

        import sums.Sums;

        public final class Area {
          // --- Exercise 2.1: Rectangles (RFC 3)

          public static int of(int width, int height) {
            int area = 0;
            for (int i = 0; i < height; i++) {
              area = Sums.add(area, width);
            }
            return area;
          }

          // --- End of exercise 2.1

          public static final int SIDES = 4;
        }

        // Hints for 2.1:
        // - Row by row.
        """);
    write(
        GIVEN,
        """
        package areas;

        final class Twice {
          static int of(int width, int height) {
            return 2 * Area.of(width, height) + Area.SIDES - Area.SIDES;
          }
        }
        """);
    write(
        "phase2-areas/src/test/java/areas/AreaTest.java",
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
          void two() {
            assertEquals(24, Twice.of(3, 4));
          }
        }
        """);
    Workshop workshop = workshop();
    for (Phase phase : workshop.phases()) {
      for (var file : workshop.solutionFiles(phase).entrySet()) {
        Path path = phase.exercises().resolve(file.getKey());
        write(root.relativize(path).toString(), file.getValue().exercise(phase.chapter()));
      }
    }
  }

  Workshop workshop() {
    return new Workshop(root);
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

  /** As most editors save: the new file takes the place of the old one. */
  void replace(String file, String text) throws IOException {
    Path beside = path(file + "~");
    Files.writeString(beside, text);
    Files.move(beside, path(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** The text of the reference. */
  String answered(String file) {
    String solution = file.replace("exercise", "solution");
    return new SolutionFile(solution, Workshop.read(path(solution))).answered();
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
