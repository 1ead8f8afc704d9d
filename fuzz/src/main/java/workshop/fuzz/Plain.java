package workshop.fuzz;

import java.nio.ByteBuffer;

/** Fields and checksums as plain arithmetic on bytes: nothing of the code under test is in it. */
public final class Plain {
  private Plain() {}

  public static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  public static int u16(byte[] bytes, int at) {
    return u8(bytes, at) * 256 + u8(bytes, at + 1);
  }

  /** Stores 16 bits, the upper byte first. */
  public static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  /** What is left in a buffer, which stays as it is. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /**
   * The Internet checksum (RFC 1071): adding with the carry brought round is adding modulo 65535.
   *
   * @param sum of what stands before, from {@link #sum}
   */
  public static int checksum(long sum, byte[] bytes, int from, int to) {
    long all = sum + sum(bytes, from, to);
    return all == 0 ? 0xFFFF : 0xFFFE - (int) ((all - 1) % 0xFFFF);
  }

  /** The sum of the 16-bit words; a last odd byte is the upper half of one. */
  public static long sum(byte[] bytes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (i - from) % 2 == 0 ? u8(bytes, i) * 256 : u8(bytes, i);
    }
    return sum;
  }

  /** Of the pseudo-header: two addresses, the protocol, and the length (RFC 9293 section 3.1). */
  public static long pseudoHeader(byte[] source, byte[] destination, int protocol, int length) {
    return sum(source, 0, 4) + sum(destination, 0, 4) + protocol + length;
  }

  /** Puts the right checksum at a place, over a part of the bytes that holds it. */
  public static void fix(byte[] bytes, int at, long sum, int from, int to) {
    put16(bytes, at, 0);
    put16(bytes, at, checksum(sum, bytes, from, to));
  }
}
