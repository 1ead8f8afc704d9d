package workshop.ipv4;

import java.nio.ByteBuffer;

/**
 * The fields of an IPv4 header that most packets do not need (RFC 791 section 3.1).
 *
 * @param identification from 0 to 65535; the fragments of one packet have the same number
 * @param flagsAndOffset the 16 bits of the header: {@link #DONT_FRAGMENT} or {@link
 *     #MORE_FRAGMENTS}, and the place of the payload, in units of 8 bytes
 * @param options from index 0 to the limit: a multiple of 4 bytes, 40 at most
 */
public record HeaderFields(int identification, int flagsAndOffset, ByteBuffer options) {
  public static final int DONT_FRAGMENT = Ipv4Header.DONT_FRAGMENT;
  public static final int MORE_FRAGMENTS = Ipv4Header.MORE_FRAGMENTS;

  /** No options. */
  public static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final int VERSION_4 = Ipv4Header.VERSION_4 << 4;

  /** Changes a header that is already written. There must be room for the options after it. */
  void write(ByteBuffer packet) {
    int length = Ipv4Header.MINIMUM_SIZE + options.limit();
    packet.put(Ipv4Header.VERSION_AND_IHL, (byte) (VERSION_4 | length / 4));
    packet.put(Ipv4Header.MINIMUM_SIZE, options, 0, options.limit());
    packet.putShort(Ipv4Header.IDENTIFICATION, (short) identification);
    packet.putShort(Ipv4Header.FLAGS_AND_OFFSET, (short) flagsAndOffset);
    sum(packet, length);
  }

  /**
   * Turns the header of a first fragment into the header of the whole packet: it gets the whole
   * length, and no fragment flags.
   *
   * @param packet the header from index 0, and the whole payload up to the limit
   * @param length the header's length, in bytes
   */
  public static void makeWhole(ByteBuffer packet, int length) {
    packet.putShort(Ipv4Header.TOTAL_LENGTH, (short) packet.limit());
    packet.putShort(Ipv4Header.FLAGS_AND_OFFSET, (short) 0);
    sum(packet, length);
  }

  private static void sum(ByteBuffer packet, int length) {
    packet.putShort(Ipv4Header.CHECKSUM, (short) 0);
    packet.putShort(Ipv4Header.CHECKSUM, (short) InternetChecksum.of(packet, 0, length));
  }
}
