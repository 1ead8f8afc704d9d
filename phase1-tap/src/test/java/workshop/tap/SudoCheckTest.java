package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.testkit.Given;

@Given
@Order(12)
@DisplayName("Sudo: messages name sudo only for users who are not root")
class SudoCheckTest {
  private static final String ALL = "         0          0 4294967295\n";
  private static final String IN_NAME_ONLY = "         0       1000          1\n";
  private static final String ROOT = "Name:\tjava\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n";
  private static final String ADA = "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t0\t0\t0\t0\n";

  @Test
  @Order(1)
  @DisplayName("a user, and who has called sudo to be root for one program")
  void user() {
    assertThat("a user", SudoCheck.isNeeded(ADA, ALL, null), is(true));
    assertThat("behind sudo", SudoCheck.isNeeded(ROOT, ALL, "1000"), is(true));
    assertThat("no /proc", SudoCheck.isNeeded("", "", null), is(true));
  }

  @Test
  @Order(2)
  @DisplayName("not root, root who has called sudo, and root in a lab, where sudo does not start")
  void root() {
    assertThat("root", SudoCheck.isNeeded(ROOT, ALL, null), is(false));
    assertThat("root behind sudo", SudoCheck.isNeeded(ROOT, ALL, "0"), is(false));
    assertThat("a lab", SudoCheck.isNeeded(ROOT, IN_NAME_ONLY, null), is(false));
    assertThat("a lab of a user", SudoCheck.isNeeded(ROOT, IN_NAME_ONLY, "1000"), is(false));
  }

  @ParameterizedTest
  @Order(3)
  @EnumSource(Errno.class)
  @DisplayName("no message about the device tells root to use sudo")
  void messages(Errno errno) {
    String open = TapException.cannotOpen("/dev/net/tun", errno, true).getMessage();
    String attach = TapException.cannotAttach("tap0", errno, true).getMessage();
    assertThat(open, not(containsString("sudo")));
    assertThat(attach, not(containsString("sudo")));
  }

  @Test
  @Order(4)
  @DisplayName("a user is told where sudo helps")
  void told() {
    assertThat(
        TapException.cannotOpen("/dev/net/tun", Errno.EACCES, false).getMessage(),
        containsString("Run it with sudo."));
    assertThat(
        TapException.cannotOpen("/dev/net/tun", Errno.ENOENT, false).getMessage(),
        containsString("sudo modprobe tun"));
    assertThat(
        TapException.cannotAttach("tap5", Errno.EPERM, false).getMessage(),
        containsString("sudo ip tuntap add dev tap5 mode tap user $USER"));
  }
}
