package workshop.ethernet;

import java.nio.ByteBuffer;

/**
 * An Ethernet address.
 *
 * @param bits its 48 bits; the byte that is sent first takes the highest 8 of them; the upper 16
 *     bits of the long are zero
 */
public record MacAddress(long bits) {
  /** Its size in a frame, in bytes. */
  public static final int SIZE = 6;

  /** Everybody on the link. */
  public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

  /** In ARP: not known yet. */
  public static final MacAddress ZERO = new MacAddress(0);

  /**
   * Reads an address as people write it, for instance 02:00:00:00:00:01.
   *
   * @throws IllegalArgumentException if the text is no address; its message is for the user
   */
  public static MacAddress parse(String text) {
    if (!text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")) {
      throw new IllegalArgumentException(
          "An Ethernet address is like 02:00:00:00:00:01, not " + text);
    }
    return new MacAddress(Long.parseLong(text.replace(":", ""), 16));
  }

  // --- Exercise 2.1: An Ethernet address in a frame (RFC 9542 section 2.1)

  /** Reads the six bytes at this index of the buffer. Its position stays where it is. */
  public static MacAddress read(ByteBuffer buffer, int index) {
    throw new workshop.NotDone("2.1", "docs/phase2-ethernet.md");
  }

  /** Writes the six bytes at this index of the buffer. Its position stays where it is. */
  public void write(ByteBuffer buffer, int index) {
    throw new workshop.NotDone("2.1", "docs/phase2-ethernet.md");
  }

  /** Whether this is a group's address: then the lowest bit of the first byte is 1. */
  public boolean isMulticast() {
    throw new workshop.NotDone("2.1", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.1

  /** For instance 02:00:00:00:00:01. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append("%02x".formatted(bits >>> shift & 0xFF)).append(shift > 0 ? ":" : "");
    }
    return text.toString();
  }
}
