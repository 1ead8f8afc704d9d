package workshop.speed;

import java.nio.ByteBuffer;
import java.util.StringJoiner;
import java.util.stream.LongStream;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);
  private static final Ipv4Address STACK = Ipv4Address.parse(Frames.STACK_IP);

  private Celebrations() {}

  @Celebration("8.1")
  static String in() {
    byte[] bytes = Vnet.header(1, 1, 54, 1460, 34, 16);
    int size = new VirtioHeader(ByteBuffer.wrap(bytes)).segmentSize();
    return "The kernel hands over a super-segment, %d bytes a segment:%n%n%s"
        .formatted(size, Hex.dump(bytes));
  }

  @Celebration("8.2")
  static String out() {
    OutgoingFrame frame = Vnet.large(Vnet.segment(60_000).frame(), 1460);
    VirtioHeader.prepend(frame);
    byte[] header = new byte[10];
    frame.bytes().get(0, header);
    return "Your header asks the kernel to cut a frame of %d bytes:%n%n%s"
        .formatted(frame.size() - 10, Hex.dump(header));
  }

  @Celebration("8.3")
  static String halves() {
    OutgoingFrame segment = OutgoingFrame.of(ByteBuffer.wrap(Vnet.segment(1460).segment()));
    segment.bytes().putShort(16, (short) 0);
    PartialChecksum.leave(segment, STACK, KERNEL);
    int half = segment.bytes().getShort(16) & 0xFFFF;
    PartialChecksum.complete(segment);
    int whole = segment.bytes().getShort(16) & 0xFFFF;
    return "Your half of a checksum: %04x. With the link's half, it is %04x."
        .formatted(half, whole);
  }

  @Celebration("8.4")
  static String large() {
    int text = SuperSegment.textAtOnce(200_000, 1460, false);
    return "200,000 bytes wait. %,d of them leave at once, in place of %d segments."
        .formatted(text, SuperSegment.segments(text, 1460));
  }

  @Celebration("8.5")
  static String cut() {
    StringJoiner lines = new StringJoiner("\n");
    OutgoingFrame whole = Vnet.large(Vnet.segment(3000).frame(), 1460);
    OutgoingFrame piece = new OutgoingFrame(1514);
    for (int i = 0; i < Cutter.pieces(whole); i++) {
      Cutter.cut(whole, i, piece);
      ByteBuffer bytes = piece.bytes();
      lines.add("  seq=%d, %d bytes of text".formatted(bytes.getInt(38), bytes.limit() - 54));
    }
    return "One super-segment of 3,000 bytes, cut by you:\n" + lines;
  }

  @Celebration("8.6")
  static String percentiles() {
    Histogram histogram = new Histogram();
    LongStream.rangeClosed(1, 1000).forEach(histogram::record);
    histogram.record(250_000);
    return "1,001 rounds: half take up to %d µs, 99 of 100 up to %d, the longest %d."
        .formatted(histogram.percentile(50), histogram.percentile(99), histogram.highest());
  }
}
