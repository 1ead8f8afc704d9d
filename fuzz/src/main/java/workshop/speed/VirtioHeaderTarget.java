package workshop.speed;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.tap.OutgoingFrame;

/**
 * {@link VirtioHeader}: reads ten bytes before a frame of any size. Then a segment of ours leaves
 * the same work to the link, and {@link VirtioHeader} writes ten bytes for it.
 */
public final class VirtioHeaderTarget {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final int BEFORE_TCP = 14 + 20;
  private static final int TCP_HEADER = 20;
  private static final int DATA_OFFSET = 12;
  private static final byte[] OLD = new byte[VirtioHeader.SIZE];

  static {
    Arrays.fill(OLD, (byte) 0xA5);
  }

  private VirtioHeaderTarget() {}

  /** Two bytes are the size of the frame, ten the header. */
  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    int size = input.take() * 256 + input.take();
    byte[] bytes = Arrays.copyOf(input.take(VirtioHeader.SIZE), VirtioHeader.SIZE);
    int flags = Plain.u8(bytes, 0);
    int type = Plain.u8(bytes, 1) & 0x7F; // 0x80 is ECN
    int segmentSize = type == 1 ? number(bytes, 4) : 0;
    boolean known = type == 0 || segmentSize > 0;
    boolean partial = flags % 2 == 1;
    int start = number(bytes, 6);
    int field = number(bytes, 8);
    boolean sound = known && (!partial || start + field + 2 <= size);
    List<Object> read =
        Parsing.parsed(bytes, one -> read(new VirtioHeader(one), size), Function.identity())
            .orElseThrow();
    require(read.equals(List.of(flags, segmentSize, sound)), "read as " + read);
    writes(partial, field % (TCP_HEADER - 1), segmentSize);
  }

  private static List<Object> read(VirtioHeader header, int size) {
    return List.of(header.flags(), header.segmentSize(), header.isSound(size));
  }

  /** In the machine's order. */
  private static int number(byte[] bytes, int at) {
    int big = Plain.u16(bytes, at);
    return LITTLE ? big % 256 * 256 + big / 256 : big;
  }

  /** The ten bytes before a segment of ours that leaves its checksum to the link, or nothing. */
  private static void writes(boolean partial, int field, int segmentSize) {
    OutgoingFrame frame = new OutgoingFrame(TCP_HEADER);
    frame.message(TCP_HEADER).put(DATA_OFFSET, (byte) 0x50);
    if (partial) {
      frame.leaveChecksum(field);
      frame.leaveSegmentation(segmentSize);
    }
    frame.prepend(BEFORE_TCP);
    byte[] before = Plain.bytes(frame.bytes());
    frame.prepend(VirtioHeader.SIZE).put(0, OLD);
    frame.takeAway(VirtioHeader.SIZE);
    VirtioHeader.prepend(frame);
    byte[] written = Plain.bytes(frame.bytes());
    byte[] after = Arrays.copyOfRange(written, VirtioHeader.SIZE, written.length);
    require(Arrays.equals(after, before), "the frame has changed");
    boolean large = partial && segmentSize > 0;
    List<Integer> right =
        List.of(
            partial ? 1 : 0,
            large ? 1 : 0,
            large ? BEFORE_TCP + TCP_HEADER : 0,
            large ? segmentSize : 0,
            partial ? BEFORE_TCP : 0,
            partial ? field : 0);
    List<Integer> fields =
        List.of(
            Plain.u8(written, 0),
            Plain.u8(written, 1),
            number(written, 2),
            number(written, 4),
            number(written, 6),
            number(written, 8));
    require(fields.equals(right), "written is " + fields + ", not " + right);
    require(
        new VirtioHeader(ByteBuffer.wrap(written)).isSound(before.length),
        "we do not understand our own header");
  }
}
