package workshop.tcp;

import workshop.shared.Ipv4Address;
import workshop.tap.Capabilities;
import workshop.tap.OutgoingFrame;

/**
 * What TCP leaves to a link that can compute checksums, or cut segments ({@link Capabilities}). As
 * long as nobody brings another one, TCP does all of it itself.
 */
public interface Offload {
  /** Nothing is left to the link. */
  Offload NOTHING = new Offload() {};

  /**
   * Takes care of the checksum of a segment that is ready but for that.
   *
   * @param segment the header's first byte is the first in it; the field is 0
   */
  default void checksum(OutgoingFrame segment, Ipv4Address source, Ipv4Address destination) {
    TcpSegment.fillInChecksum(segment, source, destination);
  }

  /**
   * How much text leaves in one piece.
   *
   * @param available what there is to send, as far as the peer and the network have room, in bytes
   * @param segmentText what fits into a segment, in bytes
   * @param smallEnd whether a last segment that is not full may go, too
   * @return from 0 to {@code available}
   */
  default int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return Math.min(available, segmentText);
  }

  /**
   * Has a segment cut that is as large as {@link #textAtOnce} has allowed, if it is larger than one
   * on the wire.
   *
   * @param segment header and text
   * @param text how much text is in it, in bytes
   * @param segmentText what fits into a segment, in bytes
   */
  default void segmentation(OutgoingFrame segment, int text, int segmentText) {}
}
