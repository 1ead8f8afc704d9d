package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
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
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(1)
@DisplayName("MacAddress: an Ethernet address")
class MacAddressTest {

  @ParameterizedTest(name = "{0}")
  @Given
  @Order(1)
  @CsvSource({
    "02:00:00:00:00:01, 0x020000000001",
    "12:34:56:78:9a:bc, 0x123456789abc",
    "12:34:56:78:9A:BC, 0x123456789abc",
    "fe:dc:ba:98:76:54, 0xfedcba987654",
    "ff:ff:ff:ff:ff:ff, 0xffffffffffff",
    "00:00:00:00:00:00, 0x000000000000"
  })
  @DisplayName("parse: reads an address as people write it")
  void parses(String text, String bits) {
    assertThat(Long.toHexString(MacAddress.parse(text).bits()), is(hex(bits)));
  }

  @ParameterizedTest
  @Given
  @Order(2)
  @ValueSource(
      strings = {
        "",
        "02",
        "02:00:00:00:00",
        "02:00:00:00:00:01:02",
        "02:00:00:00:00:1",
        "02:00:00:00:00:001",
        "02-00-00-00-00-01",
        "020000000001",
        "02:00:00:00:00:0g",
        "02:00:00:00:00:-1",
        " 02:00:00:00:00:01",
        "02:00:00:00:00:01 ",
        "02:00:00:00:00:01:"
      })
  @DisplayName("parse: refuses anything else, and tells what it should look like")
  void refuses(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> MacAddress.parse(text));
    assertThat(
        refused.getMessage(), allOf(containsString("02:00:00:00:00:01"), containsString(text)));
  }

  @ParameterizedTest(name = "{0}")
  @Exercise("2.1")
  @Order(3)
  @CsvSource({
    "12 34 56 78 9a bc, 0x123456789abc",
    "02 00 00 00 00 01, 0x020000000001",
    // each byte above 7f, which Java takes for negative
    "80 81 82 83 84 85, 0x808182838485",
    "00 00 ff ff ff ff, 0x0000ffffffff",
    "ff ff 00 00 00 00, 0xffff00000000",
    "00 00 80 00 00 00, 0x000080000000",
    "ff ff ff ff ff ff, 0xffffffffffff"
  })
  @DisplayName("read: takes the six bytes, the first on top")
  void reads(String bytes, String bits) {
    ByteBuffer buffer = DirectMemory.of(Hex.bytes("ee ee" + bytes + "ee ee"));
    assertThat(
        "the 48 bits, in hex", Long.toHexString(MacAddress.read(buffer, 2).bits()), is(hex(bits)));
    assertThat("the buffer's position, after read", buffer.position(), is(0));
  }

  @ParameterizedTest(name = "{0}")
  @Exercise("2.1")
  @Order(4)
  @ValueSource(
      strings = {
        "12 34 56 78 9a bc",
        "02 00 00 00 00 01",
        "80 81 82 83 84 85",
        "00 00 ff ff ff ff",
        "ff ff 00 00 00 00",
        "ff ff ff ff ff ff"
      })
  @DisplayName("write: puts the six bytes, and no others")
  void writes(String bytes) {
    long bits = Long.parseLong(bytes.replace(" ", ""), 16);
    ByteBuffer buffer = DirectMemory.of(Hex.bytes("ee ee ee ee ee ee ee ee ee ee"));
    new MacAddress(bits).write(buffer, 2);
    assertThat("the buffer's position, after write", buffer.position(), is(0));
    assertThat(buffer, sameBytes(Hex.bytes("ee ee" + bytes + "ee ee")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Exercise("2.1")
  @Order(5)
  @CsvSource({
    "02:00:00:00:00:01, false",
    "01:00:5e:00:00:01, true", // 224.0.0.1
    "01:00:00:00:00:00, true", // the lowest bit of the first byte, and no other
    "33:33:00:00:00:01, true", // ff02::1
    "ff:ff:ff:ff:ff:ff, true",
    "fe:01:01:01:01:01, false",
    "00:00:00:00:00:00, false",
    "00:00:00:00:00:01, false"
  })
  @DisplayName("isMulticast: whether the lowest bit of the first byte is set")
  void isMulticast(String address, boolean multicast) {
    assertThat(
        address + " stands for a group", MacAddress.parse(address).isMulticast(), is(multicast));
  }

  @ParameterizedTest(name = "{1}")
  @Given
  @Order(6)
  @CsvSource({
    "0x020000000001, 02:00:00:00:00:01",
    "0xfedcba987654, fe:dc:ba:98:76:54",
    "0x000000000000, 00:00:00:00:00:00",
    "0xffffffffffff, ff:ff:ff:ff:ff:ff"
  })
  @DisplayName("is shown as people write it")
  void isShown(String bits, String text) {
    assertThat(new MacAddress(Long.decode(bits)).toString(), is(text));
  }

  @Test
  @Given
  @Order(7)
  @DisplayName("two with the same bits are the same")
  void equality() {
    assertThat(new MacAddress(0x0200_0000_0001L), equalTo(new MacAddress(0x0200_0000_0001L)));
    assertThat(MacAddress.BROADCAST.bits(), is(0xFFFF_FFFF_FFFFL));
    assertThat(MacAddress.ZERO.bits(), is(0L));
  }

  /** Compared as text, so that a failure shows the digits. */
  private static String hex(String bits) {
    return Long.toHexString(Long.decode(bits));
  }
}
