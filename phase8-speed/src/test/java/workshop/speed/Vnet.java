package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.TcpBuilder;

/** Headers and frames as plain bytes, with code of its own. */
final class Vnet {
  private Vnet() {}

  /** The ten bytes, as the kernel writes them. */
  static byte[] header(int flags, int type, int length, int size, int start, int offset) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.nativeOrder())
        .put((byte) flags)
        .put((byte) type)
        .putShort((short) length)
        .putShort((short) size)
        .putShort((short) start)
        .putShort((short) offset)
        .array();
  }

  /** A segment of ours, with a text that is different everywhere. */
  static TcpBuilder segment(int count) {
    return Frames.tcp().fromStack().seq(1000).ack(2000).flags("ACK").payload(text(0, count));
  }

  /** So many bytes, each different from its neighbours. */
  static byte[] text(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ((from + i) * 31 + (from + i) / 251);
    }
    return bytes;
  }

  /**
   * A frame as it is on its way down through the layers: TCP, IPv4, Ethernet. TCP has left its
   * checksum to the link: the pseudo-header's sum is in the field.
   */
  static OutgoingFrame partial(byte[] frame) {
    byte[] segment = Arrays.copyOfRange(frame, 34, frame.length);
    int sum = ~pseudoHeader(frame, segment.length) & 0xFFFF;
    segment[16] = (byte) (sum >> 8);
    segment[17] = (byte) sum;
    OutgoingFrame outgoing = OutgoingFrame.of(ByteBuffer.wrap(segment));
    outgoing.leaveChecksum(16);
    outgoing.prepend(20).put(0, frame, 14, 20);
    outgoing.prepend(14).put(0, frame, 0, 14);
    return outgoing;
  }

  /** The same, to be cut. */
  static OutgoingFrame large(byte[] frame, int segmentSize) {
    OutgoingFrame outgoing = partial(frame);
    outgoing.leaveSegmentation(segmentSize);
    return outgoing;
  }

  private static int pseudoHeader(byte[] frame, int length) {
    byte[] protocolAndLength = {0, 6, (byte) (length >> 8), (byte) length};
    return Frames.checksum(Arrays.copyOfRange(frame, 26, 34), protocolAndLength);
  }

  /** All bytes in a frame. */
  static byte[] bytes(OutgoingFrame frame) {
    return Hex.bytes(frame.bytes());
  }
}
