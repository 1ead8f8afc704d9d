package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command prints, and what it is to print. */
class TerminalTest {
  private static final Changes TIMES = new Changes(List.of(Pattern.compile("\\d+ ms")), List.of());

  @TempDir private Path folder;

  private Terminal ended(String command) throws Exception {
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    Program program = new Program(List.of("bash", "-c", command), folder, environment);
    Terminal terminal = new Terminal(program, TIMES, command, 1);
    terminal.awaitEnd(5_000);
    return terminal;
  }

  @Test
  void whatMustBeTheSameMayTakeAnotherTime() throws Exception {
    Terminal terminal = ended("echo one; echo 12 ms");
    terminal.mustSayTheSame(List.of("one", "345 ms"));
    assertThat(terminal.differing(), is(List.of()));
  }

  @Test
  void linesThatDifferAreTold() throws Exception {
    Terminal terminal = ended("echo one; echo two; echo three");
    terminal.mustSayTheSame(List.of("one", "zwei", "three"));
    assertThat(terminal.differing(), is(List.of("- zwei", "+ two")));
    terminal.mustSayTheSame(List.of("one", "two"));
    assertThat(terminal.differing(), is(List.of("+ three")));
  }

  @Test
  void nothingNeedBeTheSameUnlessItIsSaid() throws Exception {
    assertThat(ended("echo one").differing(), is(List.of()));
  }
}
