package workshop.prose;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pages, comments and messages of the workshop keep the rules. To look at some files only:
 * {@code mvn -Psolutions -pl prose test -Dprose.files='docs/phase5.*'}
 */
class PlainEnglishTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final String ALL = ".*";

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everySentenceIsPlain() throws IOException {
    String wanted = System.getProperty("prose.files", ALL);
    Exceptions exceptions = new Exceptions(Files.readString(MODULE.resolve("exceptions.txt")));
    Linter linter = new Linter();
    Tree tree = new Tree(MODULE.getParent());
    List<Finding> findings = new ArrayList<>();
    for (String file : tree.files()) {
      if (file.matches(wanted)) {
        findings.addAll(linter.findings(file, tree.passages(file)));
      }
    }
    findings.removeIf(exceptions::cover);
    if (!findings.isEmpty()) {
      throw new AssertionError(
          "%d sentences are not in plain English. Change them; or name an exception, with its reason, in prose/exceptions.txt.%n%s"
              .formatted(
                  findings.size(),
                  findings.stream().map(Finding::toString).collect(Collectors.joining("\n"))));
    }
    if (wanted.equals(ALL)) {
      assertThat("exceptions that no sentence needs any more", exceptions.unused(), empty());
    }
  }
}
