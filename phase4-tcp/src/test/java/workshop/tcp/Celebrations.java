package workshop.tcp;

import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.STACK;

import java.nio.ByteBuffer;
import workshop.ipv4.Protocol;
import workshop.shared.MalformedException;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("4.1")
  static String fields() {
    TcpHeader header = new TcpHeader(ByteBuffer.wrap(bytes()));
    return "From port %d to port %d: %s, a header of %d bytes, a window of %d."
        .formatted(
            header.sourcePort(),
            header.destinationPort(),
            TcpFlags.toString(header.flags()),
            header.length(),
            header.window());
  }

  @Celebration("4.2")
  static String circle() {
    SequenceNumber last = new SequenceNumber(-1);
    SequenceNumber later = last.plus(1000);
    return "%s and 1000 more is %s. Does the second come after the first? %s."
        .formatted(last, later, later.isAfter(last) ? "Yes" : "No");
  }

  @Celebration("4.3")
  static String options() {
    byte[] linux = Hex.bytes("02 04 05 b4 | 04 02 | 01 | 03 03 07 | 00 00");
    return "In the options 02 04 05 b4 04 02 of Linux, your code reads an MSS of %d."
        .formatted(TcpOptions.maximumSegmentSize(ByteBuffer.wrap(linux)));
  }

  @Celebration("4.4")
  static String checksum() {
    ByteBuffer segment = ByteBuffer.wrap(bytes());
    int sent = segment.getShort(TcpHeader.CHECKSUM) & 0xFFFF;
    segment.putShort(TcpHeader.CHECKSUM, (short) 0);
    int yours =
        PseudoHeader.checksum(KERNEL, STACK, Protocol.TCP, segment.limit())
            .add(segment, 0, segment.limit())
            .value();
    return "A segment came with the checksum %04x; with your pseudo-header it is %04x."
        .formatted(sent, yours);
  }

  @Celebration("4.5")
  static String segment() throws MalformedException {
    return "A segment from the kernel: " + syn();
  }

  @Celebration("4.6")
  static String length() throws MalformedException {
    return "%s%ntakes up %d number: a SYN counts.".formatted(syn(), syn().length());
  }

  @Celebration("4.7")
  static String reset() throws MalformedException {
    return "nc asks:         %s%nyour code says:  %s".formatted(syn(), Reset.answerTo(syn()));
  }

  private static TcpSegment syn() throws MalformedException {
    return TcpSegment.parse(ByteBuffer.wrap(bytes()), KERNEL, STACK);
  }

  private static byte[] bytes() {
    return Frames.tcp().flags("SYN").seq(1000).mss(1460).segment();
  }
}
