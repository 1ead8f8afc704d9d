package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.Given;
import workshop.testkit.Hex;

/** RFC 791 section 3.1; the time is 0x02a0ea20 milliseconds after midnight. */
@Order(10)
@Given
@DisplayName("EchoOptions: what of a request's options goes into the reply")
class EchoOptionsTest {
  private final EchoOptions options = new EchoOptions(Ipv4Address.parse("192.168.100.2"));

  private void reply(String request, String expected) {
    assertThat(
        options.ofReply(Udp.direct(Hex.bytes(request)), 0x02a0ea20),
        sameBytes(Hex.bytes(expected)));
  }

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @CsvSource({
    // as ping -R sends it, with room for two
    "01 07 0b 04 00000000 00000000, 07 0b 08 c0a86402 00000000 00",
    "07 0b 08 0a090807 00000000 00, 07 0b 0c 0a090807 c0a86402 00",
    // full
    "07 07 08 0a090807 00, 07 07 08 0a090807 00",
    "07 03 04 00, 07 03 04 00",
    // a pointer that points into the header, or far away
    "07 07 00 00000000 00, 07 07 00 00000000 00",
    "07 07 ff 00000000 00, 07 07 ff 00000000 00"
  })
  @DisplayName("record route: our address, where there is room")
  void recordRoute(String request, String expected) {
    reply(request, expected);
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @CsvSource({
    "44 0c 05 00 00000000 00000000, 44 0c 09 00 02a0ea20 00000000",
    "44 0c 05 01 00000000 00000000, 44 0c 0d 01 c0a86402 02a0ea20",
    "44 0c 05 03 c0a86402 00000000, 44 0c 0d 03 c0a86402 02a0ea20",
    // another machine is asked
    "44 0c 05 03 c0a86401 00000000, 44 0c 05 03 c0a86401 00000000",
    // full: one more is counted, up to 15
    "44 08 09 00 11111111, 44 08 09 10 11111111",
    "44 08 09 f0 11111111, 44 08 09 f0 11111111",
    "44 04 05 00, 44 04 05 10",
    // nobody knows this flag
    "44 08 05 02 00000000, 44 08 05 02 00000000",
    "44 08 00 00 00000000, 44 08 00 10 00000000",
    "44 08 ff 03 00000000, 44 08 ff 03 00000000"
  })
  @DisplayName("time stamp: the time, with our address if it is wanted")
  void timeStamp(String request, String expected) {
    reply(request, expected);
  }

  @Test
  @Order(3)
  @DisplayName("other options are left out, and both of ours are kept")
  void others() {
    reply(
        "94 04 00 00 | 07 07 04 00000000 | 01 | 44 08 05 00 00000000 | 82 04 00 00",
        "07 07 08 c0a86402 | 44 08 09 00 02a0ea20 | 00");
    reply("94 04 00 00", "");
    reply("", "");
    reply("00 07 07 04", "");
  }

  @ParameterizedTest(name = "{0}")
  @Order(4)
  @ValueSource(
      strings = {"07", "01 01 01 07", "07 00 04 00", "07 01 04 00", "07 28 04 00", "44 09 05 00"})
  @DisplayName("what does not hold together is left out")
  void malformed(String request) {
    reply(request, "");
  }

  @Test
  @Order(5)
  @DisplayName("any four bytes: never more than was there, and no exception")
  void anything() {
    for (int i = 0; i < 1 << 16; i++) {
      byte[] bytes = {(byte) (i % 3 == 0 ? 7 : 68), (byte) (i >> 12), (byte) (i >> 4), (byte) i};
      int size = options.ofReply(Udp.direct(bytes), 1).limit();
      assertThat(Hex.dump(bytes), size == 0 || size == 4, is(true));
    }
  }
}
