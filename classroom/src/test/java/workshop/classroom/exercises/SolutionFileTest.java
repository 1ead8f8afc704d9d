package workshop.classroom.exercises;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
