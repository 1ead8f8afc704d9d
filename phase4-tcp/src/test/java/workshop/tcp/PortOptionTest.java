package workshop.tcp;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.UsageException;
import workshop.testkit.Given;

@Given
@Order(12)
@DisplayName("PortOption: --port on the command line")
class PortOptionTest {
  private final PortOption option = new PortOption();

  @Test
  @Order(1)
  @DisplayName("without the option: the workshop's default")
  void byDefault() {
    assertThat(option.port(), is(8080));
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({"1, 1", "7, 7", "80, 80", "65535, 65535"})
  @DisplayName("takes any port from 1 to 65535")
  void port(String value, int port) throws UsageException {
    assertThat(option.take("--port", () -> value), is(true));
    assertThat(option.port(), is(port));
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(
      strings = {"0", "65536", "99999", "100000", "99999999999", "-1", "+7", "8o", "", " 7"})
  @DisplayName("refuses a value that is not a port")
  void wrongPort(String value) {
    UsageException refused =
        assertThrows(UsageException.class, () -> option.take("--port", () -> value));
    assertThat(
        refused.getMessage(),
        allOf(containsString("--port"), containsString("1 to 65535"), containsString(value)));
    assertThat("lines", refused.getMessage().lines().count(), is(1L));
  }

  @Test
  @Order(4)
  @DisplayName("reports that its value is missing")
  void valueMissing() {
    UsageException missing = new UsageException("--port needs a value.");
    UsageException refused =
        assertThrows(
            UsageException.class,
            () ->
                option.take(
                    "--port",
                    () -> {
                      throw missing;
                    }));
    assertThat(refused, is(sameInstance(missing)));
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(strings = {"--mac", "--Port", "-port", "--port=80", ""})
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
  @Order(6)
  @DisplayName("help: a line of a terminal's width, with the default")
  void help() {
    assertThat(option.help(), startsWith("  --port PORT "));
    assertThat(option.help(), containsString("(8080)\n"));
    assertThat("lines", option.help().lines().count(), is(1L));
    assertThat(option.help().length(), is(lessThanOrEqualTo(80)));
  }
}
