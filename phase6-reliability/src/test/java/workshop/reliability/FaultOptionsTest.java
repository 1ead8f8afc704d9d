package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.UsageException;
import workshop.testkit.Given;

@Given
@Order(61)
@DisplayName("FaultOptions: what the command line says of the wire's faults")
class FaultOptionsTest {
  private static final long SECOND = 1_000_000_000;

  private final FaultOptions options = new FaultOptions();

  /** Takes options, and their values, from one line. */
  private void take(String line) throws UsageException {
    Iterator<String> words = List.of(line.split(" ")).iterator();
    while (words.hasNext()) {
      String option = words.next();
      assertThat(option, options.take(option, words::next), is(true));
    }
  }

  private String refused(String option, String value) {
    UsageException refused =
        assertThrows(
            UsageException.class, () -> options.take(option, () -> value), option + " " + value);
    assertThat("a line", refused.getMessage().lines().count(), is(1L));
    return refused.getMessage();
  }

  @Test
  @Order(1)
  @DisplayName("nothing said: a wire without faults, and nothing about connections")
  void defaults() {
    assertThat(options.faults().isNone(), is(true));
    assertThat(options.settings(), is(Settings.DEFAULTS));
  }

  @Test
  @Order(2)
  @DisplayName("every option")
  void everyOption() throws UsageException {
    take("--loss 10% --reorder 5% --duplicate 2% --corrupt 1% --truncate 0.5% --delay 20ms");
    take("--seed 7 --keep-alive 60s --user-timeout 9500ms");
    assertThat(options.faults(), is(new Faults(0.1, 0.05, 0.02, 0.01, 0.005, SECOND / 50, 7)));
    assertThat(options.settings(), is(new Settings(19 * SECOND / 2, 60 * SECOND, Set.of())));
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "--loss 0%, 0",
    "--loss 100%, 1",
    "--loss 100.0%, 1",
    "--loss 0.7%, 0.007",
    "--loss 007%, 0.07",
    "--loss 99.999%, 0.99999"
  })
  @DisplayName("rates from 0% to 100%")
  void rates(String line, double rate) throws UsageException {
    take(line);
    assertThat(options.faults().loss(), is(rate));
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {"--loss", "--reorder", "--duplicate", "--corrupt", "--truncate"})
  @DisplayName("refuses what is no rate, and says what is one")
  void wrongRates(String option) {
    for (String value :
        List.of(
            "abc", "", "10", "0.1", "-1%", "100.1%", "101%", "1000%", ".5%", "5.%", "1e1%", "1,5%",
            "10 %", "NaN%", "%")) {
      assertThat(
          refused(option, value),
          is(option + " is like 10% or 0.5%, from 0% to 100%, not " + value));
    }
  }

  @ParameterizedTest
  @Order(5)
  @CsvSource({
    "0ms, 0",
    "1ms, 1_000_000",
    "1500ms, 1_500_000_000",
    "1s, 1_000_000_000",
    "999999999s, 999_999_999_000_000_000"
  })
  @DisplayName("a delay in milliseconds or seconds")
  void delay(String value, String nanos) throws UsageException {
    take("--delay " + value);
    assertThat(options.faults().delayNanos(), is(Long.parseLong(nanos.replace("_", ""))));
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(strings = {"20", "ms", "", "-1ms", "1.5s", "20us", "20 ms", "9999999999s", "1S"})
  @DisplayName("refuses what is no delay")
  void wrongDelay(String value) {
    assertThat(refused("--delay", value), is("--delay is like 20ms or 1s, not " + value));
  }

  @ParameterizedTest
  @Order(7)
  @ValueSource(strings = {"--keep-alive", "--user-timeout"})
  @DisplayName("refuses what is no time, and to wait no time at all")
  void wrongPause(String option) {
    for (String value : List.of("", "abc", "1", "1.5s", "-1s", "9999999999s")) {
      assertThat(refused(option, value), is(option + " is like 20ms or 1s, not " + value));
    }
    for (String value : List.of("0s", "0ms")) {
      assertThat(refused(option, value), is(option + " is longer than " + value + ", or left out"));
    }
  }

  @Test
  @Order(7)
  @DisplayName("what connections do without; several of it, also twice the same")
  void without() throws UsageException {
    take("--without sack");
    assertThat(options.settings().without(), is(Set.of(Technique.SACK)));
    take("--without nagle --without sack --without fast-retransmit");
    assertThat(
        options.settings().without(),
        is(Set.of(Technique.SACK, Technique.NAGLE, Technique.FAST_RETRANSMIT)));
    assertThat(options.settings().withoutWords(), is("fast-retransmit, sack, nagle"));
  }

  @ParameterizedTest(name = "without {0}")
  @Order(7)
  @ValueSource(strings = {"", "tcp", "SACK", "sack,nagle"})
  @DisplayName("refuses what is none of it, and says what there is")
  void wrongWithout(String word) {
    assertThat(
        refused("--without", word),
        is(
            "--without: none is called "
                + word
                + "; choose from fast-retransmit, congestion-control, sack, delayed-ack, nagle"));
  }

  @Test
  @Order(8)
  @DisplayName("a seed is any whole number of 18 digits, and no other")
  void seeds() throws UsageException {
    take("--seed -999999999999999999");
    assertThat(options.faults().seed(), is(-999_999_999_999_999_999L));
    for (String value : List.of("", "x", "1.5", "0x10", "1234567890123456789")) {
      assertThat(refused("--seed", value), is("--seed is a whole number, not " + value));
    }
  }

  @Test
  @Order(9)
  @DisplayName("no seed given: one is chosen, once for a run and another for the next")
  void chosenSeed() throws UsageException {
    take("--loss 10%");
    assertThat("asked twice", options.faults(), is(options.faults()));
    long different =
        Stream.generate(FaultOptions::new).limit(50).map(o -> o.faults().seed()).distinct().count();
    assertThat("of 50 runs", different, is(greaterThan(40L)));
  }

  @ParameterizedTest
  @Order(10)
  @ValueSource(
      strings = {
        "--seed 7",
        "--loss 10% --seed 1",
        "--loss 0.7% --reorder 5% --duplicate 2.25% --corrupt 100% --truncate 1% --delay 20ms"
            + " --seed -7"
      })
  @DisplayName("tells the faults as the options that repeat them")
  void tells(String line) throws UsageException {
    take(line);
    assertThat(options.faults().toString(), is(line));
  }

  @Test
  @Order(11)
  @DisplayName("leaves other options alone, and their values")
  void others() throws UsageException {
    assertThat(
        options.take(
            "--port",
            () -> {
              throw new AssertionError("has taken a value");
            }),
        is(false));
  }

  @Test
  @Order(12)
  @DisplayName("names every option in the help, in lines of a terminal's width")
  void helpNamesAll() {
    for (String option :
        List.of(
            "--loss",
            "--reorder",
            "--duplicate",
            "--corrupt",
            "--truncate",
            "--delay",
            "--seed",
            "--keep-alive",
            "--user-timeout")) {
      assertThat(options.help(), containsString("  " + option + " "));
    }
    assertThat(options.help().lines().allMatch(line -> line.length() <= 80), is(true));
  }
}
