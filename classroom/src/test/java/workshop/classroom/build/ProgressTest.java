package workshop.classroom.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A build that goes on")
class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Test
  @DisplayName("names the modules that it is at")
  void modules() {
    Progress progress = new Progress(out, true);
    progress.accept("[INFO] Building TCP/IP workshop 1.0-SNAPSHOT                           [1/7]");
    progress.accept("[INFO] Building Phase 3: IPv4 and ICMP 1.2                             [4/7]");
    progress.accept("[INFO] Building jar: /somewhere/phase3.jar");
    assertThat(shown.toString(), is("  TCP/IP workshop\n  Phase 3: IPv4 and ICMP\n"));
  }

  @Test
  @DisplayName("tells after each fifty files that they are downloaded")
  void downloads() {
    Progress progress = new Progress(out, false);
    for (int i = 0; i < 120; i++) {
      progress.accept("[INFO] Downloaded from central: something (1 kB)");
    }
    assertThat(shown.toString(), is("  50 files downloaded\n  100 files downloaded\n"));
  }
}
