package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Given;

@Given
@Order(8)
@DisplayName("Options: the command line")
class OptionsTest {

  @Test
  @Order(1)
  @DisplayName("without options, the workshop's defaults")
  void defaults() throws UsageException {
    assertThat(
        Options.parse(), is(new Options("tap0", "192.168.100.1/24", "192.168.100.2", null, false)));
  }

  @Test
  @Order(2)
  @DisplayName("every option, in any order")
  void everyOption() throws UsageException {
    Options expected = new Options("tap7", "10.1.2.3/8", "10.9.9.9", Path.of("x.pcap"), true);
    assertThat(
        Options.parse(
            "--device",
            "tap7",
            "--kernel",
            "10.1.2.3/8",
            "--address",
            "10.9.9.9",
            "--pcap",
            "x.pcap",
            "--trace"),
        is(expected));
    assertThat(
        Options.parse(
            "--trace",
            "--pcap",
            "x.pcap",
            "--address",
            "10.9.9.9",
            "--kernel",
            "10.1.2.3/8",
            "--device",
            "tap7"),
        is(expected));
  }

  @Test
  @Order(3)
  @DisplayName("each option alone changes nothing else")
  void eachAlone() throws UsageException {
    Options d = Options.DEFAULTS;
    assertThat(
        Options.parse("--device", "t"), is(new Options("t", d.kernel(), d.address(), null, false)));
    assertThat(
        Options.parse("--kernel", "1.2.3.4/0"),
        is(new Options("tap0", "1.2.3.4/0", d.address(), null, false)));
    assertThat(
        Options.parse("--address", "1.2.3.4"),
        is(new Options("tap0", d.kernel(), "1.2.3.4", null, false)));
    assertThat(
        Options.parse("--pcap", "p"),
        is(new Options("tap0", d.kernel(), d.address(), Path.of("p"), false)));
    assertThat(
        Options.parse("--trace"), is(new Options("tap0", d.kernel(), d.address(), null, true)));
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {"--help", "-h"})
  @DisplayName("asks for help, whatever else is there")
  void help(String option) throws UsageException {
    assertThat(Options.parse(option), is(nullValue()));
    assertThat(Options.parse("--trace", option, "nonsense"), is(nullValue()));
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(strings = {"--device", "--kernel", "--address", "--pcap"})
  @DisplayName("tells which option misses its value")
  void valueMissing(String option) {
    assertThat(refused("--trace", option), containsString(option));
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(
      strings = {"--nonsense", "tap0", "", "-device", "--Device", "--device=t", "--mac", "--port"})
  @DisplayName("tells which option it does not know")
  void unknownOption(String option) {
    assertThat(refused(option), containsString("Unknown option: " + option));
  }

  @ParameterizedTest
  @Order(7)
  @ValueSource(
      strings = {
        "192.168.100.1",
        "192.168.100.1/",
        "192.168.100.1/33",
        "192.168.100.1/024",
        "1.2.3/24",
        "1.2.3.4.5/24",
        "/24",
        "",
        "a.b.c.d/24",
        "256.1.1.1/24",
        "1.1.1.999/24",
        "192.168.100.010/24",
        "01.1.1.1/24",
        "192.168.100.1/24 ",
        "192.168.100.1/-1"
      })
  @DisplayName("refuses a kernel side that is no address with a prefix length")
  void wrongKernelSide(String value) {
    assertThat(
        refused("--kernel", value),
        allOf(containsString("--kernel"), containsString("192.168.100.1/24")));
  }

  @ParameterizedTest
  @Order(8)
  @ValueSource(ints = {0, 1, 9, 10, 19, 20, 24, 29, 30, 31, 32})
  @DisplayName("takes any prefix length from 0 to 32")
  void prefixLength(int length) throws UsageException {
    String value = "10.0.0.1/" + length;
    assertThat(Options.parse("--kernel", value).kernel(), is(value));
  }

  @Test
  @Order(9)
  @DisplayName("refuses a file name that can be none")
  void wrongFileName() {
    assertThat(refused("--pcap", "a\0b"), containsString("--pcap"));
  }

  @Test
  @Order(10)
  @DisplayName("names every option in the help")
  void helpNamesAll() {
    for (String option :
        new String[] {"--device", "--kernel", "--address", "--pcap", "--trace", "--help"}) {
      assertThat(Options.HELP, containsString(option + " "));
    }
  }

  @Test
  @Order(11)
  @DisplayName("a phase's own options may stand between these, with a value or without")
  void moreOptions() throws UsageException {
    OwnOptions own = new OwnOptions();
    Options options =
        Options.parse(own, "--own", "a", "--trace", "--flag", "--own", "--trace", "--device", "t");
    assertThat("taken", own.taken, contains("--own a", "--flag", "--own --trace"));
    assertThat(options.trace(), is(true));
    assertThat(options.device(), is("t"));
  }

  @Test
  @Order(12)
  @DisplayName("what neither the workshop nor the phase knows is refused")
  void moreOptionsRefuse() {
    OwnOptions own = new OwnOptions();
    assertThat(refused(own, "--own", "a", "b"), containsString("Unknown option: b"));
    assertThat(refused(own, "--trace", "--own"), containsString("--own needs a value"));
    assertThat(refused(own, "--own", "bad"), is("--own is not bad"));
    assertThat(refused("--own", "a"), containsString("Unknown option: --own"));
  }

  @Test
  @Order(13)
  @DisplayName("a phase cannot take away what every phase has")
  void moreOptionsComeLast() throws UsageException {
    OwnOptions own = new OwnOptions();
    own.takesAll = true;
    assertThat(Options.parse(own, "--device", "t", "x").device(), is("t"));
    assertThat(own.taken, contains("x"));
    assertThat(Options.parse(own, "y", "--help"), is(nullValue()));
  }

  /** {@code --own VALUE} and {@code --flag}. */
  private static final class OwnOptions implements MoreOptions {
    final List<String> taken = new ArrayList<>();
    boolean takesAll;

    @Override
    public String help() {
      return "";
    }

    @Override
    public boolean take(String option, Value value) throws UsageException {
      switch (option) {
        case "--own" -> {
          String next = value.next();
          if (next.equals("bad")) {
            throw new UsageException("--own is not bad");
          }
          taken.add("--own " + next);
        }
        case "--flag" -> taken.add(option);
        default -> {
          if (takesAll) {
            taken.add(option);
          }
          return takesAll;
        }
      }
      return true;
    }
  }

  private static String refused(String... arguments) {
    return refused(MoreOptions.NONE, arguments);
  }

  private static String refused(MoreOptions more, String... arguments) {
    UsageException refused =
        assertThrows(UsageException.class, () -> Options.parse(more, arguments), "is refused");
    assertThat("a line", refused.getMessage().lines().count(), is(1L));
    return refused.getMessage();
  }
}
