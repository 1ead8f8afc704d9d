package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class InNetworkNamespaceTest {
  private final Optional<String> obstacle = Optional.of("no wire; buy one");

  @Test
  void goesOnWhereNothingStandsInTheWay() {
    InNetworkNamespace.refuse(Optional.empty(), "required");
    InNetworkNamespace.refuse(Optional.empty(), null);
  }

  @Test
  void failsWhereTheTestsAreRequired() {
    AssertionFailedError error =
        assertThrows(
            AssertionFailedError.class, () -> InNetworkNamespace.refuse(obstacle, "required"));
    assertThat(
        error.getMessage(),
        equalTo("integration tests are required (-Dintegration=required), but: no wire; buy one"));
  }

  @Test
  void skipsAndSaysSoOnce() {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThrows(
          TestAbortedException.class, () -> InNetworkNamespace.refuse(obstacle, "optional"));
      assertThrows(TestAbortedException.class, () -> InNetworkNamespace.refuse(obstacle, null));
    } finally {
      System.setOut(before);
    }
    assertThat(
        said.toString(StandardCharsets.UTF_8),
        equalTo("integration tests skipped: no wire; buy one" + System.lineSeparator()));
  }
}
