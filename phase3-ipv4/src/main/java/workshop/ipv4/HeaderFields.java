package workshop.ipv4;

import java.nio.ByteBuffer;

/**
 * What the header of an IPv4 packet may say besides what all have in common (RFC 791 section 3.1).
 *
 * @param identification which fragments belong together, from 0 to 65535
 * @param flagsAndOffset the 16 bits as they stand in the header: {@link #DONT_FRAGMENT} or {@link
 *     #MORE_FRAGMENTS}, and where the payload belongs, in units of 8 bytes
 * @param options from index 0 to the limit: a multiple of 4 bytes, 40 at most
 */
public record HeaderFields(int identification, int flagsAndOffset, ByteBuffer options) {
  public static final int DONT_FRAGMENT = Ipv4Header.DONT_FRAGMENT;
  public static final int MORE_FRAGMENTS = Ipv4Header.MORE_FRAGMENTS;

  /** No options. */
  public static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final int VERSION_4 = Ipv4Header.VERSION_4 << 4;

  /** Changes a header that is there already. After it, there is room for the options. */
  void write(ByteBuffer packet) {
    int length = Ipv4Header.MINIMUM_SIZE + options.limit();
    packet.put(Ipv4Header.VERSION_AND_IHL, (byte) (VERSION_4 | length / 4));
    packet.put(Ipv4Header.MINIMUM_SIZE, options, 0, options.limit());
    packet.putShort(Ipv4Header.IDENTIFICATION, (short) identification);
    packet.putShort(Ipv4Header.FLAGS_AND_OFFSET, (short) flagsAndOffset);
    sum(packet, length);
  }

  /**
   * Makes the header of a whole packet out of its first fragment's: it says the whole length then,
   * and that nothing was cut.
   *
   * @param packet the header's bytes, from index 0; the payload follows, up to the limit
   * @param length the header's, in bytes
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
