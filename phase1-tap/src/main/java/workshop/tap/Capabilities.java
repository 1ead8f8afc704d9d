package workshop.tap;

/**
 * What a link can carry, and what work it does for the stack.
 *
 * @param mtu the largest payload of a frame on the wire, in bytes, without the Ethernet header
 * @param largestFrame the largest frame that the stack gives to the link or gets from it, in bytes,
 *     with the header; it may be larger than a frame on the wire
 * @param checksums whether the link fills in the TCP and UDP checksums of frames that ask for it;
 *     for received frames, see {@link Link#isChecked}
 * @param segmentation whether the link cuts large TCP segments into frames
 */
public record Capabilities(int mtu, int largestFrame, boolean checksums, boolean segmentation) {
  private static final int ETHERNET_HEADER = 14;

  /** A link that carries frames, and does nothing else. */
  public static Capabilities plain(int mtu) {
    return new Capabilities(mtu, ETHERNET_HEADER + mtu, false, false);
  }
}
