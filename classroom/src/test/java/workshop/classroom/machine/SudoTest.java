package workshop.classroom.machine;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sudo")
class SudoTest {
  @Test
  @DisplayName("is told to users, and to who has called sudo to be root for one program")
  void user() {
    assertThat("a user", Sudo.isNeeded(false, false, Map.of()), is(true));
    assertThat("behind sudo", Sudo.isNeeded(true, false, Map.of("SUDO_UID", "1000")), is(true));
  }

  @Test
  @DisplayName("is not told to root, nor in a lab, where it does not start")
  void root() {
    assertThat("root", Sudo.isNeeded(true, false, Map.of()), is(false));
    assertThat("root, by sudo", Sudo.isNeeded(true, false, Map.of("SUDO_UID", "0")), is(false));
    assertThat("a lab", Sudo.isNeeded(true, true, Map.of("SUDO_UID", "1000")), is(false));
  }
}
