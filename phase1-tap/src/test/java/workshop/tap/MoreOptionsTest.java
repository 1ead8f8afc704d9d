package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(16)
@DisplayName("MoreOptions: the options of a phase, put together from parts")
class MoreOptionsTest {
  private final Part left = new Part("--left", "--both");
  private final Part right = new Part("--right", "--both");
  private final MoreOptions parts = MoreOptions.of(left, right);

  @Test
  @Order(1)
  @DisplayName("each part takes its own options, and their values")
  void eachTakesItsOwn() throws UsageException {
    Options options = Options.parse(parts, "--right", "a", "--trace", "--left", "--right");
    assertThat(left.taken, contains("--left --right"));
    assertThat(right.taken, contains("--right a"));
    assertThat(options.trace(), is(true));
  }

  @Test
  @Order(2)
  @DisplayName("of two that know the same option, the first takes it")
  void firstWins() throws UsageException {
    assertThat(parts.take("--both", () -> "a"), is(true));
    assertThat(left.taken, contains("--both a"));
    assertThat(right.taken, is(empty()));
  }

  @Test
  @Order(3)
  @DisplayName("help: the first comes first")
  void helpInOrder() {
    assertThat(parts.help(), is("  --left\n  --right\n"));
    assertThat(MoreOptions.of(right, left).help(), is("  --right\n  --left\n"));
  }

  @Test
  @Order(4)
  @DisplayName("an option that no part knows is left alone, and its value; then it is refused")
  void unknown() throws UsageException {
    MoreOptions.Value value =
        () -> {
          throw new AssertionError("has taken a value");
        };
    assertThat(parts.take("--middle", value), is(false));
    assertThat(refused("--left", "a", "--middle", "b"), is("Unknown option: --middle"));
    assertThat(left.taken, contains("--left a"));
    assertThat(right.taken, is(empty()));
  }

  @Test
  @Order(5)
  @DisplayName("what one part refuses, no other part is asked for")
  void refusal() {
    assertThat(refused("--both", "bad"), is("--both is not bad"));
    assertThat(refused("--both"), is("--both needs a value."));
    assertThat(right.taken, is(empty()));
  }

  @Test
  @Order(6)
  @DisplayName("no parts: no options")
  void noParts() throws UsageException {
    assertThat(MoreOptions.of().help(), is(""));
    assertThat(MoreOptions.of().take("--left", () -> "a"), is(false));
  }

  private String refused(String... arguments) {
    return assertThrows(UsageException.class, () -> Options.parse(parts, arguments), "is refused")
        .getMessage();
  }

  /** Some options, each with a value. */
  private static final class Part implements MoreOptions {
    final List<String> taken = new ArrayList<>();
    private final List<String> known;

    Part(String... known) {
      this.known = List.of(known);
    }

    @Override
    public String help() {
      return "  " + known.get(0) + "\n";
    }

    @Override
    public boolean take(String option, Value value) throws UsageException {
      if (!known.contains(option)) {
        return false;
      }
      String next = value.next();
      if (next.equals("bad")) {
        throw new UsageException(option + " is not bad");
      }
      taken.add(option + " " + next);
      return true;
    }
  }
}
