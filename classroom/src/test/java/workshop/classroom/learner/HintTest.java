package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.Problem;

class HintTest {
  @TempDir Path folder;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(folder);
  }

  @Test
  void showsOneMoreEachTimeAndAtLastTheAnswer() throws IOException {
    assertThat(
        tree.run("hint", "1.1"),
        is(
            """
            1.1 The number one (RFC 1 section 1)

            Hint 1 of 3:
              Look at the name.

            The next hint: ./workshop hint 1.1
            """));
    assertThat(
        tree.run("hint", "1.1"),
        is(
            """
            1.1 The number one (RFC 1 section 1)

            Hint 2 of 3:
              It is a number,
              and a small one.

            The answer: ./workshop hint 1.1
            Earlier hints: ./workshop hint 1.1 --again
            """));
    String last =
        """
        1.1 The number one (RFC 1 section 1)

        Hint 3 of 3, the answer:
        --- phase1-alpha/src/exercise/java/alpha/Alpha.java  (yours)
        +++ phase1-alpha/src/solution/java/alpha/Alpha.java  (the answer)
        @@ -4,7 +4,7 @@
           // --- Exercise 1.1: The number one (RFC 1 section 1)

           public int one() {
        -    throw new workshop.NotDone("1.1", "docs/phase1-alpha.md");
        +    return 1;
           }

           // --- End of exercise 1.1

        Earlier hints: ./workshop hint 1.1 --again
        """;
    assertThat(tree.run("hint", "1.1"), is(last));
    assertThat(tree.run("hint", "1.1"), is(last));
  }

  @Test
  void againShowsThoseThatWereShownAndNoMore() throws IOException {
    tree.run("hint", "1.1");
    tree.run("hint", "1.1");
    for (int i = 0; i < 2; i++) {
      assertThat(
          tree.run("hint", "1.1", "--again"),
          allOf(
              containsString("Hint 1 of 3"),
              containsString("Hint 2 of 3"),
              not(containsString("Hint 3 of 3"))));
    }
    assertThat(tree.run("hint", "1.1"), containsString("Hint 3 of 3"));
  }

  @Test
  void eachExerciseHasItsOwn() throws IOException {
    tree.run("hint", "1.1");
    assertThat(tree.run("hint", "1.2"), containsString("Hint 1 of 2"));
    assertThat(tree.run("hint", "1.1"), containsString("Hint 2 of 3"));
  }

  @Test
  void theAnswerIsShownWholeWhereTheMarksAreGone() throws IOException {
    tree.write(LearnersTree.ALPHA, "class Alpha {}");
    tree.run("hint", "1.2");
    assertThat(
        tree.run("hint", "1.2"),
        allOf(containsString("marks"), containsString("return one + one;")));
    Files.delete(tree.path(LearnersTree.ALPHA));
    assertThat(tree.run("hint", "1.2"), containsString("return one + one;"));
  }

  @Test
  void saysWhereYoursIsTheSame() throws IOException {
    tree.write(LearnersTree.ALPHA, tree.answered(LearnersTree.ALPHA).replace("\n", "\r\n"));
    tree.run("hint", "1.2");
    assertThat(tree.run("hint", "1.2"), containsString("Your answer is the same"));
  }

  @Test
  void beginsAgainWhereItsMemoryIsNotReadable() throws IOException {
    tree.write(".workshop/hints", "1.1 2\nnonsense\n");
    assertThat(tree.run("hint", "1.1"), containsString("Hint 1 of 3"));
  }

  @Test
  void showsTheHintEvenIfItCannotRememberIt() throws IOException {
    tree.write(".workshop", "a file, where the folder should be");
    assertThat(
        tree.run("hint", "1.1"),
        allOf(containsString("Look at the name."), containsString("will come again")));
  }

  @Test
  void withoutANumberItIsTheExerciseAtHand() throws IOException {
    assertThat(tree.run("hint"), startsWith("1.1 The number one"));
    tree.run("catch-up", "1.2");
    assertThat(tree.run("hint"), startsWith("1.2 The number two"));
    for (String file : List.of(LearnersTree.ALPHA, LearnersTree.BETA, LearnersTree.GAMMA)) {
      tree.write(file, tree.answered(file));
    }
    assertThat(tree.run("hint"), startsWith("All exercises are done."));
  }

  @Test
  void whiteSpaceAtTheEndOfALineIsNoDifference() throws IOException {
    tree.write(LearnersTree.ALPHA, tree.answered(LearnersTree.ALPHA).replace(";\n", ";  \n"));
    tree.run("hint", "1.2");
    assertThat(tree.run("hint", "1.2"), containsString("Your answer is the same"));
  }

  @Test
  void whatWasShownIsKeptWhereTheNumbersChange() throws IOException {
    tree.run("hint", "1.1");
    String solution = LearnersTree.ALPHA.replace("exercise", "solution");
    tree.write(solution, tree.read(solution).replace("1.2", "1.3").replace("1.1", "1.2"));
    assertThat(tree.run("hint", "1.2"), containsString("Hint 2 of 3"));
  }

  @Test
  void readsItsMemoryOfEarlierVersions() throws IOException {
    tree.write(".workshop/hints", "1.1 2\n1.2 1\n9.9 1\n");
    assertThat(tree.run("hint", "1.1"), containsString("Hint 3 of 3"));
    assertThat(tree.run("hint", "1.2"), containsString("Hint 2 of 2"));
    assertThat(
        tree.read(".workshop/hints"), is("3 alpha: The number one\n2 alpha: The number two\n"));
  }

  @Test
  void saysWhichExercisesThereAre() {
    assertThrows(Problem.class, () -> tree.run("hint", "9.9"));
    assertThrows(Problem.class, () -> tree.run("hint", "phase1"));
  }
}
