package workshop.classroom.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workshop.classroom.Main;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;

class CliTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Cli cli, String... arguments) {
    return cli.run(
        folder,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        List.of(arguments));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Command(description = "For this test.")
  static final class Fails implements Callable<Integer> {
    @Parameters(arity = "0..1")
    private ExerciseId id;

    private final Exception reason;

    Fails(Exception reason) {
      this.reason = reason;
    }

    @Override
    public Integer call() throws Exception {
      throw reason;
    }
  }

  private static Cli failing(Exception reason) {
    return new Cli().with("fails", (workshop, stream) -> new Fails(reason));
  }

  @Test
  void aProblemIsToldInTwoLines() {
    assertThat(run(failing(new Problem("It is shut.\nOpen it.")), "fails"), is(1));
    assertThat(said(), is("workshop: It is shut.\n          Open it.\n"));
  }

  @Test
  void noStackTraceIsShown() {
    assertThat(run(failing(new IOException("full")), "fails"), is(1));
    assertThat(run(failing(new UncheckedIOException(new IOException("fuller"))), "fails"), is(1));
    assertThat(run(failing(new IllegalStateException("odd")), "fails"), is(1));
    assertThat(
        said(),
        allOf(
            startsWith(
                "workshop: java.io.IOException: full\nworkshop: java.io.IOException: fuller"),
            containsString("This is a mistake in the workshop itself"),
            not(containsString("\tat "))));
  }

  @Test
  void aMistakeInTypingIsToldInTwoLines() {
    Cli cli = failing(new Problem("unused"));
    assertThat(run(cli, "fails", "--nonsense"), is(2));
    assertThat(run(cli, "fails", "phase3"), is(2));
    assertThat(run(Main.commands(), "reset"), is(2));
    assertThat(run(Main.commands(), "test", "3", "4"), is(2));
    assertThat(
        said(),
        is(
            """
            workshop: Unknown option: '--nonsense'
                      ./workshop fails --help  says how it is used.
            workshop: An exercise has a number like 3.2, not "phase3".
                      ./workshop progress lists them.
            workshop: Missing required parameter: 'EXERCISE'
                      ./workshop reset --help  says how it is used.
            workshop: Too many words: '4'
                      ./workshop test --help  says how it is used.
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "hnit,hint",
    "hints,hint",
    "wacth,watch",
    "progres,progress",
    "docter,doctor",
    "catchup,catch-up",
    "tset,test",
    "wrong-answer,wrong-answers",
    "HINT,hint",
    "neXt,next"
  })
  void theNearestCommandIsNamed(String typed, String meant) {
    assertThat(run(Main.commands(), typed), is(2));
    assertThat(said(), is("workshop: %s: did you mean %s?\n".formatted(typed, meant)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"frobnicate", "x", ""})
  void noneIsNamedWhereNoneIsNear(String typed) {
    assertThat(Words.nearest(typed), is(Optional.empty()));
    assertThat(run(Main.commands(), typed), is(2));
    assertThat(said(), containsString("./workshop help  lists the commands."));
  }

  @Test
  void helpShowsTheLearnersCommandsAndTheOthersIfAskedFor() {
    assertThat(run(Main.commands(), "help"), is(0));
    assertThat(
        printed(),
        allOf(
            containsString("\n  hint [3.2]            a hint"),
            containsString("\n  lab  "),
            not(containsString("wrong-answers"))));
    assertThat(run(Main.commands(), "help", "--all"), is(0));
    assertThat(printed(), containsString("\n  wrong-answers [3.2]   whether"));
  }

  @Test
  void helpHasAPageForEachCommand() {
    for (Word word : Words.ALL) {
      out.reset();
      assertThat(run(Main.commands(), "help", word.name()), is(0));
      assertThat(printed(), startsWith("Usage: ./workshop " + word.name()));
    }
    assertThat(run(Main.commands(), "help", "hnit"), is(1));
    assertThat(said(), is("workshop: hnit: did you mean hint?\n"));
  }

  @Test
  void everythingFitsIntoEightyColumns() {
    run(Main.commands(), "help", "--all");
    Words.ALL.forEach(word -> run(Main.commands(), "help", word.name()));
    printed().lines().forEach(line -> assertThat(line, line.length(), is(lessThanOrEqualTo(80))));
  }

  @Test
  void everyCommandHasItsLineInTheHelp() {
    for (String word : Main.commands().words()) {
      assertThat(word, Words.find(word).isPresent(), is(true));
    }
  }
}
