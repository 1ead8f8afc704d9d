package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Given;

@Order(1)
@Given
@DisplayName("Flags")
class TcpFlagsTest {

  @ParameterizedTest(name = "{0} is bit {1}")
  @Order(1)
  @DisplayName("each flag is a bit of its own: FIN the lowest, URG the sixth")
  @CsvSource({"FIN, 0", "SYN, 1", "RST, 2", "PSH, 3", "ACK, 4", "URG, 5"})
  void eachFlagIsABit(String name, int bit) {
    int flag =
        switch (name) {
          case "FIN" -> TcpFlags.FIN;
          case "SYN" -> TcpFlags.SYN;
          case "RST" -> TcpFlags.RST;
          case "PSH" -> TcpFlags.PSH;
          case "ACK" -> TcpFlags.ACK;
          default -> TcpFlags.URG;
        };
    assertThat(name, flag, equalTo(1 << bit));
  }

  @ParameterizedTest(name = "0x{0} is \"{1}\"")
  @Order(2)
  @DisplayName("flags are shown by name, the lowest bit first, separated by commas")
  @CsvSource({
    "01, FIN",
    "02, SYN",
    "12, 'SYN,ACK'",
    "14, 'RST,ACK'",
    "18, 'PSH,ACK'",
    "19, 'FIN,PSH,ACK'",
    "40, ECE",
    "80, CWR",
    "c2, 'SYN,ECE,CWR'",
    "ff, 'FIN,SYN,RST,PSH,ACK,URG,ECE,CWR'"
  })
  void flagsAreShownByName(String hex, String text) {
    assertThat(TcpFlags.toString(Integer.parseInt(hex, 16)), equalTo(text));
  }

  @Test
  @Order(3)
  @DisplayName("no flag at all is shown as \"none\"")
  void noFlagIsNone() {
    assertThat(TcpFlags.toString(0), equalTo("none"));
  }
}
