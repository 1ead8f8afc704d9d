package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.backstage.docs.SampleBook;

class SceneTest {
  private SampleBook book;

  @BeforeEach
  void makeBook(@TempDir Path folder) {
    book = new SampleBook(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "start, NotDone, NotDone",
    "1.1, a + b, NotDone",
    "1.1 wrong 1.1-minus, a - b, NotDone",
    "1.2, a + b, a - b",
    "1.2 wrong 1.2-plus, a + b, a + b",
    "solutions, a + b, a - b",
    "solutions wrong 1.1-minus, a - b, a - b",
  })
  void theAnswersUpToThereAreInTheTree(String scene, String sum, String difference) {
    String text =
        Scene.parse(scene, book.workshop())
            .files(book.workshop())
            .get(Path.of(SampleBook.EXERCISES));
    int second = text.indexOf("Exercise 1.2");
    assertThat(text.substring(0, second).contains(sum), is(true));
    assertThat(text.substring(second).contains(difference), is(true));
    assertThat(text.contains("NotDone"), is((scene + sum + difference).contains("NotDone")));
  }
}
