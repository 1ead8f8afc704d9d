package workshop.classroom.machine;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The options of a phase's main")
class MainOptionsTest {
  @Test
  @DisplayName("are the workshop's defaults where nothing is said")
  void defaults() {
    assertThat(
        MainOptions.of(List.of()), is(new MainOptions("tap0", "192.168.100.1/24", "", "", false)));
  }

  @Test
  @DisplayName("are taken from the words; the last one counts, and a value may be missing")
  void words() {
    List<String> words =
        List.of(
            "--device", "a", "--trace", "--device", "tap7", "--help", "--plot", "a.svg", "--pcap");
    assertThat(
        MainOptions.of(words), is(new MainOptions("tap7", "192.168.100.1/24", "", "a.svg", true)));
  }
}
