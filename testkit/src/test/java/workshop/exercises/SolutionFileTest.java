package workshop.exercises;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolutionFileTest {
  private static final String SOLUTION =
      """
      package sample;

      /** A sample. */
      final class Sample {
        private int count;

        // --- Exercise 3.1: Counting up (RFC 1 section 2)

        /** One more. */
        @Deprecated
        int up() {
          Runnable run =
              new Runnable() {
                @Override
                public void run() {
                  count++;
                }
              };
          run.run();
          return count;
        }

        // What does not go up comes down.
        int down() {
          return --count; // } is no brace here
        }

        // --- End of exercise 3.1

        // --- Exercise 3.2: Nothing (RFC 1 section 3)

        void nothing() {}

        // --- End of exercise 3.2

        int given() {
          return count;
        }
      }

      // Hints for 3.1:
      // - Look at the name.
      // - There is an operator
      //   for that.

      // Hints for 3.2:
      // - Do nothing.
      """;

  private static final String EXERCISE =
      """
      package sample;

      /** A sample. */
      final class Sample {
        private int count;

        // --- Exercise 3.1: Counting up (RFC 1 section 2)

        /** One more. */
        @Deprecated
        int up() {
          throw new workshop.NotDone("3.1", "docs/phase3-sample.md");
        }

        // What does not go up comes down.
        int down() {
          throw new workshop.NotDone("3.1", "docs/phase3-sample.md");
        }

        // --- End of exercise 3.1

        // --- Exercise 3.2: Nothing (RFC 1 section 3)

        void nothing() {
          throw new workshop.NotDone("3.2", "docs/phase3-sample.md");
        }

        // --- End of exercise 3.2

        int given() {
          return count;
        }
      }
      """;

  private final SolutionFile file = new SolutionFile("Sample.java", SOLUTION);

  @Test
  void readsIdTitleReferenceAndHints() {
    assertThat(
        file.exercises().stream().map(Exercise::id).toList(), contains(id("3.1"), id("3.2")));
    Exercise first = file.exercises().get(0);
    assertThat(first.title(), is("Counting up"));
    assertThat(first.reference(), is("RFC 1 section 2"));
    assertThat(first.hints(), contains("Look at the name.", "There is an operator\nfor that."));
  }

  @Test
  void cutsTheBodiesAndTheHints() {
    assertThat(file.exercise("docs/phase3-sample.md"), is(EXERCISE));
  }

  @Test
  void keepsTheAnswersOfWhatIsDone() {
    String derived = file.withAnswers(id("3.1")::equals, "docs/phase3-sample.md");
    assertThat(derived, containsString("return --count; // } is no brace here"));
    assertThat(derived, containsString("NotDone(\"3.2\""));
  }

  @Test
  void answeredIsTheSolutionWithoutTheHints() {
    assertThat(file.answered(), is(SOLUTION.substring(0, SOLUTION.indexOf("\n// Hints"))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @UntilDone("true") boolean x() {           | return workshop.NotDone.soFar(WHERE, true);
          @UntilDone(value = "1 + 2") long x() {     | return workshop.NotDone.soFar(WHERE, 1 + 2);
          @workshop.UntilDone("\\"%s\\\\n\\"") String x() { | return workshop.NotDone.soFar(WHERE, "%s\\n");
          @UntilDone("List.<T>of()") List<T> x() {   | return workshop.NotDone.soFar(WHERE, List.<T>of());
          @UntilDone void x() {                      | workshop.NotDone.soFar(WHERE);
          @UntilDone("") void x() {                  | workshop.NotDone.soFar(WHERE);
          @Override @UntilDone("null") Object x() {  | return workshop.NotDone.soFar(WHERE, null);
          @Other("true") boolean x() {               | throw new workshop.NotDone(WHERE);
          """)
  void givesWhatIsSaidUntilDone(String method, String derived) {
    String text =
        """
        class Sample<T> {
          // --- Exercise 3.1: Title (RFC 1)
          METHOD
            STATEMENT
          }
          // --- End of exercise 3.1
        }
        """
            .replace("METHOD", method);
    assertThat(
        new SolutionFile("Sample.java", text.replace("STATEMENT", "answer();"))
            .exercise("docs/phase3-sample.md"),
        is(
            text.replace("STATEMENT", derived)
                .replace("WHERE", "\"3.1\", \"docs/phase3-sample.md\"")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @UntilDone boolean x() {}               | Sample.java:3: x returns something.
          @UntilDone("1") void x() {}             | Sample.java:3: x returns nothing.
          @UntilDone(VALUE) int x() {}            | Sample.java:3: @UntilDone takes one string.
          @UntilDone(1) int x() {}                | Sample.java:3: @UntilDone takes one string.
          """)
  void refusesWhatDoesNotFitTheMethod(String method, String message) {
    String text =
        """
        class Sample {
          // --- Exercise 3.1: Title (RFC 1)
          METHOD
          // --- End of exercise 3.1
        }
        """
            .replace("METHOD", method);
    SolutionFile sample = new SolutionFile("Sample.java", text);
    Problem problem = assertThrows(Problem.class, () -> sample.exercise("docs/phase3-sample.md"));
    assertThat(problem.getMessage(), startsWith(message));
  }

  @Test
  void aFileWithoutExercisesStaysAsItIs() {
    String text = "final class Given {}\n";
    assertThat(new SolutionFile("Given.java", text).exercise("docs/phase3-sample.md"), is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// --- Exercise 3.1: Title (RFC 1)\n",
        "// --- End of exercise 3.1\n",
        "// --- Exercise 3.1: Title (RFC 1)\n// --- End of exercise 3.2\n",
        "// --- Exercise 3.1: Title (RFC 1)\n// --- Exercise 3.2: Title (RFC 1)\n",
        "// --- Exercise 3.1 Title (RFC 1)\n",
        "// --- exercise 3.1: Title (RFC 1)\n",
        "// --- Exercise 3.1: No reference\n",
        "// Hints for 3.1:\n// - No such exercise.\n",
        "// --- Exercise 3.1: Title (RFC 1)\n// --- End of exercise 3.1\n"
            + "// --- Exercise 3.1: Title (RFC 1)\n// --- End of exercise 3.1\n",
        "// --- Exercise 3.1: T (RFC 1)\n// --- End of exercise 3.1\n// Hints for 3.1:\n// no dash\n",
      })
  void refusesMarksThatDoNotFit(String text) {
    assertThrows(Problem.class, () -> new SolutionFile("Sample.java", text));
  }

  private static ExerciseId id(String text) {
    return ExerciseId.parse(text);
  }
}
