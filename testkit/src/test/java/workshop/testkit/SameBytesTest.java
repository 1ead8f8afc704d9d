package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameArp;
import static workshop.testkit.SameBytes.sameBytes;
import static workshop.testkit.SameBytes.sameFrame;
import static workshop.testkit.SameBytes.samePacket;
import static workshop.testkit.SameBytes.sameSegment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
                + "  (- expected, + actual)\n"
                + "- 0000  01 02 03"));
    assertThat(
        failure(new byte[] {1, 9}, sameBytes(expected)), containsString("expected 02, was 09"));
    assertThat(failure(null, sameBytes(expected)), containsString("but: was null"));
    assertThat(failure("text", sameBytes(expected)), containsString("but: was \"text\""));
  }

  @Test
  void saysThatBytesAreOnlyCut() {
    byte[] frame = Frames.echoRequest().payload("0123456789".repeat(9)).frame();
    assertThat(
        failure(Arrays.copyOf(frame, 42), sameFrame(frame)),
        is(
            "\nExpected: an Ethernet frame, 132 bytes\n"
                + "     but: was 42 bytes: it ends after 42 of 132 bytes, and is right up to there\n"
                + "  missing   002a  30 31 32 33 34 35 36 37 38 39 30 31 ..."
                + "  |012345678901|\n"));
    assertThat(
        failure(new byte[0], sameFrame(frame)), containsString("was 0 bytes: nothing at all"));
  }

  @Test
  void saysThatThereAreTooManyBytes() {
    byte[] frame = Frames.echoRequest().payload("0123456789".repeat(9)).frame();
    assertThat(
        failure(Arrays.copyOf(frame, 134), sameFrame(frame)),
        endsWith(
            "but: was 134 bytes: 2 too many, after 132 that are right\n"
                + "  too many  0084  00 00  |..|\n"));
    assertThat(
        failure(expected, sameBytes(new byte[0])),
        endsWith("but: was 3 bytes: there should be none\n  too many  0000  01 02 03  |...|\n"));
  }

  @Test
  void saysThatBytesAreShifted() {
    byte[] payload = "0123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(
        failure("3456789".getBytes(StandardCharsets.US_ASCII), sameBytes(payload)),
        endsWith(
            "was 7 bytes: the first 3 of 10 bytes are missing, and the rest is right\n"
                + "  missing   0000  30 31 32  |012|\n"));
    assertThat(
        failure("xx0123456789".getBytes(StandardCharsets.US_ASCII), sameBytes(payload)),
        endsWith(
            "was 12 bytes: 2 too many before the 10 that are right\n"
                + "  too many  0000  78 78  |xx|\n"));
    // One byte that is equal by chance says nothing.
    assertThat(failure(new byte[] {3}, sameBytes(expected)), containsString("expected 01, was 03"));
  }

  @Test
  void endsAfterAFewRows() {
    byte[] wrong = new byte[65_535];
    Arrays.fill(wrong, (byte) 1);
    String text = failure(wrong, sameBytes(new byte[65_535]));
    assertThat(text.lines().count(), is(11L));
    assertThat(text, endsWith("(65503 bytes differ after these)\n"));
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
    assertThat(text, not(containsString("TCP sequence number")));
    assertThat(text, containsString("\n* TCP acknowledgment  1001            "));
    assertThat(text, containsString("\n* TCP flags           SYN,ACK         "));
    assertThat(text, containsString("\n  (23 other fields are right)\n"));
    assertThat(text, containsString(" 0x933c (right) "));
    assertThat(text, containsString(" 0xdead (wrong: these bytes need 0x933f)\n"));
    // 14 + 20 bytes before TCP: the acknowledgment's last byte is at 34 + 11 = 45
    assertThat(text, containsString("offset 45 (0x2d): expected e9, was e8"));
  }

  @Test
  void endsAfterAFewFields() {
    byte[] frame = Frames.echoRequest().payload("0123456789".repeat(9)).frame();
    byte[] shifted = Arrays.copyOf(Arrays.copyOfRange(frame, 34, frame.length), frame.length);
    String text = failure(shifted, sameFrame(frame));
    assertThat(text, containsString("\n* Ethernet destination  02:00:00:00:00:01  08:00:"));
    assertThat(text, containsString("\n  (16 more fields differ)\n"));
    assertThat(text.lines().count(), is(19L));
    for (String line : text.split("\n")) {
      assertThat(line, line.matches("[-+*] .*") && line.length() > 76, is(false));
    }
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
    assertThat(text, containsString("* IPv4 payload       2 bytes \"hi\"    4 bytes \"hi..\"\n"));
    assertThat(text, containsString("* IPv4 total length  22 "));
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
      String first = length == 0 ? "nothing at all" : "it ends after " + length + " of ";
      assertThat(text, containsString(first));
    }
    byte[] other = Arrays.copyOf(frame, 20);
    other[0] = 9;
    assertThat(failure(other, sameFrame(frame)), containsString(" only 6 of 20 bytes\n"));
    byte[] message = Frames.arpReply().message();
    assertThat(failure(new byte[3], sameArp(message)), containsString("ARP message"));
    // lengths that lie
    byte[] packet = Frames.tcp().dataOffset(15).ip(ip -> ip.ihl(15).totalLength(1)).packet();
    assertThat(failure(packet, samePacket(message)), containsString("more fields differ"));
    byte[] low = Frames.tcp().dataOffset(0).ip(ip -> ip.ihl(0).totalLength(65535)).packet();
    assertThat(failure(low, samePacket(message)), containsString("more fields differ"));
  }

  private static String failure(Object actual, Matcher<Object> matcher) {
    return assertThrows(AssertionError.class, () -> assertThat(actual, matcher)).getMessage();
  }
}
