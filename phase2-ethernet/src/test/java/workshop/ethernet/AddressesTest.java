package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.tap.Options;
import workshop.tap.UsageException;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

@Order(8)
@DisplayName("Addresses: those on the command line")
class AddressesTest {

  @Test
  @Given
  @Order(1)
  @DisplayName("reads the IPv4 addresses")
  void defaults() throws UsageException {
    assertThat(Addresses.address(Options.DEFAULTS), is(new Ipv4Address(0xC0A8_6402)));
    assertThat(Addresses.kernel(Options.DEFAULTS), is(new Ipv4Address(0xC0A8_6401)));
    assertThat(Addresses.prefixLength(Options.DEFAULTS), is(24));
  }

  @ParameterizedTest
  @Given
  @Order(2)
  @ValueSource(
      strings = {"nonsense", "0.0.0.0", "255.255.255.255", "224.0.0.1", "127.0.0.1", "999.1.1.1"})
  @DisplayName("refuses an IPv4 address that no machine has")
  void refusesAddress(String text) {
    Options options = options(text + "/24", text, "02:00:00:00:00:01");
    UsageException address = assertThrows(UsageException.class, () -> Addresses.address(options));
    assertThat(address.getMessage(), allOf(containsString("--address"), containsString(text)));
    UsageException kernel = assertThrows(UsageException.class, () -> Addresses.kernel(options));
    assertThat(kernel.getMessage(), allOf(containsString("--kernel"), containsString(text)));
  }

  @Test
  @Exercise("2.1")
  @Order(3)
  @DisplayName("reads the Ethernet address")
  void defaultMac() throws UsageException {
    assertThat(Addresses.mac(Options.DEFAULTS), is(new MacAddress(0x0200_0000_0001L)));
  }

  @ParameterizedTest
  @Exercise("2.1")
  @Order(4)
  @ValueSource(
      strings = {"nonsense", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "01:00:00:00:00:01"})
  @DisplayName("refuses an Ethernet address that no machine has")
  void refusesMac(String mac) {
    Options options = options("192.168.100.1/24", "192.168.100.2", mac);
    UsageException refused = assertThrows(UsageException.class, () -> Addresses.mac(options));
    assertThat(refused.getMessage(), allOf(containsString("--mac"), containsString(mac)));
  }

  private static Options options(String kernel, String address, String mac) {
    return new Options("tap0", kernel, address, mac, 8080, null, false);
  }
}
