package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameArp;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;
import static workshop.testkit.SameBytes.samePacket;
import static workshop.testkit.SameBytes.sameSegment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

class SameBytesTest {
  private final byte[] expected = {1, 2, 3};

  @Test
  void comparesArraysAndBuffers() {
    assertThat(new byte[] {1, 2, 3}, sameBytes(expected));
    ByteBuffer buffer = ByteBuffer.allocateDirect(8).put(new byte[] {0, 1, 2, 3, 4});
    buffer.position(1).limit(4);
    assertThat(buffer, sameBytes(expected));
    assertThat(buffer.position(), equalTo(1));
    assertThat(buffer.limit(), equalTo(4));
    assertThat(new byte[] {1, 2}, not(sameBytes(expected)));
    assertThat(new byte[] {1, 2, 3, 0}, not(sameBytes(expected)));
    assertThat(null, not(sameBytes(expected)));
    assertThat("text", not(sameBytes(expected)));
  }

  @Test
  void namesTheFirstDifference() {
    assertThat(
        failure(new byte[] {1, 9, 3}, sameBytes(expected)),
        containsString(
            "Expected: bytes, 3 bytes\n"
                + "     but: was 3 bytes; the first difference is at offset 1 (0x01):"
                + " expected 02, was 09\n"
                + "  expected  0000  01 02 03"));
    assertThat(
        failure(new byte[] {1}, sameBytes(expected)), containsString("expected 02, was the end"));
    assertThat(
        failure(new byte[] {1, 2, 3, 4}, sameBytes(expected)),
        containsString("offset 3 (0x03): expected the end, was 04"));
    assertThat(failure(null, sameBytes(expected)), containsString("but: was null"));
    assertThat(failure("text", sameBytes(expected)), containsString("but: was \"text\""));
  }

  @Test
  void showsTheFieldsOfAFrameAndMarksThoseThatDiffer() {
    byte[] right = Frames.tcp().fromStack().flags("SYN,ACK").seq(5000).ack(1001).frame();
    byte[] wrong =
        Frames.tcp().fromStack().flags("ACK").seq(5000).ack(1000).checksum(0xdead).frame();
    // Sum of the words without the checksum:
    // 24971 - 4 (20 bytes of segment, not 24)                                       = 2496d
    // 1f90 + 9c40 + 0000 + 1388 + 0000 + 03e9 + 5012 + ffff + 0000                  = 22352
    // 46cbf -> 6cc3 -> 933c
    // wrong: ack one less, flags 10 in place of 12: three less, so three more: 933f
    String text = failure(wrong, sameFrame(right));
    assertThat(text, containsString("Expected: an Ethernet frame, 54 bytes"));
    assertThat(text, containsString("\n  TCP sequence number   5000 "));
    assertThat(text, containsString("\n* TCP acknowledgment    1001            "));
    assertThat(text, containsString("\n* TCP flags             SYN,ACK         "));
    assertThat(text, containsString(" 0x933c (right) "));
    assertThat(text, containsString(" 0xdead (wrong: these bytes need 0x933f)\n"));
    // 14 + 20 bytes before TCP: the acknowledgment's last byte is at 34 + 11 = 45
    assertThat(text, containsString("offset 45 (0x2d): expected e9, was e8"));
  }

  @Test
  void showsWhatOnlyOneOfThemHas() {
    byte[] right = Frames.tcp().flags("SYN").mss(1460).segment();
    byte[] wrong = Frames.tcp().flags("SYN").segment();
    String text = failure(wrong, sameSegment(right));
    assertThat(text, containsString("* TCP maximum segment size  1460         -\n"));
    assertThat(text, containsString("* TCP options               02 04 05 b4  -\n"));
  }

  @Test
  void showsPaddingThatWasTakenForPayload() {
    byte[] right = Frames.ipv4().payload(new byte[] {'h', 'i'}).packet();
    byte[] wrong = Frames.ipv4().payload(new byte[] {'h', 'i', 0, 0}).packet();
    String text = failure(wrong, samePacket(right));
    assertThat(
        text, containsString("* IPv4 payload          2 bytes \"hi\"    4 bytes \"hi..\"\n"));
    assertThat(text, containsString("* IPv4 total length     22 "));
  }

  @Test
  void marksPayloadsThatDifferOnlyInTheirUnseenPart() {
    byte[] right = Frames.ipv4().payload(new byte[100]).checksum(0).packet();
    byte[] wrong = right.clone();
    wrong[119] = 1;
    assertThat(failure(wrong, samePacket(right)), containsString("* IPv4 payload "));
  }

  @Test
  void showsWhatCannotBeParsedAsFarAsItGoes() {
    byte[] frame = Frames.tcp().mss(1460).payload("hello").frame();
    for (int length = 0; length < frame.length; length++) {
      String text = failure(Arrays.copyOf(frame, length), sameFrame(frame));
      assertThat(text, containsString("first difference is at offset " + length + " "));
    }
    assertThat(
        failure(Arrays.copyOf(frame, 20), sameFrame(frame)),
        containsString(" only 6 of 20 bytes\n"));
    byte[] message = Frames.arpReply().message();
    assertThat(failure(new byte[3], sameArp(message)), containsString("ARP message"));
    // lengths that lie
    byte[] packet = Frames.tcp().dataOffset(15).ip(ip -> ip.ihl(15).totalLength(1)).packet();
    assertThat(failure(packet, samePacket(message)), containsString("15 words"));
    byte[] low = Frames.tcp().dataOffset(0).ip(ip -> ip.ihl(0).totalLength(65535)).packet();
    assertThat(failure(low, samePacket(message)), containsString("0 words"));
  }

  private static String failure(Object actual, Matcher<Object> matcher) {
    return assertThrows(AssertionError.class, () -> assertThat(actual, matcher)).getMessage();
  }
}
