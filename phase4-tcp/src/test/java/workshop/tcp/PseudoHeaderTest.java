package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(5)
@Exercise("4.4")
@DisplayName("The pseudo-header")
class PseudoHeaderTest {
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401); // 192.168.100.1
  private static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402); // 192.168.100.2
  private static final int TCP = 6;

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @DisplayName("sum: each byte counts, as the upper or the lower half of its word")
  @CsvSource({
    "another destination: its upper half, c0a86401, c0a96402, 6, 20, 1",
    "another destination: its lower half, c0a86401, c0a86403, 6, 20, 1",
    "another destination: its third byte, c0a86401, c0a86502, 6, 20, 256",
    "another source: its upper half, c0a96401, c0a86402, 6, 20, 1",
    "another source: its lower half, c0a86402, c0a86402, 6, 20, 1",
    "another source: its first byte, c1a86401, c0a86402, 6, 20, 256",
    "another protocol: UDP is 17, c0a86401, c0a86402, 17, 20, 11",
    "another length, c0a86401, c0a86402, 6, 25, 5",
    "another length: above 255, c0a86401, c0a86402, 6, 276, 256"
  })
  void eachPartCounts(
      String what, String source, String destination, int protocol, int length, int more) {
    int right = PseudoHeader.sum(KERNEL, STACK, TCP, 20);
    int other = PseudoHeader.sum(address(source), address(destination), protocol, length);
    assertThat(what + ": the sum is larger by", other - right, equalTo(more));
  }

  @Test
  @Order(2)
  @DisplayName("sum: six words of 16 bits: two of each address, the protocol, the length")
  void byHand() {
    assertThat(
        "c0a8 + 6401 + c0a8 + 6402 + 0006 + 0014 = 2496d; with the carries brought round"
            + " (where it is a little less, a sign may have been dragged along: >> for >>>)",
        folded(PseudoHeader.sum(KERNEL, STACK, TCP, 20)),
        equalTo("496f"));
  }

  @Test
  @Order(3)
  @DisplayName("sum: addresses with high bits, and the largest length")
  void highBits() {
    int sum =
        PseudoHeader.sum(new Ipv4Address(0xFFFE_FFFD), new Ipv4Address(0xFFFC_FFFB), TCP, 0xFFEB);
    assertThat(
        "fffe + fffd + fffc + fffb + 0006 + ffeb = 4ffe3; with the carries brought round",
        folded(sum),
        equalTo("ffe7"));
  }

  @Test
  @Order(4)
  @DisplayName("checksum: the complement of the sum, with its carries brought round")
  void checksum() {
    assertThat(
        "the complement of 496f, in hex",
        Integer.toHexString(PseudoHeader.checksum(KERNEL, STACK, TCP, 20).value()),
        equalTo("b690"));
  }

  @Test
  @Order(5)
  @DisplayName("checksum: pseudo-header, header and payload of a right segment give 0")
  void segmentBehindIt() {
    for (String text : new String[] {"", "x", "Hello, TCP!", "Hello, TCP!\n"}) {
      byte[] segment = Frames.tcp().flags("PSH,ACK").seq(7).ack(9).payload(text).segment();
      ByteBuffer bytes = DirectMemory.of(segment);
      assertThat(
          text,
          PseudoHeader.checksum(KERNEL, STACK, TCP, segment.length)
              .add(bytes, 0, segment.length)
              .value(),
          equalTo(0));
      assertThat(
          "for another machine: " + text,
          PseudoHeader.checksum(KERNEL, new Ipv4Address(0xC0A8_6403), TCP, segment.length)
              .add(bytes, 0, segment.length)
              .value(),
          not(equalTo(0)));
    }
  }

  private static Ipv4Address address(String hex) {
    return new Ipv4Address(Integer.parseUnsignedInt(hex, 16));
  }

  /** A sum may keep its carries or not: brought round, it is the same. In hex. */
  private static String folded(int sum) {
    return "%04x".formatted((sum & 0xFFFF) + (sum >>> 16));
  }
}
