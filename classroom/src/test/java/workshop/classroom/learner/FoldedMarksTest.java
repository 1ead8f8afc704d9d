package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A mark that an editor's formatter has folded")
class FoldedMarksTest {
  @TempDir private Path root;
  private LearnersTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new LearnersTree(root);
    tree.edit(
        LearnersTree.ALPHA,
        "  // --- Exercise 1.2: The number two (RFC 1 section 2)\n",
        "  // --- Exercise 1.2: The number two (RFC 1\n  // section 2)\n");
  }

  @Test
  @DisplayName("is found by progress, and leads to the right line")
  void progress() {
    assertThat(tree.run("progress"), not(containsString("no marks")));
  }

  @Test
  @DisplayName("is found by hint: the answer is a difference, in which white space does not count")
  void hint() throws IOException {
    tree.edit(LearnersTree.ALPHA, "  public int two() {", "    public  int two()  {");
    tree.run("hint", "1.2");
    String answer = tree.run("hint", "1.2");
    assertThat(answer, containsString("+    return one + one;"));
    assertThat(answer, not(containsString("-    public  int two()")));
  }

  @Test
  @DisplayName("is found by reset, which unfolds it, and by undo")
  void reset() throws IOException {
    tree.edit(
        LearnersTree.ALPHA,
        "throw new workshop.NotDone(\"1.2\", \"docs/phase1-alpha.md\");",
        "return 2; // mine");
    tree.run("reset", "1.2");
    assertThat(tree.read(LearnersTree.ALPHA), not(containsString("// mine")));
    assertThat(tree.read(LearnersTree.ALPHA), containsString("(RFC 1 section 2)\n"));
    tree.run("undo");
    assertThat(tree.read(LearnersTree.ALPHA), containsString("// mine"));
  }
}
