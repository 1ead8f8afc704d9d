package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Stretch;
import workshop.exercises.Verdicts;

class TestResultsTest {
  private static final ExerciseId ONE = new ExerciseId(1, 1);
  private static final ExerciseId TWO = new ExerciseId(1, 2);

  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
    tree.write("phase1-alpha/target/exercises.txt", "1.1=wrong\n1.2=done\n" + sum(ONE) + sum(TWO));
  }

  private String sum(ExerciseId id) throws IOException {
    List<String> lines = tree.read(LearnersTree.ALPHA).lines().toList();
    return "sum %s %s\n"
        .formatted(id, Verdicts.sum(Stretch.find(lines, id).orElseThrow().in(lines)));
  }

  private TestResults results() {
    return TestResults.of(new Phase(1, folder.resolve("phase1-alpha")));
  }

  @Test
  void countAsLongAsTheAnswerIsTheOneThatWasTested() throws IOException {
    assertThat(results().of(ONE), is(Optional.of("wrong")));
    assertThat(results().areOld(), is(false));
    tree.edit(LearnersTree.ALPHA, "throw new workshop.NotDone(\"1.1\"", "// mine");
    assertThat(results().of(ONE), is(Optional.empty()));
    assertThat(results().of(TWO), is(Optional.of("done")));
    assertThat(results().areOld(), is(true));
  }

  @Test
  void endsOfLinesMakeNoDifference() throws IOException {
    tree.write(LearnersTree.ALPHA, tree.read(LearnersTree.ALPHA).replace("\n", " \r\n"));
    assertThat(results().of(ONE), is(Optional.of("wrong")));
    assertThat(results().areOld(), is(false));
  }
}
