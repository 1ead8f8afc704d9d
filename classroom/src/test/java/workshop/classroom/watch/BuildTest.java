package workshop.classroom.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compiled after which change. */
class BuildTest {
  @TempDir Path folder;
  private SampleWorkshop tree;
  private Path classes;
  private Build build;

  @BeforeEach
  void compile() throws IOException {
    tree = new SampleWorkshop(folder);
    classes = Files.createDirectories(folder.resolve("classes"));
    build =
        new Build(tree.workshop(), tree.workshop().phase("2"), SampleWorkshop.libraries(), classes);
    assertThat(build.update(), is(empty()));
  }

  @AfterEach
  void close() {
    build.close();
  }

  /** The class files that an update has written. */
  private String written() throws IOException {
    FileTime old = FileTime.fromMillis(0);
    for (Path file : Folders.files(classes)) {
      Files.setLastModifiedTime(classes.resolve(file), old);
    }
    assertThat(build.update(), is(empty()));
    StringBuilder names = new StringBuilder();
    for (Path file : Folders.files(classes).stream().sorted().toList()) {
      if (!Files.getLastModifiedTime(classes.resolve(file)).equals(old)) {
        names.append(file.getFileName()).append(' ');
      }
    }
    return names.toString().strip();
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = tree.read(file);
    assertThat(text, containsString(from));
    tree.write(file, text.replace(from, to));
  }

  @Test
  void nothingWhereNothingHasChanged() throws IOException {
    assertThat(written(), is(""));
  }

  @Test
  void theBodyOfAMethodConcernsItsClassAlone() throws IOException {
    tree.write(SampleWorkshop.AREA, tree.answered(SampleWorkshop.AREA));
    assertThat(written(), is("Area.class"));
    edit(SampleWorkshop.AREA, "int area = 0;", "int area = helper();");
    edit(
        SampleWorkshop.AREA,
        "  public static final int SIDES",
        "  private static int helper() { return 0; }\n  public static final int SIDES");
    assertThat("a private method", written(), is("Area.class"));
  }

  @Test
  void aChangeThatOthersSeeConcernsThemToo() throws IOException {
    edit(
        SampleWorkshop.AREA,
        "  public static final int SIDES",
        "  public static int more() { return 0; }\n  public static final int SIDES");
    assertThat(written(), is("Area.class Twice.class AreaTest.class"));
    edit(SampleWorkshop.AREA, "SIDES = 4", "SIDES = 5");
    assertThat("the value of a constant", written(), containsString("Twice.class"));
  }

  @Test
  void anEarlierPhaseConcernsThoseBehindIt() throws IOException {
    tree.write(SampleWorkshop.SUMS, tree.answered(SampleWorkshop.SUMS));
    assertThat("bodies only", written(), is("Sums.class"));
    edit(SampleWorkshop.SUMS, "public static int twice(", "public static long twice(");
    assertThat(written(), containsString("Area.class"));
  }

  @Test
  void whatNoLongerFitsIsAnErrorThere() throws IOException {
    edit(SampleWorkshop.AREA, "int of(int width", "int off(int width");
    String errors = String.join("\n", CompileError.tell(build.update(), folder));
    assertThat(errors, containsString(SampleWorkshop.GIVEN + ":5: cannot find symbol"));
    edit(SampleWorkshop.AREA, "int off(int width", "int of(int width");
    assertThat(build.update(), is(empty()));
  }

  @Test
  void aNestedClassThatIsGoneLeavesNothingBehind() throws IOException {
    String before = tree.read(SampleWorkshop.AREA);
    edit(
        SampleWorkshop.AREA,
        "  public static final int SIDES",
        "  private record Pair(int a, int b) {}\n  public static final int SIDES");
    assertThat(written(), is("Area$Pair.class Area.class"));
    tree.write(SampleWorkshop.AREA, before);
    assertThat(written(), is("Area.class"));
    assertThat(Folders.files(classes).toString(), not(containsString("Pair")));
  }

  @Test
  void anErrorLeavesTheClassesAsTheyWere() throws IOException {
    edit(SampleWorkshop.AREA, "package areas;", "package areas");
    String errors = String.join("\n", CompileError.tell(build.update(), folder));
    assertThat(errors, containsString(SampleWorkshop.AREA + ":1: "));
    assertThat(Folders.files(classes).toString(), containsString("Area.class"));
  }
}
