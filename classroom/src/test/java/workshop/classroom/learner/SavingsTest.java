package workshop.classroom.learner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingsTest {
  /** Another command, in a JVM of its own, which goes on until its standard input ends. */
  static final class OtherCommand {
    public static void main(String[] arguments) throws IOException {
      Savings savings = Savings.open(Path.of(arguments[0]));
      System.out.write('!');
      System.out.flush();
      System.in.read();
      savings.close();
    }
  }

  @Test
  void aSecondCommandWaitsForTheFirst(@TempDir Path root) throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherCommand.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read(), is((int) '!'));
      CompletableFuture<Savings> mine = CompletableFuture.supplyAsync(() -> Savings.open(root));
      assertThrows(TimeoutException.class, () -> mine.get(300, TimeUnit.MILLISECONDS));
      other.getOutputStream().close();
      mine.get(20, TimeUnit.SECONDS).close();
    } finally {
      other.destroyForcibly();
    }
  }
}
