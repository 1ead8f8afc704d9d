package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.ExerciseId;
import workshop.exercises.Verdicts;

class MarkedExerciseTest {
  private static final Path FILE = Path.of("Header.java");

  @Test
  void readsWhatTheMarksSay() {
    List<String> lines =
        """
            class Header {
              // --- Exercise 3.1: The fields of a header (RFC 791 section 3.1)
              int version() {
                throw new workshop.NotDone("3.1", "docs/phase3-ipv4.md");
              }
              // --- End of exercise 3.1
              // --- Exercise 3.12: Without brackets
              // throw new workshop.NotDone("3.12", "docs/phase3-ipv4.md");
              // --- End of exercise 3.12
            }
            """
            .lines()
            .toList();
    List<MarkedExercise> stretches = MarkedExercise.read(FILE, lines);
    assertThat(
        stretches,
        contains(
            new MarkedExercise(
                new ExerciseId(3, 1),
                "The fields of a header",
                "RFC 791 section 3.1",
                FILE,
                2,
                6,
                4,
                Verdicts.sum(lines.subList(1, 6))),
            new MarkedExercise(
                new ExerciseId(3, 12),
                "Without brackets",
                "",
                FILE,
                7,
                9,
                0,
                Verdicts.sum(lines.subList(6, 9)))));
    assertThat(stretches.get(0).heading(), is("3.1 The fields of a header"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new workshop.NotDone(\"3.1\", \"docs/phase3-ipv4.md\");",
        "throw new NotDone(\"3.1\", \"docs/phase3-ipv4.md\");",
        "return workshop.NotDone.soFar(\"3.1\", \"docs/phase3-ipv4.md\", true);",
        "workshop.NotDone.soFar(\"3.1\", \"docs/phase3-ipv4.md\");"
      })
  void isOpenAsLongAsALineHasNotDone(String line) {
    List<String> lines = List.of("// --- Exercise 3.1: A title", "  " + line, "}");
    assertThat(MarkedExercise.read(FILE, lines).get(0).notDoneLine(), is(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// throw new workshop.NotDone(\"3.1\", \"docs/phase3-ipv4.md\");",
        "// return workshop.NotDone.soFar(\"3.1\", \"docs/phase3-ipv4.md\", true);",
        "return workshop.NotDone.soFar(\"3.2\", \"docs/phase3-ipv4.md\", true);"
      })
  void isNotOpenBecauseOfAnythingElse(String line) {
    List<String> lines = List.of("// --- Exercise 3.1: A title", "  " + line, "}");
    assertThat(MarkedExercise.read(FILE, lines).get(0).open(), is(false));
  }

  @Test
  void reachesToTheEndOfTheFileWhereTheSecondMarkIsGone() {
    MarkedExercise stretch =
        MarkedExercise.read(FILE, List.of("// --- Exercise 3.1: A title", "int a;", "}")).get(0);
    assertThat(stretch.contains(FILE, 3), is(true));
    assertThat(stretch.contains(Path.of("Other.java"), 3), is(false));
    assertThat(stretch.contains(FILE, 0), is(false));
  }
}
