package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.Steps.assertSteps;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
  @Test
  void saysNothingWhereAllIsRight() {
    assertSteps("the calls", List.of("open", "close"), "open", "close");
    assertSteps("the calls", List.of());
  }

  @Test
  void namesTheFirstStepThatDiffers() {
    assertThat(
        failure(List.of("open", "read", "close"), "open", "ioctl", "close"),
        is(
            "the calls: number 2 should be \"ioctl\", and is \"read\"\n"
                + "expected: open, ioctl, close\n"
                + "was:      open, read, close"));
  }

  @Test
  void saysWhatIsMissingAtTheEnd() {
    assertThat(
        failure(List.of("open"), "open", "ioctl", "close"),
        is(
            "the calls: missing at the end: ioctl, close\n"
                + "expected: open, ioctl, close\n"
                + "was:      open"));
    assertThat(
        failure(List.of(), "open"),
        is("the calls: missing at the end: open\nexpected: open\nwas:      (none)"));
  }

  @Test
  void saysWhatIsTooMuch() {
    assertThat(
        failure(List.of("open", "close", "close"), "open"),
        is(
            "the calls: too many at the end: close, close\n"
                + "expected: open\n"
                + "was:      open, close, close"));
  }

  private static String failure(List<String> actual, String... expected) {
    return assertThrows(AssertionError.class, () -> assertSteps("the calls", actual, expected))
        .getMessage()
        .replace(System.lineSeparator(), "\n");
  }
}
