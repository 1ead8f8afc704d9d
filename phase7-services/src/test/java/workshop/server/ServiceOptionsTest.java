package workshop.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.FrameReceiver;
import workshop.tap.UsageException;
import workshop.testkit.Given;

@Given
@Order(42)
@DisplayName("The options of phase 7's services")
class ServiceOptionsTest {
  private final ServiceOptions options = new ServiceOptions();

  private void take(String option, String value) throws UsageException {
    assertThat(option + " is known", options.take(option, () -> value), is(true));
  }

  @Test
  @Order(1)
  @DisplayName("without any: no folder, and five minutes")
  void defaults() throws UsageException {
    assertThat(options.folder(), is(nullValue()));
    assertThat(options.idleTimeout(), is(300_000_000_000L));
    assertThat("another option", options.take("--loss", () -> "10%"), is(false));
  }

  @Test
  @Order(2)
  @DisplayName("a folder, and a time")
  void values(@TempDir Path folder) throws UsageException {
    take("--www", folder.toString());
    take("--idle-timeout", "90s");
    assertThat(options.folder(), is(folder));
    assertThat(options.idleTimeout(), is(90_000_000_000L));
    take("--idle-timeout", "never");
    assertThat(options.idleTimeout(), is(FrameReceiver.NEVER));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(3)
  @ValueSource(strings = {"", "0s", "5", "-5s", "5m", "1.5s", "9999999999s"})
  @DisplayName("a time that is none")
  void noTime(String value) {
    UsageException e =
        assertThrows(UsageException.class, () -> take("--idle-timeout", value), value);
    assertThat(e.getMessage(), is("--idle-timeout is like 60s, or never, not " + value));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(4)
  @ValueSource(strings = {"/none/such", "pom.xml"})
  @DisplayName("a folder that is none")
  void noFolder(String value) {
    UsageException e = assertThrows(UsageException.class, () -> take("--www", value), value);
    assertThat(e.getMessage(), is("--www is a folder that exists, not " + value));
  }
}
