package workshop.ipv4;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.Given;

@Order(5)
@Given
@DisplayName("Subnet: the network on our link")
class SubnetTest {

  @ParameterizedTest(name = "{0}/{1}: to {2} by {3}")
  @Order(1)
  @CsvSource({
    "192.168.100.1, 24, 192.168.100.7, 192.168.100.7",
    "192.168.100.1, 24, 192.168.100.1, 192.168.100.1",
    "192.168.100.1, 24, 192.168.101.7, 192.168.100.1",
    "192.168.100.1, 24, 8.8.8.8, 192.168.100.1",
    "192.168.100.1, 25, 192.168.100.127, 192.168.100.127",
    "192.168.100.1, 25, 192.168.100.128, 192.168.100.1",
    "10.1.2.3, 8, 10.255.0.1, 10.255.0.1",
    "10.1.2.3, 8, 11.0.0.1, 10.1.2.3",
    "200.1.2.3, 1, 129.0.0.1, 129.0.0.1",
    "200.1.2.3, 1, 127.0.0.1, 200.1.2.3",
    "10.1.2.3, 0, 8.8.8.8, 8.8.8.8", // a shift by 32 would be a shift by 0
    "10.1.2.3, 0, 250.8.8.8, 250.8.8.8",
    "10.1.2.3, 32, 10.1.2.3, 10.1.2.3",
    "10.1.2.3, 32, 10.1.2.2, 10.1.2.3",
    "10.1.2.2, 31, 10.1.2.3, 10.1.2.3",
    "10.1.2.2, 31, 10.1.2.4, 10.1.2.2"
  })
  @DisplayName("nextHop: a machine on this link itself, for all others the router")
  void nextHop(String router, int prefixLength, String destination, String nextHop) {
    Subnet subnet = new Subnet(Ipv4Address.parse(router), prefixLength);
    assertThat(subnet.nextHop(Ipv4Address.parse(destination)).toString(), is(nextHop));
  }

  @ParameterizedTest(name = "{0}/{1}: {2} is broadcast: {3}")
  @Order(2)
  @CsvSource({
    "192.168.100.1, 24, 192.168.100.255, true",
    "192.168.100.1, 24, 192.168.100.254, false",
    "192.168.100.1, 24, 192.168.101.255, false",
    "192.168.100.1, 24, 255.255.255.255, true",
    "192.168.100.1, 25, 192.168.100.127, true",
    "192.168.100.1, 25, 192.168.100.255, false",
    "10.1.2.1, 30, 10.1.2.3, true",
    "10.1.2.2, 31, 10.1.2.3, false", // RFC 3021: both addresses of a /31 are machines
    "10.1.2.3, 31, 10.1.2.3, false",
    "10.1.2.3, 32, 10.1.2.3, false",
    "10.1.2.3, 32, 255.255.255.255, true",
    "10.1.2.3, 8, 10.255.255.255, true",
    "10.1.2.3, 0, 255.255.255.255, true",
    "10.1.2.3, 0, 10.255.255.255, false"
  })
  @DisplayName("isBroadcast: the highest address of the network, and 255.255.255.255")
  void isBroadcast(String router, int prefixLength, String address, boolean broadcast) {
    Subnet subnet = new Subnet(Ipv4Address.parse(router), prefixLength);
    assertThat(subnet.isBroadcast(Ipv4Address.parse(address)), is(broadcast));
  }
}
