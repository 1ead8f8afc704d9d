package workshop.tcp;

import workshop.shared.Ipv4Address;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;

/**
 * The work that TCP leaves to a link that can compute checksums or cut segments ({@link
 * Capabilities}). With {@link #NOTHING}, TCP does all the work itself.
 */
public interface Offload {
  /** Leaves nothing to the link. */
  Offload NOTHING = new Offload() {};

  /**
   * Adds the checksum to a segment that is complete except for the checksum, or leaves it to the
   * link.
   *
   * @param segment begins with the header's first byte; its checksum field is 0
   */
  default void checksum(OutgoingFrame segment, Ipv4Address source, Ipv4Address destination) {
    TcpSegment.fillInChecksum(segment, source, destination);
  }

  /**
   * How many bytes of text may leave in one piece.
   *
   * @param available how many bytes are ready to be sent, and fit into the windows of the peer and
   *     the network
   * @param segmentText how many bytes of text fit into a segment
   * @param smallEnd true if the last segment may be sent although it is not full
   * @return from 0 to {@code available}
   */
  default int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return Math.min(available, segmentText);
  }

  /**
   * Tells the link to cut this segment if it is too large for the wire. It has at most as much text
   * as {@link #textAtOnce} has allowed.
   *
   * @param segment header and text
   * @param text how many bytes of text it has
   * @param segmentText how many bytes of text fit into a segment
   */
  default void segmentation(OutgoingFrame segment, int text, int segmentText) {}
}
