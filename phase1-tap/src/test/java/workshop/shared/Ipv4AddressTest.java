package workshop.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Given
@Order(14)
@DisplayName("Ipv4Address")
class Ipv4AddressTest {

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @CsvSource({
    "192.168.100.2, c0a86402",
    "0.0.0.0, 0",
    "255.255.255.255, ffffffff",
    "10.200.30.128, ac81e80",
    "1.2.3.4, 1020304"
  })
  @DisplayName("parse, and back to text")
  void parses(String text, String bits) {
    assertThat(Integer.toHexString(Ipv4Address.parse(text).bits()), is(bits));
    assertThat(new Ipv4Address(Integer.parseUnsignedInt(bits, 16)).toString(), is(text));
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.+4",
        "1.2.3.0004",
        "a.b.c.d",
        "1.2.3.4 ",
        "0x1.2.3.4",
        "999.1.1.1"
      })
  @DisplayName("parse: refuses anything else, and tells what it should look like")
  void refuses(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Ipv4Address.parse(text));
    assertThat(refused.getMessage(), allOf(containsString("192.168.100.2"), containsString(text)));
  }

  @Test
  @Order(3)
  @DisplayName("read and write: four bytes, the first on top")
  void readsAndWrites() {
    ByteBuffer buffer = ByteBuffer.wrap(Hex.bytes("ee c0 a8 64 82 ee"));
    Ipv4Address address = Ipv4Address.read(buffer, 1);
    assertThat(Integer.toHexString(address.bits()), is("c0a86482"));
    ByteBuffer copy = ByteBuffer.wrap(Hex.bytes("ee ee ee ee ee ee"));
    address.write(copy, 1);
    assertThat(copy, sameBytes(Hex.bytes("ee c0 a8 64 82 ee")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(4)
  @CsvSource({
    "0.0.0.0, false", // this network
    "0.255.255.255, false",
    "1.0.0.0, true",
    "126.255.255.255, true",
    "127.0.0.0, false", // loopback
    "127.255.255.255, false",
    "128.0.0.0, true",
    "192.168.100.2, true",
    "223.255.255.255, true",
    "224.0.0.0, false", // groups
    "239.255.255.255, false",
    "240.0.0.0, false", // reserved
    "255.255.255.255, false" // everybody
  })
  @DisplayName("isUnicast: whether it can be the address of one machine")
  void isUnicast(String text, boolean unicast) {
    assertThat(Ipv4Address.parse(text).isUnicast(), is(unicast));
  }
}
