package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import workshop.shared.Ipv4Address;

/** What the tests of this phase share. */
final class Segments {
  static final Ipv4Address KERNEL = new Ipv4Address(0xC0A8_6401); // 192.168.100.1
  static final Ipv4Address STACK = new Ipv4Address(0xC0A8_6402); // 192.168.100.2

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
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** It is a reset to the sender of {@link #segment}, with these numbers and nothing besides. */
  static void assertIsReset(TcpSegment actual, int flags, long seq, long ack) {
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
