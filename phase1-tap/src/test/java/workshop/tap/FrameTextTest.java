package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Given;
import workshop.testkit.Hex;

@Order(17)
@DisplayName("FrameText: a frame as phase 1 shows it")
class FrameTextTest {
  /** As the kernel sends it on every new interface: Ethernet, IPv6, ICMPv6. */
  private static final String ROUTER_SOLICITATION =
      "33 33 00 00 00 02 02 00 00 00 00 aa 86 dd | 60 00 00 00 00 10 3a ff"
          + " fe 80 00 00 00 00 00 00 00 00 00 ff fe 00 00 aa"
          + " ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 02"
          + "| 85 00 79 c6 00 00 00 00 01 01 02 00 00 00 00 aa";

  /** The same for a report of groups, which has a header with options before ICMPv6. */
  private static final String GROUPS =
      "33 33 00 00 00 16 02 00 00 00 00 aa 86 dd | 60 00 00 00 00 24 00 01"
          + " fe 80 00 00 00 00 00 00 00 00 00 ff fe 00 00 aa"
          + " ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 16"
          + "| 3a 00 05 02 00 00 01 00 | 8f 00 cf 4b 00 00 00 01";

  @Test
  @Exercise("1.1")
  @Order(1)
  @DisplayName("the bytes of what a ping makes the kernel send")
  void showsBytes() {
    byte[] question = Frames.arpRequest().frame();
    assertThat(text(question), is("\n42 bytes\n" + Hex.dump(question)));
    byte[] ping = Frames.echoRequest().frame();
    assertThat(text(ping), is("\n42 bytes\n" + Hex.dump(ping)));
  }

  @Test
  @Exercise("1.1")
  @Order(2)
  @DisplayName("the bytes of a frame too short to say what it carries")
  void showsShortFrame() {
    assertThat(text(Hex.bytes("33 33 00")), endsWith(Hex.dump(Hex.bytes("33 33 00"))));
    assertThat(text(new byte[0]), is("\n0 bytes\n"));
  }

  @Test
  @Given
  @Order(3)
  @DisplayName("IPv6, which the kernel speaks of its own accord, is one line")
  void foldsIpv6() {
    assertThat(
        text(Hex.bytes(ROUTER_SOLICITATION)),
        is("70 bytes of IPv6: the kernel looks for a router\n"));
    assertThat(
        text(Hex.bytes(GROUPS)),
        is("70 bytes of IPv6: the kernel says which groups it listens to\n"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Given
  @Order(4)
  @CsvSource({
    "133, the kernel looks for a router",
    "135, the kernel asks who has an address",
    "143, the kernel says which groups it listens to",
    "128, not from your ping"
  })
  @DisplayName("says what the kernel wants by it")
  void saysWhatFor(int type, String words) {
    byte[] frame = Hex.bytes(ROUTER_SOLICITATION);
    frame[54] = (byte) type;
    assertThat(text(frame), is("70 bytes of IPv6: " + words + "\n"));
  }

  @Test
  @Given
  @Order(5)
  @DisplayName("IPv6 that is cut anywhere is one line, too")
  void foldsWhatIsCut() {
    byte[] frame = Hex.bytes(GROUPS);
    for (int length = 14; length <= 62; length++) {
      assertThat(
          text(Arrays.copyOf(frame, length)), is(length + " bytes of IPv6: not from your ping\n"));
    }
  }

  @Test
  @Given
  @Order(6)
  @DisplayName("leaves the buffer as it is, wherever the frame is in it")
  void leavesTheBuffer() {
    byte[] frame = Hex.bytes(ROUTER_SOLICITATION);
    ByteBuffer buffer = ByteBuffer.allocateDirect(100).position(7).put(frame).position(7);
    buffer.limit(7 + frame.length);
    assertThat(FrameText.of(buffer), endsWith("the kernel looks for a router\n"));
    assertThat("the buffer's position", buffer.position(), is(7));
    assertThat("the buffer's limit", buffer.limit(), is(7 + frame.length));
  }

  private static String text(byte[] frame) {
    return FrameText.of(ByteBuffer.wrap(frame)).replace(System.lineSeparator(), "\n");
  }
}
