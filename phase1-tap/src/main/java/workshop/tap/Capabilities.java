package workshop.tap;

/**
 * What a link can carry, and what work it takes off the stack.
 *
 * @param mtu the largest payload of a frame on the wire, in bytes; the Ethernet header is not
 *     counted
 * @param largestFrame the largest frame that this side hands to the link or gets from it, in bytes,
 *     header and all; it may be larger than one on the wire
 * @param checksums whether the link fills in the TCP and UDP checksums of frames that ask for it;
 *     of those that it hands over, {@link Link#isChecked} tells
 * @param segmentation whether the link cuts large TCP segments into frames
 */
public record Capabilities(int mtu, int largestFrame, boolean checksums, boolean segmentation) {
  private static final int ETHERNET_HEADER = 14;

  /** A link that carries frames, and does nothing else. */
  public static Capabilities plain(int mtu) {
    return new Capabilities(mtu, ETHERNET_HEADER + mtu, false, false);
  }
}
