package workshop.backstage.instructor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The lines are counted by hand: what counts has its number at the right. */
class ReadingTest {
  private static final String OWN = "phase2-own/src/solution/java/sample/Own.java";

  /** Of the marks, only those of the other exercise count: for 2.1 they are lines 9 and 14. */
  private static final String OWN_TEXT =
      """
      package sample;

      import java.util.function.Supplier;

      /**                                                      1
       * Two exercises.                                        2
       */                                                   // 3
      final class Own {                                     // 4
        private int count;                                  // 5

        // --- Exercise 2.1: The first of them (RFC 1)

        /** Takes two lines. */                             // 6
        Object first(                                       // 7
            Shape shape) {                                  // 8
          // One line of comment.

          return ANSWER;
        }

        // --- End of exercise 2.1

        // --- Exercise 2.2: The second of them (RFC 1)

        /** Another docstring. */                           // 10
        int second() {                                      // 11
          return 2;
        }

        // What stands between methods is given, too.          12
        void third() {}                                     // 13

        // --- End of exercise 2.2

        int given() {                                       // 15
          return count;                                     // 16
        }                                                   // 17
      }                                                     // 18

      // Hints for 2.1:
      // - It has no number.
      """;

  @TempDir private Path root;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void makeWorkshop() {
    write(
        "phase1-given/src/main/java/sample/Given.java",
        """
        package sample;

        /** Counts for nobody. */
        class Given {
          /** A field. */                                     // 1
          static final int LIMIT =                            // 2
              10;                                             // 3

          private final int start;

          /**                                                    1
           * Starts.                                             2
           *                                                     3
           * @param start where                                  4
           */                                                 // 5
          @Deprecated                                         // 6
          Given(int start) {                                  // 7
            this.start = start;                               // 8
          }                                                   // 9

          int plus(int more) {                                // 1
            int sum = start + more;                           // 2

            return sum;                                       // 3
          }                                                   // 4

          /** The same, with another number. */               // 1
          int plus(long more) {                               // 2
            return plus((int) more);                          // 3
          }                                                   // 4

          int one; int two;
        }
        """);
    write(
        "phase1-given/src/main/java/sample/Types.java",
        """
        package sample;

        /** A pair, on one line. */
        record Pair(int left, int right) {                    // 1
          static final int NONE = 0;
          int sum() {                                         // 1
            return left + right;                              // 2
          }                                                   // 3
        }

        record Tall(
            int top,                                          // 1
            int bottom) {}                                    // 1

        record Strict(int value) {
          /** Checks. */                                      // 1
          Strict {                                            // 2
            assert value > 0;                                 // 3
          }                                                   // 4
        }

        enum Colour {
          /** Like blood. */                                  // 1
          RED,                                                // 2
          GREEN("leaf");                                      // 1

          Colour(String... like) {}
        }

        interface Shape {
          /**                                                    1
           * Width by height.                                    2
           */                                                 // 3
          int area();                                         // 4
        }

        class Empty implements Shape {
          public int area() {
            return 0;
          }
        }
        """);
    write(
        "phase1-given/src/solution/java/sample/Solved.java",
        """
        package sample;

        class Solved {
          // --- Exercise 1.1: Solved before (RFC 1)

          /** What it is. */                                  // 1
          static int solved() {                               // 2
            return helper();
          }

          // --- End of exercise 1.1

          static int helper() {                               // 1
            return 1;                                         // 2
          }                                                   // 3
        }
        """);
    answer("null");
  }

  // The exercise's own file

  @Test
  void ownFile() {
    assertThat(count("2.1").own(), is(18));
    assertThat(count("2.2").own(), is(18));
    assertThat("class, docstring, signature, helper, }", count("1.1").own(), is(7));
  }

  @Test
  void whatIsInTheOwnFileDoesNotCountTwice() {
    answer("given() + second() + count");
    assertThat(elsewhere(), is(empty()));
  }

  // Other files

  @Test
  void methodWithoutADocstring() {
    answer("((Given) null).plus(1)");
    assertThat(elsewhere(), contains("4 Given.plus"));
  }

