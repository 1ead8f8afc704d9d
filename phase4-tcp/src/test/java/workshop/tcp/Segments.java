package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.charset.StandardCharsets;
import workshop.shared.Ipv4Address;
import workshop.testkit.DirectMemory;
import workshop.testkit.Hex;

/** What the tests of this phase share. */
final class Segments {
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401); // 192.168.100.1
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402); // 192.168.100.2

  /**
   * The SYN of a client, its checksum by hand: 9c40 + 1f90 + 0000 + 03e8 + 0000 + 0000 + 6002 +
   * faf0 + 0000 + 0000 + 0204 + 05b4 = 22262; with the pseudo-header c0a8 + 6401 + c0a8 + 6402 +
   * 0006 + 0018 = 24971 it is 46bd3; the carry goes round: 6bd3 + 4 = 6bd7; its complement is 9428.
   */
  static final byte[] SYN =
      Hex.bytes(
          """
          9c 40 | 1f 90     # source port 40000, destination port 8080
          00 00 03 e8       # sequence number 1000
          00 00 00 00       # acknowledgment number
          60 02 | fa f0     # 6 words, SYN, window 64240
          94 28 | 00 00     # checksum, urgent pointer
          02 04 05 b4       # MSS 1460
          """);

  /**
   * An odd payload: 1f90 + 9c40 + 0000 + 1389 + 0000 + 03e9 + 5018 + 2000 + 0000 + 0000 + 4869 +
   * 2100 = 1acc3, where the last word is "!" and a zero that is not sent; with the pseudo-header
   * c0a8 + 6402 + c0a8 + 6401 + 0006 + 0017 = 24970 it is 3f633; f633 + 3 = f636; its complement is
   * 09c9.
   */
  static final byte[] DATA =
      Hex.bytes(
          """
          1f 90 | 9c 40
          00 00 13 89       # sequence number 5001
          00 00 03 e9       # acknowledgment number 1001
          50 18 | 20 00     # 5 words, PSH,ACK, window 8192
          09 c9 | 00 00
          48 69 21          # Hi!
          """);

  private Segments() {}

  /** From the kernel's client to the stack's server, without options. */
  static TcpSegment segment(int flags, long seq, long ack, String text) {
    return new TcpSegment(
        40000,
        8080,
        new SequenceNumber((int) seq),
        new SequenceNumber((int) ack),
        flags,
        65535,
        0,
        TcpOptions.NONE,
        DirectMemory.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** It is a reset to the sender of {@link #segment}, with these numbers and nothing besides. */
  static void assertIsReset(TcpSegment actual, int flags, long seq, long ack) {
    assertThat("the reset: there must be one", actual, notNullValue());
    assertThat("source port", actual.sourcePort(), equalTo(8080));
    assertThat("destination port", actual.destinationPort(), equalTo(40000));
    assertThat("flags", TcpFlags.toString(actual.flags()), equalTo(TcpFlags.toString(flags)));
    assertThat("sequence number", actual.seq(), equalTo(new SequenceNumber((int) seq)));
    if ((flags & TcpFlags.ACK) != 0) {
      assertThat("acknowledgment", actual.ack(), equalTo(new SequenceNumber((int) ack)));
    }
    assertThat("window", actual.window(), equalTo(0));
    assertThat("urgent pointer", actual.urgentPointer(), equalTo(0));
    assertThat("options", actual.options(), sameBytes(new byte[0]));
    assertThat("payload", actual.payload(), sameBytes(new byte[0]));
  }
}
