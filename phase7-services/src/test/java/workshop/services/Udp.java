package workshop.services;

import java.nio.ByteBuffer;
import workshop.testkit.Frames;

/** UDP as plain bytes, made by code of the tests' own. */
final class Udp {
  private Udp() {}

  /** A datagram from the kernel to the stack, with its checksum. */
  static byte[] toStack(int from, int to, byte[] data) {
    return datagram(Frames.KERNEL_IP, Frames.STACK_IP, from, to, data);
  }

  /** A datagram from the stack to the kernel, with its checksum. */
  static byte[] toKernel(int from, int to, byte[] data) {
    return datagram(Frames.STACK_IP, Frames.KERNEL_IP, from, to, data);
  }

  static byte[] datagram(String source, String destination, int from, int to, byte[] data) {
    byte[] bytes = fields(from, to, 8 + data.length, 0, data);
    int sum = sum(source, destination, bytes);
    ByteBuffer.wrap(bytes).putShort(6, (short) (sum == 0 ? 0xFFFF : sum));
    return bytes;
  }

  /** The checksum over pseudo-header and datagram; 0 if the right one is in it. */
  static int sum(String source, String destination, byte[] bytes) {
    byte[] protocolAndLength = {0, 17, (byte) (bytes.length >> 8), (byte) bytes.length};
    return Frames.checksum(Frames.ip(source), Frames.ip(destination), protocolAndLength, bytes);
  }

  /** A datagram with these fields, right or wrong. */
  static byte[] fields(int from, int to, int length, int checksum, byte[] data) {
    return ByteBuffer.allocate(8 + data.length)
        .putShort((short) from)
        .putShort((short) to)
        .putShort((short) length)
        .putShort((short) checksum)
        .put(data)
        .array();
  }

  /** So many bytes, each different from its neighbours. */
  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  /**
   * As the device hands it over: outside the heap, not to be written, in the middle of a larger
   * buffer, and with a position that says nothing.
   */
  static ByteBuffer direct(byte[] bytes) {
    ByteBuffer larger = ByteBuffer.allocateDirect(bytes.length + 20);
    for (int i = 0; i < larger.limit(); i++) {
      larger.put(i, (byte) 0xEE);
    }
    larger.put(9, bytes);
    return larger.slice(9, bytes.length).asReadOnlyBuffer().position(Math.min(3, bytes.length));
  }
}
