package workshop.shared;

import java.nio.ByteBuffer;

/**
 * An IPv4 address. ARP, IPv4 and the command line use it.
 *
 * @param bits its 32 bits; the byte that is sent first takes the highest 8
 */
public record Ipv4Address(int bits) {
  /** Its size in a packet, in bytes. */
  public static final int SIZE = 4;

  /** "This host": a host that has no address yet (RFC 1122 section 3.2.1.3). */
  public static final Ipv4Address ANY = new Ipv4Address(0);

  /** Everybody on this link (RFC 1122 section 3.2.1.3). */
  public static final Ipv4Address BROADCAST = new Ipv4Address(0xFFFF_FFFF);

  /**
   * Reads an address as people write it, for instance 192.168.100.2.
   *
   * @throws IllegalArgumentException if the text is no address; its message is for the user
   */
  public static Ipv4Address parse(String text) {
    int bits = 0;
    String[] numbers = text.split("\\.", -1);
    for (String number : numbers) {
      int value = number.matches("\\d{1,3}") ? Integer.parseInt(number) : 256;
      if (value > 255 || numbers.length != SIZE) {
        throw new IllegalArgumentException("An IPv4 address is like 192.168.100.2, not " + text);
      }
      bits = bits << 8 | value;
    }
    return new Ipv4Address(bits);
  }

  /** The four bytes at this index of the buffer. */
  public static Ipv4Address read(ByteBuffer buffer, int index) {
    return new Ipv4Address(buffer.getInt(index));
  }

  /** Puts the four bytes at this index of the buffer. */
  public void write(ByteBuffer buffer, int index) {
    buffer.putInt(index, bits);
  }

  /**
   * Whether it can be the address of one machine on a wire. These cannot: groups, "this network"
   * (0.0.0.0/8), loopback (127.0.0.0/8), and reserved addresses (240.0.0.0/4, which includes the
   * broadcast address); see RFC 1122 section 3.2.1.3 and RFC 1112 section 4. The broadcast address
   * of one network looks like any other address, so it counts as one machine here.
   */
  public boolean isUnicast() {
    int network = bits >>> 24;
    return network != 0 && network != 127 && network < 224;
  }

  /** For instance 192.168.100.2. */
  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
