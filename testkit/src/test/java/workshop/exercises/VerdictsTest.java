package workshop.exercises;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
  private static final ExerciseId ID = new ExerciseId(3, 2);

  @TempDir Path root;

  private static List<String> answer(String id, String... lines) {
    return List.of(
        "  // --- Exercise %s: A title (RFC 1)\n%s\n  // --- End of exercise %s"
            .formatted(id, String.join("\n", lines), id)
            .split("\n"));
  }

  private void add(List<String> answer, String word) throws IOException {
    Verdicts.read(root).add(Map.of(ID, Verdicts.sum(answer)), Map.of(ID, word));
  }

  @Test
  void severalAnswersOfAnExerciseAreRemembered() throws IOException {
    add(answer("3.2", "one"), "wrong");
    add(answer("3.2", "two"), "done");
    Verdicts verdicts = Verdicts.read(root);
    assertThat(verdicts.of(answer("3.2", "one")), is(Optional.of("wrong")));
    assertThat(verdicts.of(answer("3.2", "two")), is(Optional.of("done")));
    assertThat(verdicts.of(answer("3.2", "three")), is(Optional.empty()));
  }

  @Test
  void theLastRunCounts() throws IOException {
    add(answer("3.2", "one"), "done");
    add(answer("3.2", "one"), "wrong");
    assertThat(Verdicts.read(root).of(answer("3.2", "one")), is(Optional.of("wrong")));
    add(answer("3.2", "one"), "done");
    assertThat(Verdicts.read(root).of(answer("3.2", "one")), is(Optional.of("done")));
  }

  @Test
  void neitherTheNumberNorWhiteSpaceAtTheEndMakesAnotherAnswer() {
    String sum = Verdicts.sum(answer("3.2", "one", "", "  two"));
    assertThat(Verdicts.sum(answer("4.1", "one  ", "\t", "  two\r")), is(sum));
    assertThat(Verdicts.sum(answer("3.2", "one", "", "two")), is(not(sum)));
    assertThat(Verdicts.sum(List.of("  // --- Exercise 3.2: Another", "one")), is(not(sum)));
  }

  @Test
  void whatIsNoVerdictDoesNoHarm() throws IOException {
    add(answer("3.2", "one"), "done");
    Path file = root.resolve(".workshop/verdicts");
    Files.writeString(file, "nonsense\n9 9 9\n" + Files.readString(file) + "half a l");
    assertThat(Verdicts.read(root).of(answer("3.2", "one")), is(Optional.of("done")));
    Files.write(file, new byte[] {(byte) 0xFF, '\n'});
    assertThat(Verdicts.read(root).of(answer("3.2", "one")), is(Optional.empty()));
  }

  @Test
  void forgetsTheOldestBeforeTheFileGetsLong() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6000; i++) {
      lines.append("3.2 ").append(Verdicts.sum(answer("3.2", "answer " + i))).append(" done\n");
    }
    Path file = root.resolve(".workshop/verdicts");
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
    Verdicts verdicts = Verdicts.read(root);
    assertThat(verdicts.of(answer("3.2", "answer 5999")), is(Optional.of("done")));
    assertThat(Files.readAllLines(file).size(), is(lessThan(100)));
    assertThat(Verdicts.read(root).of(answer("3.2", "answer 5999")), is(Optional.of("done")));
  }
}
