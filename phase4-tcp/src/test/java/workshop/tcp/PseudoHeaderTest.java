package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.ethernet.Ipv4Address;
import workshop.testkit.Frames;

@Order(5)
@DisplayName("The pseudo-header")
class PseudoHeaderTest {
  private static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401); // 192.168.100.1
  private static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402); // 192.168.100.2
  private static final int TCP = 6;

  @Test
  @Order(1)
  @DisplayName("its six words are in the sum: addresses, protocol, length")
  void byHand() {
    // c0a8 + 6401 + c0a8 + 6402 + 0006 + 0014 = 2496d; the carry goes round: 496d + 2 = 496f;
    // and its complement is b690.
    assertThat(PseudoHeader.checksum(KERNEL, STACK, TCP, 20).value(), equalTo(0xB690));
  }

  @Test
  @Order(2)
  @DisplayName("addresses with high bits, and the largest length")
  void highBits() {
    // fffe + fffd + fffc + fffb + 0006 + ffeb = 4ffe3; ffe3 + 4 = ffe7; complement 0018.
    assertThat(
        PseudoHeader.checksum(
                new Ipv4Address(0xFFFE_FFFD), new Ipv4Address(0xFFFC_FFFB), TCP, 0xFFEB)
            .value(),
        equalTo(0x0018));
  }

  @Test
  @Order(3)
  @DisplayName("each part of it counts")
  void eachPartCounts() {
    int right = PseudoHeader.checksum(KERNEL, STACK, TCP, 20).value();
    assertThat(
        "the source's upper half",
        PseudoHeader.checksum(new Ipv4Address(0xC0A9_6401), STACK, TCP, 20).value(),
        equalTo(right - 1));
    assertThat(
        "the source's lower half",
        PseudoHeader.checksum(new Ipv4Address(0xC0A8_6402), STACK, TCP, 20).value(),
        equalTo(right - 1));
    assertThat(
        "the destination's upper half",
        PseudoHeader.checksum(KERNEL, new Ipv4Address(0xC0A9_6402), TCP, 20).value(),
        equalTo(right - 1));
    assertThat(
        "the destination's lower half",
        PseudoHeader.checksum(KERNEL, new Ipv4Address(0xC0A8_6403), TCP, 20).value(),
        equalTo(right - 1));
    assertThat(
        "the protocol: UDP is 17",
        PseudoHeader.checksum(KERNEL, STACK, 17, 20).value(),
        equalTo(right - 11));
    assertThat(
        "the length", PseudoHeader.checksum(KERNEL, STACK, TCP, 25).value(), equalTo(right - 5));
  }

  @Test
  @Order(4)
  @DisplayName("header and payload are added behind it; over a right segment it comes to 0")
  void segmentBehindIt() {
    for (String text : new String[] {"", "x", "Hello, TCP!", "Hello, TCP!\n"}) {
      byte[] segment = Frames.tcp().flags("PSH,ACK").seq(7).ack(9).payload(text).segment();
      ByteBuffer bytes = ByteBuffer.wrap(segment);
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
}
