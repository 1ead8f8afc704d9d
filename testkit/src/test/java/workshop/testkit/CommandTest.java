package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are a Unix system's")
class CommandTest {
  @Test
  void givesExitCodeAndBothOutputs() {
    Command.Result result = Command.run("sh", "-c", "echo out; echo error >&2; exit 3");
    assertThat(result.exitCode(), equalTo(3));
    assertThat(result.output(), equalTo("out\nerror\n"));
    AssertionError error = assertThrows(AssertionError.class, result::succeeded);
    assertThat(
        error.getMessage(),
        equalTo(
            "`sh -c echo out; echo error >&2; exit 3` ended with exit code 3 and said:\n"
                + "out\nerror\n"));
  }

  @Test
  void handsOverTheInput() {
    assertThat(
        Command.of("cat").input("Hello, TCP!").run().succeeded().output(), equalTo("Hello, TCP!"));
    assertThat(Command.run("cat").output(), equalTo(""));
  }

  @Test
  void killsWhatDoesNotEnd() throws Exception {
    Command command = Command.of("sh", "-c", "sleep 600 & echo $!; wait");
    AssertionError error =
        assertThrows(AssertionError.class, () -> command.within(Duration.ofSeconds(1)).run());
    String intro =
        "`sh -c sleep 600 & echo $!; wait` did not end within 1.0 s; until then it said:\n";
    assertThat(error.getMessage(), startsWith(intro));
    long child = Long.parseLong(error.getMessage().substring(intro.length()).strip());
    Optional<ProcessHandle> sleep = ProcessHandle.of(child);
    if (sleep.isPresent()) {
      sleep.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void namesThePackageOfAMissingProgram() {
    assertThat(Command.exists("sh"), is(true));
    assertThat(Command.exists("no-such-program"), is(false));
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> Command.run("no-such-program", "-x"));
    assertThat(
        error.getMessage(), startsWith("there is no program 'no-such-program' here: install it"));
    assertThat(
        Command.missing("arping"),
        containsString("install it (Debian, Ubuntu: apt install iputils-arping)"));
  }
}