  @Test
  void methodsOfOneName() {
    answer("((Given) null).plus(1) + ((Given) null).plus(1L)");
    assertThat(elsewhere(), contains("4 Given.plus", "4 Given.plus"));
  }

  @Test
  void constructor() {
    answer("new Given(1)");
    assertThat(elsewhere(), contains("9 new Given"));
  }

  @Test
  void constant() {
    answer("Given.LIMIT");
    assertThat(elsewhere(), contains("3 Given.LIMIT"));
  }

  @Test
  void interfaceMethod() {
    answer("shape.area()");
    assertThat(elsewhere(), contains("4 Shape.area"));
  }

  @Test
  void methodReference() {
    answer("(Supplier<Integer>) shape::area");
    assertThat(elsewhere(), contains("4 Shape.area"));
  }

  @Test
  void onceEach() {
    answer("shape.area() * shape.area() * Given.LIMIT * Given.LIMIT");
    assertThat(elsewhere(), contains("3 Given.LIMIT", "4 Shape.area"));
  }

  @Test
  void aLineOfTwoMembersIsReadOnce() {
    answer("((Given) null).one + ((Given) null).two");
    assertThat(elsewhere(), contains("1 Given.one", "0 Given.two"));
  }

  @Test
  void onlyWhatTheAnswerItselfRefersTo() {
    answer("((Given) null).plus(1L)");
    assertThat("not plus(int), which plus(long) calls", elsewhere(), contains("4 Given.plus"));
    assertThat("nor for the other exercise", elsewhere("2.2"), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\".length() + Integer.MAX_VALUE + new StringBuilder().length()",
        "new Empty()",
        "Colour.values()",
        "shape.hashCode() + ((Colour) null).ordinal()",
        "(Class<?>) Given.class"
      })
  void whatIsWrittenNowhereCountsNothing(String answer) {
    answer(answer);
    assertThat(elsewhere(), is(empty()));
  }

  @Test
  void componentOfARecord() {
    answer("((Tall) null).bottom()");
    assertThat(elsewhere(), contains("1 Tall.bottom"));
    answer("((Pair) null).left() + ((Pair) null).sum()");
    assertThat(elsewhere(), contains("1 Pair.left", "3 Pair.sum"));
  }

  @Test
  void constructorOfARecord() {
    answer("new Tall(1, 2)");
    assertThat(elsewhere(), contains("1 Tall.top", "1 Tall.bottom"));
    answer("new Pair(1, 2)");
    assertThat(elsewhere(), contains("1 Pair.left", "0 Pair.right"));
    answer("new Strict(1)");
    assertThat(elsewhere(), contains("4 new Strict"));
  }

  @Test
  void enumConstant() {
    answer("Colour.RED");
    assertThat(elsewhere(), contains("2 Colour.RED"));
    answer("Colour.GREEN");
    assertThat(elsewhere(), contains("1 Colour.GREEN"));
  }

  @Test
  void enumConstantInACase() {
    answer("switch ((Colour) null) { case RED -> 1; default -> 0; }");
    assertThat(elsewhere(), contains("2 Colour.RED"));
  }

  @Test
  void ofAnotherAnswerOnlyWhatIsGiven() {
    answer("Solved.solved()");
    assertThat(elsewhere(), contains("2 Solved.solved"));
    answer("Solved.helper()");
    assertThat(elsewhere(), contains("3 Solved.helper"));
  }

  // What does not compile

  @Test
  void aFileThatNeedsALibrary() {
    write(
        "phase1-given/src/main/java/sample/Library.java",
        "package sample;\n\nimport com.sun.jna.Native;\n\nclass Library {\n  Native it;\n}\n");
    answer("shape.area()");
    assertThat(elsewhere(), contains("4 Shape.area"));
  }

  @Test
  void aFileThatIsWrong() {
    write(
        "phase1-given/src/main/java/sample/Wrong.java",
        "package sample;\n\nclass Wrong {\n  Unknown it;\n}\n");
    Problem problem = assertThrows(Problem.class, () -> count("2.1"));
    assertThat(
        problem.getMessage(),
        startsWith(
            "Does not compile: phase1-given/src/main/java/sample/Wrong.java:4: cannot find"));
  }

