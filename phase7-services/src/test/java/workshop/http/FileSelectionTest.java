package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(22)
@Exercise("7.8")
@DisplayName("FileSelection")
class FileSelectionTest {
  @TempDir Path top;
  private Path folder;

  @BeforeEach
  void files() throws IOException {
    top = top.toRealPath();
    folder = Files.createDirectories(top.resolve("www"));
    Files.createDirectories(top.resolve("www/sub"));
    Files.createDirectories(top.resolve("www-secret"));
    Files.writeString(top.resolve("www/hello.txt"), "hello");
    Files.writeString(top.resolve("www/sub/a b.txt"), "deeper");
    Files.writeString(top.resolve("www/...txt"), "dots");
    Files.writeString(top.resolve("secret.txt"), "secret");
    Files.writeString(top.resolve("www-secret/key.txt"), "secret");
    Files.createSymbolicLink(top.resolve("www/out"), top.resolve("www-secret"));
    Files.createSymbolicLink(top.resolve("www/out.txt"), Path.of("../secret.txt"));
    Files.createSymbolicLink(top.resolve("www/in.txt"), Path.of("sub/a b.txt"));
    Files.createSymbolicLink(top.resolve("link"), folder);
  }

  private Path file(Path folder, String path) {
    try {
      return FileSelection.file(folder, path);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "the path %s: no exception, but null if there is no such file; there was an %s"
              .formatted(path.replace("\0", "\\0"), e.getClass().getSimpleName()));
    }
  }

  // --- Which file.

  @ParameterizedTest(name = "[{0}]")
  @Order(1)
  @ValueSource(strings = {"hello.txt", "sub/a b.txt", "...txt"})
  @DisplayName("a file in the folder, or in one inside it")
  void there(String path) {
    assertThat("the file for [" + path + "]", file(folder, path), is(folder.resolve(path)));
  }

  @Test
  @Order(2)
  @DisplayName("the folder itself, and one inside it")
  void folders() {
    assertThat("the folder for []", file(folder, ""), is(folder));
    assertThat("the folder for [sub/]", file(folder, "sub/"), is(folder.resolve("sub")));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(3)
  @ValueSource(strings = {"none.txt", "sub/none.txt", "hello.txt/x", "none/../../secret.txt"})
  @DisplayName("null for what is not there")
  void notThere(String path) {
    assertThat(
        "the file for [" + path + "], which is not there", file(folder, path), is(nullValue()));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(4)
  @ValueSource(
      strings = {
        "../secret.txt",
        "sub/../../secret.txt",
        "./../secret.txt",
        "..//secret.txt",
        "..",
        "../",
        "sub/../.."
      })
  @DisplayName("no way out with ..")
  void dots(String path) {
    assertThat(
        "the file for [" + path + "], which is outside", file(folder, path), is(nullValue()));
  }

  @Test
  @Order(5)
  @DisplayName("no way out with a neighbour whose name begins like the folder's")
  void neighbour() {
    assertThat(
        "the file for [../www-secret/key.txt], which is outside",
        file(folder, "../www-secret/key.txt"),
        is(nullValue()));
  }

  @Test
  @Order(6)
  @DisplayName("no way out with an absolute path")
  void absolute() {
    String path = top.resolve("secret.txt").toString();
    assertThat("the file for an absolute path outside", file(folder, path), is(nullValue()));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(7)
  @ValueSource(strings = {"out.txt", "out/key.txt", "out", "out/../secret.txt"})
  @DisplayName("no way out through a symbolic link")
  void links(String path) {
    assertThat(
        "the file for [" + path + "], a link to outside", file(folder, path), is(nullValue()));
  }

  @Test
  @Order(8)
  @DisplayName("a link to a file inside is followed, and so is a link to the folder")
  void linksInside() {
    assertThat(
        "the file for [in.txt], a link to sub/a b.txt",
        file(folder, "in.txt"),
        is(folder.resolve("sub/a b.txt")));
    assertThat(
        "the file for [hello.txt], where the folder is given as a link to it",
        file(top.resolve("link"), "hello.txt"),
        is(folder.resolve("hello.txt")));
  }

  @Test
  @Order(9)
  @DisplayName("null for a name that no file can have")
  void nul() {
    assertThat("the file for [hello.txt\\0]", file(folder, "hello.txt\0"), is(nullValue()));
    assertThat("a name of 5000 bytes", file(folder, "x".repeat(5000)), is(nullValue()));
  }

  // --- Which part.

  @ParameterizedTest(name = "{0} of {1} bytes: {2} to {3}")
  @Order(21)
  @CsvSource({
    "bytes=0-4, 10, 0, 4",
    "bytes=2-2, 10, 2, 2",
    "bytes=0-9, 10, 0, 9",
    "bytes=5-, 10, 5, 9",
    "bytes=0-, 10, 0, 9",
    "bytes=-3, 10, 7, 9",
    "bytes=-10, 10, 0, 9",
    "bytes=5-20, 10, 5, 9",
    "bytes=9-9, 10, 9, 9",
    "bytes=-20, 10, 0, 9",
    "bytes=5-99999999999999999999999, 10, 5, 9",
    "bytes=-99999999999999999999999, 10, 0, 9",
    "bytes=3000000000-3000000001, 5000000000, 3000000000, 3000000001",
  })
  @DisplayName("the part from a first to a last byte, from one to the end, and the last so many")
  void parts(String field, long length, long first, long last) {
    assertThat(
        "[%s] of a file of %d bytes".formatted(field, length),
        FileSelection.range(field, length),
        is(new ByteRange(first, last)));
  }

  @ParameterizedTest(name = "{0} of {1} bytes")
  @Order(22)
  @CsvSource({
    "bytes=10-, 10",
    "bytes=10-20, 10",
    "bytes=11-12, 10",
    "bytes=-0, 10",
    "bytes=0-, 0",
    "bytes=0-0, 0",
    "bytes=-5, 0",
    "bytes=99999999999999999999999-, 10",
  })
  @DisplayName("not satisfiable (416): the file has none of these bytes")
  void unsatisfiable(String field, long length) {
    ByteRange range = FileSelection.range(field, length);
    assertThat(
        "[%s] of a file of %d bytes: is it UNSATISFIABLE? It was %s"
            .formatted(field, length, range),
        range == ByteRange.UNSATISFIABLE,
        is(true));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(23)
  @ValueSource(
      strings = {
        "bytes=5-3",
        "bytes=20-15",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "bytes=1",
        "bytes=0-1,3-4",
        "bytes=0x1-2",
        "bytes=--1",
        "bytes=1--2",
        "lines=0-4",
        "bytes 0-4",
        ""
      })
  @DisplayName("null: what is wrong, or several parts, is ignored, and the whole file is sent")
  void ignored(String field) {
    assertThat("[" + field + "] is to be ignored", FileSelection.range(field, 10), is(nullValue()));
  }
}
