package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.Options;
import workshop.tap.UsageException;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(10)
@DisplayName("MacOption: --mac on the command line")
class MacOptionTest {
  private final MacOption option = new MacOption();

  @Test
  @Given
  @Order(1)
  @DisplayName("nothing said: the workshop's default")
  void byDefault() {
    assertThat(option.mac(), is(new MacAddress(0x0200_0000_0001L)));
  }

  @Test
  @Exercise("2.1")
  @Order(2)
  @DisplayName("reads the Ethernet address, which then is the stack's")
  void reads() throws UsageException {
    assertThat(option.take("--mac", () -> "02:aa:bb:cc:dd:ee"), is(true));
    assertThat(option.mac(), is(new MacAddress(0x02AA_BBCC_DDEEL)));
    assertThat(Addresses.of(Options.DEFAULTS, option).mac(), is(option.mac()));
  }

  @ParameterizedTest
  @Exercise("2.1")
  @Order(3)
  @ValueSource(
      strings = {"nonsense", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "01:00:00:00:00:01"})
  @DisplayName("refuses an Ethernet address that no machine has")
  void refuses(String mac) {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> {
              option.take("--mac", () -> mac);
              Addresses.of(Options.DEFAULTS, option);
            });
    assertThat(refused.getMessage(), allOf(containsString("--mac"), containsString(mac)));
    assertThat("lines", refused.getMessage().lines().count(), is(1L));
  }

  @Test
  @Given
  @Order(4)
  @DisplayName("hands on that its value is missing")
  void valueMissing() {
    UsageException missing = new UsageException("--mac needs a value.");
    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                option.take(
                    "--mac",
                    () -> {
                      throw missing;
                    }));
    assertThat(refused, is(sameInstance(missing)));
  }

  @ParameterizedTest
  @Given
  @Order(5)
  @ValueSource(strings = {"--port", "--Mac", "-mac", "--mac=02:00:00:00:00:01", ""})
  @DisplayName("leaves other options alone, and their values")
  void others(String other) throws UsageException {
    assertThat(
        option.take(
            other,
            () -> {
              throw new AssertionError("has taken a value");
            }),
        is(false));
  }

  @Test
  @Given
  @Order(6)
  @DisplayName("help: a line of a terminal's width, with the default")
  void help() {
    assertThat(option.help(), startsWith("  --mac MAC "));
    assertThat(option.help(), containsString("(02:00:00:00:00:01)\n"));
    assertThat("lines", option.help().lines().count(), is(1L));
    assertThat(option.help().length(), is(lessThanOrEqualTo(80)));
  }
}
