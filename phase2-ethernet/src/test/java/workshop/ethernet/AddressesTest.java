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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.tap.Options;
import workshop.tap.UsageException;
import workshop.testkit.Exercise;

@Exercise("2.1")
@Order(9)
@DisplayName("Addresses: those on the command line")
class AddressesTest {

  @Test
  @Order(1)
  @DisplayName("without options, the workshop's defaults")
  void defaults() throws UsageException {
    Addresses defaults =
        new Addresses(
            new MacAddress(0x0200_0000_0001L),
            new Ipv4Address(0xC0A8_6402),
            new Ipv4Address(0xC0A8_6401),
            24);
    assertThat(Addresses.of(Options.DEFAULTS, new MacOption()), is(defaults));
    assertThat(Addresses.DEFAULTS, is(defaults));
  }

  @Test
  @Order(2)
  @DisplayName("reads the IPv4 addresses and the prefix length")
  void reads() throws UsageException {
    Addresses addresses = read("10.1.2.3/8", "10.9.9.9");
    assertThat(addresses.address(), is(new Ipv4Address(0x0A09_0909)));
    assertThat(addresses.kernel(), is(new Ipv4Address(0x0A01_0203)));
    assertThat(addresses.prefixLength(), is(8));
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(
      strings = {"nonsense", "0.0.0.0", "255.255.255.255", "224.0.0.1", "127.0.0.1", "999.1.1.1"})
  @DisplayName("refuses an IPv4 address that no machine has")
  void refusesAddress(String text) {
    assertThat(
        refused("192.168.100.1/24", text),
        allOf(containsString("--address"), containsString(text)));
    assertThat(
        refused(text + "/24", "192.168.100.2"),
        allOf(containsString("--kernel"), containsString(text)));
  }

  @Test
  @Order(4)
  @DisplayName("stack and kernel must not own the same address")
  void refusesSameAddress() {
    assertThat(
        refused("10.0.0.2/24", "10.0.0.2"),
        allOf(containsString("--address"), containsString("--kernel")));
  }

  @ParameterizedTest(name = "--kernel {0} --address {1}")
  @Order(5)
  @CsvSource({
    "192.168.100.1/24, 10.0.0.2, --address, 192.168.100.0/24",
    "192.168.100.1/24, 192.168.101.2, --address, 192.168.100.0/24",
    "192.168.100.1/24, 192.168.100.0, --address, 192.168.100.0/24",
    "192.168.100.1/24, 192.168.100.255, --address, 192.168.100.0/24",
    "10.0.0.0/24, 10.0.0.2, --kernel, 10.0.0.0/24",
    "10.0.0.255/24, 10.0.0.2, --kernel, 10.0.0.0/24",
    "10.0.0.1/30, 10.0.0.4, --address, 10.0.0.0/30",
    "10.0.0.1/30, 10.0.0.3, --address, 10.0.0.0/30",
    "129.0.0.1/1, 127.0.0.1, --address, 127.0.0.1"
  })
  @DisplayName("refuses a machine that is not in the network, or is its first or last address")
  void refusesOutside(String kernel, String address, String option, String network) {
    assertThat(refused(kernel, address), allOf(containsString(option), containsString(network)));
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(strings = {"10.0.0.1/0", "10.0.0.1/31", "10.0.0.1/32"})
  @DisplayName("refuses a network without room for two machines")
  void refusesPrefix(String kernel) {
    assertThat(
        refused(kernel, "10.0.0.2"), allOf(containsString(kernel), containsString("from 1 to 30")));
  }

  @ParameterizedTest
  @Order(7)
  @CsvSource({
    "192.168.100.1/24, 192.168.100.254",
    "10.0.0.1/30, 10.0.0.2",
    "10.0.0.1/8, 10.255.255.254",
    "129.0.0.1/1, 223.255.255.254",
    "1.0.0.1/1, 126.0.0.1"
  })
  @DisplayName("takes every other machine of the network")
  void takesInside(String kernel, String address) throws UsageException {
    assertThat(read(kernel, address).address(), is(Ipv4Address.parse(address)));
  }

  private static String refused(String kernel, String address) {
    UsageException refused = assertThrows(UsageException.class, () -> read(kernel, address));
    return refused.getMessage();
  }

  private static Addresses read(String kernel, String address) throws UsageException {
    Options options = new Options("tap0", kernel, address, null, false);
    return Addresses.of(options, new MacOption());
  }
}
