package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.exercises.Problem;

class NextTest {
  @TempDir Path folder;

  @Test
  void showsTheExerciseAtHand() throws IOException {
    LearnersTree tree = new LearnersTree(folder);
    assertThat(
        tree.run("next"),
        is(
            """
            Next: 1.1 The number one
              edit   phase1-alpha/src/exercise/java/alpha/Alpha.java:7
              read   docs/phase1-alpha.md, "1.1 The number one"
              test   ./workshop test 1, or at every save: ./workshop watch
              stuck  ./workshop hint
            """));
    tree.write(LearnersTree.ALPHA, tree.answered(LearnersTree.ALPHA).replace("1;", "2;"));
    assertThat("with nothing left to replace", tree.run("next"), containsString("Alpha.java:4\n"));
    tree.write(LearnersTree.ALPHA, "");
    assertThat(tree.run("next"), containsString("./workshop reset 1.1 --file"));
    for (String file : List.of(LearnersTree.ALPHA, LearnersTree.BETA, LearnersTree.GAMMA)) {
      tree.write(file, tree.answered(file));
    }
    assertThat(tree.run("next"), is("All exercises are done.\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "vim,vim +7 A.java",
    "/usr/bin/nano -l,/usr/bin/nano -l +7 A.java",
    "code --wait,code --wait -g A.java:7",
    "idea,idea --line 7 A.java",
    "hx,hx A.java:7",
    "ed,ed A.java"
  })
  void tellsTheEditorTheLine(String editor, String command) {
    assertThat(
        String.join(" ", new Editor(Map.of("EDITOR", editor)).command(Path.of("A.java"), 7)),
        is(command));
    Map<String, String> both = Map.of("VISUAL", editor, "EDITOR", "ed");
    assertThat(String.join(" ", new Editor(both).command(Path.of("A.java"), 7)), is(command));
  }

  @Test
  void takesCodeOrIdeaWhereNoneIsNamed() throws IOException {
    Map<String, String> environment = Map.of("PATH", folder.toString(), "EDITOR", " ");
    Problem problem =
        assertThrows(Problem.class, () -> new Editor(environment).command(Path.of("A.java"), 7));
    assertThat(
        problem.getMessage(), allOf(containsString("No editor"), containsString("export EDITOR=")));
    assertThat(Files.createFile(folder.resolve("idea")).toFile().setExecutable(true), is(true));
    assertThat(new Editor(environment).command(Path.of("A.java"), 7).get(0), is("idea"));
    assertThat(Files.createFile(folder.resolve("code")).toFile().setExecutable(true), is(true));
    assertThat(new Editor(environment).command(Path.of("A.java"), 7).get(0), is("code"));
  }

  @Test
  void opensTheFileAtItsLine() throws IOException {
    LearnersTree tree = new LearnersTree(folder);
    Path editor = folder.resolve("vim");
    Files.writeString(editor, "#!/bin/sh\necho \"$@\" >'%s/opened'\n".formatted(folder));
    assertThat(editor.toFile().setExecutable(true), is(true));
    int code =
        new Editor(Map.of("EDITOR", editor.toString())).open(tree.path(LearnersTree.ALPHA), 4);
    assertThat(code, is(0));
    assertThat(tree.read("opened"), is("+4 %s%n".formatted(tree.path(LearnersTree.ALPHA))));
    Editor missing = new Editor(Map.of("EDITOR", "/nowhere/at/all"));
    assertThrows(Problem.class, () -> missing.open(editor, 1));
  }
}
