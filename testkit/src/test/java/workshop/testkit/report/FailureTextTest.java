package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTextTest {
  private static final String THIS = "src/test/java/workshop/testkit/report/FailureTextTest.java";

  @TempDir Path root;

  /** An exception as phase 1 has one. */
  private static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    private Broken(String message) {
      super(message);
    }

    static Broken because(String reason) {
      return new Broken("it is broken: " + reason);
    }
  }

  @Test
  void aTraceBeginsWithWhoeverAskedForTheException() throws IOException {
    Path module = root.resolve("phase3-sample");
    Files.createDirectories(module.resolve(THIS).getParent());
    Files.writeString(module.resolve(THIS), "");
    Broken failure = Broken.because("so");
    int line = new Throwable().getStackTrace()[0].getLineNumber() - 1;
    assertThat(
        new FailureText(new SourceTree(module, "exercise")).inFull(failure),
        is("Broken: it is broken: so\n  at phase3-sample/%s:%d\n".formatted(THIS, line)));
  }
}