  // The command

  @Test
  void table() {
    answer("shape.area() + Given.LIMIT");
    run();
    assertThat(
        said(),
        is(
            """
                  lines of given code to read:                     own file  elsewhere   sum
            1.1   Solved before                                           7          0     7
            2.1   The first of them                                      18          7    25
            2.2   The second of them                                     18          0    18
            most: 2.1                                                    18          7    25
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"phase1-given", "phase1", "1", "1.1"})
  void aPhaseOrAnExercise(String chosen) {
    run(chosen);
    assertThat(
        said().lines().map(line -> line.substring(0, 9)).toList(),
        contains("      lin", "1.1   Sol", "most: 1.1"));
  }

  @Test
  void details() {
    answer("shape.area() + Given.LIMIT");
    run("--details", "2.1");
    assertThat(
        said().lines().skip(2).limit(3).toList(),
        contains(
            "        18  phase2-own/src/solution/java/sample/Own.java",
            "         3  Given.LIMIT  phase1-given/src/main/java/sample/Given.java:5",
            "         4  Shape.area  phase1-given/src/main/java/sample/Types.java:31"));
  }

  @Test
  void aLongTitleIsCut() {
    String title = "A title that is so long that it does not fit into eighty columns";
    write(OWN, OWN_TEXT.replace("The first of them", title).replace("ANSWER", "1"));
    run("2.1");
    assertThat(
        said().lines().skip(1).findFirst().orElseThrow(),
        is("2.1   A title that is so long that it does not fit int       18          0    18"));
  }

  @Test
  void check() {
    write(OWN, read(OWN).replace("  private int", "  // more\n".repeat(132) + "  private int"));
    run("--check");
    assertThat("150 lines", said(), is(""));
    answer("shape.area()");
    write(OWN, read(OWN).replace("  private int", "  // more\n".repeat(129) + "  private int"));
    assertThrows(Problem.class, () -> run("--check"));
    assertThat(
        "151 lines, 4 of them elsewhere",
        said(),
        is("2.1 The first of them: 151 lines of given code to read; 150 are the most.\n"));
    run("--check", "1");
    assertThat(said(), is(""));
  }

  @ParameterizedTest
  @CsvSource({"--all, Unknown option: '--all'", "1.1 2.1, Unmatched argument at index 1: '2.1'"})
  void whatIsNoUsage(String arguments, String told) {
    Exception e = assertThrows(ParameterException.class, () -> run(arguments.split(" ")));
    assertThat(e.getMessage(), containsString(told));
  }

  @ParameterizedTest
  @CsvSource({"3, There is no phase", "2.3, There is no exercise"})
  void whatIsNotUnderstood(String arguments, String told) {
    Problem problem = assertThrows(Problem.class, () -> run(arguments.split(" ")));
    assertThat(problem.getMessage(), containsString(told));
  }

  // Helpers

  /** What exercise 2.1 returns. */
  private void answer(String expression) {
    write(OWN, OWN_TEXT.replace("ANSWER", expression));
  }

  private Reading.Count count(String id) {
    Workshop workshop = new Workshop(root);
    Workshop.Place place = workshop.exercise(ExerciseId.parse(id));
    return new Reading(workshop, new PrintStream(out)).count(List.of(place)).get(0);
  }

  /** The members that the answer of 2.1 refers to, with the number of their lines. */
  private List<String> elsewhere() {
    return elsewhere("2.1");
  }

  private List<String> elsewhere(String id) {
    return count(id).elsewhere().entrySet().stream()
        .map(counted -> counted.getValue() + " " + counted.getKey().name())
        .toList();
  }

  private void run(String... arguments) {
    ReadingCommand command = new ReadingCommand(new Workshop(root), new PrintStream(out));
    new CommandLine(command).parseArgs(arguments);
    command.call();
  }

  /** What was printed since the last call. */
  private String said() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private String read(String file) {
    return Workshop.read(root.resolve(file));
  }

  private void write(String file, String text) {
    try {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
